"""Tools: typed questions to the store that return evidence and statements."""
