"""Scenes of the pure rules: no database, no clock."""
