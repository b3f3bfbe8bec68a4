"""Every write of front, one verb per function."""
