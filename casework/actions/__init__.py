"""Every write of casework, one verb per function."""
