"""Commands of what leaves the house."""
