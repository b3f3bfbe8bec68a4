"""Measures the paths people wait for beside what they would otherwise use, and prints ratios."""
