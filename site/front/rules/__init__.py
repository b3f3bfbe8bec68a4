"""What the public site knows without Django: the shape of an unfinished application."""
