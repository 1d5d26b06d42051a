"""The listing, and the resolver from a name in a text to a security."""
