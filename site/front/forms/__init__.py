"""What the public site asks, one subject per file."""
