"""Pure rules of casework: standard library only, no clock, no settings."""
