"""The office's people at the desk: who they are, what posts they hold, and who was refused what."""
