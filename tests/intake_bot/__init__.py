"""Tests of the chat door."""
