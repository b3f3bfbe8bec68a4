"""The web door: the public site."""
