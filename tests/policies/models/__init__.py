"""Tests of policies/models."""
