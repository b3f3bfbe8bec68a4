"""Scenarios: small stories about one case, played through the real actions with a set clock."""
