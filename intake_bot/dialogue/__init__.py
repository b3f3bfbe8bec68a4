"""The dialogue as a pure function: a conversation and an event go in, replies and effects come out."""
