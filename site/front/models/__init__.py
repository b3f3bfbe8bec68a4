"""Tables of front, one file per noun."""
