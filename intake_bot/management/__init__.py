"""Commands of the chat door."""
