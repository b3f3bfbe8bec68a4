"""The case: who may do what next, by when; households, events, benefits, supervision."""
