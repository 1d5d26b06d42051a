"""The LangGraph of one question, and the runs service that owns it."""
