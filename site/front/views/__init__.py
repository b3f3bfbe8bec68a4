"""What the public site answers, one subject per file."""
