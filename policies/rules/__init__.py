"""Pure rules of policies: standard library only, no clock, no settings."""
