"""Schema history of policies."""
