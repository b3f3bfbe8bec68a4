"""Real processes of the house on one database: crowded, and killed with -9 in the middle of their work."""
