"""The faces: command line, Streamlit app, charts; and the wiring, the only place that names adapters."""
