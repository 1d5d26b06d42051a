"""The words and tools that every room shares; this package imports no other room."""
