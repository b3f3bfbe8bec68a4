"""Commands of the law."""
