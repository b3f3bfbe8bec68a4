"""The writes of the chat door."""
