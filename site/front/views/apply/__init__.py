"""`/apply/`: the application, one part a file."""
