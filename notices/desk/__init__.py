"""Letters and their service at the desk, hung into the staff shell from above."""
