"""Tables of casework, one file per noun."""
