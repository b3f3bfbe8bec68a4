"""Pure rules of notices: standard library only, no clock, no settings."""
