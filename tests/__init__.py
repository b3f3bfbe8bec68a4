"""The tests of the house, read as scenes."""
