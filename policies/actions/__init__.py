"""Every write of policies, one verb per function."""
