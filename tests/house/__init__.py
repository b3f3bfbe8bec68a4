"""Tests of the house itself: its size, its direction, its papers."""
