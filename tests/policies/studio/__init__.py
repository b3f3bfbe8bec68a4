"""The programme studio."""
