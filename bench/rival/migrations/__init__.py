"""Tables of the rival."""
