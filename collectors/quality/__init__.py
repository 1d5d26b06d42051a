"""The quality gate of prices: what cannot be true beside what is stored goes to quarantine, with its reason."""
