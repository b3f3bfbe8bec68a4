"""Counting what an act costs: statements, rows and memory; never seconds."""
