"""Schema history of intake_bot."""
