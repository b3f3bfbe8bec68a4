"""The leads of the villages at the desk: filed, dealt with, counted, and what other apps do with them."""
