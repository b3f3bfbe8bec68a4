"""Emergency relief on one page: what the county was told, which papers are open, and the reserve of each township."""
