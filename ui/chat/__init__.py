"""The Streamlit chat: pages and their pieces. They talk to `ui.wiring.Product` alone; a run belongs to its service."""
