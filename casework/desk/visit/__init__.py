"""The home visit in the hand: a light page for a telephone, that goes on without a network."""
