"""The dialogue as a pure function: standard library only, no clock, no settings."""
