"""Tables of intake_bot, one file per noun."""
