"""Power cuts: real processes, killed with -9 in the middle of their work."""
