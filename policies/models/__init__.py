"""Tables of policies, one file per noun."""
