"""What leaves the house: notices and their service, postings, rosters, the leak guard."""
