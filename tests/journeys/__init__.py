"""Whole ways through the house, walked in a real browser against real processes."""
