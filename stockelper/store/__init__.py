"""Ports (Protocols) and adapters of everything that is kept: documents, traces, checkpoints."""
