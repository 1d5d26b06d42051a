"""Models of what comes: one interface, one registry."""
