"""Schema history of front."""
