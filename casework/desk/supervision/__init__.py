"""What the county sees of its townships: what waits, what runs, what is decided, and what lies untouched."""
