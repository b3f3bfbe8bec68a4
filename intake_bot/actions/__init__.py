"""Every write of intake_bot, one verb per function."""
