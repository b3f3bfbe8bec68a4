"""Scenes of the law at the bottom of the house."""
