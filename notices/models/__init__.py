"""Tables of notices, one file per noun."""
