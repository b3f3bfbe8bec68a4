"""Middleware of the whole house, one concern per file."""
