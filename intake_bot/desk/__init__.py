"""The staff's side of the chat: who waits for a call, whose chat belongs to which officer."""
