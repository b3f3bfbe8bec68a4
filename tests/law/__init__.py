"""What each place's document says, read off its pack: one test for each clause, named by its id."""
