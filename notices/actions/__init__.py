"""Every write of notices, one verb per function."""
