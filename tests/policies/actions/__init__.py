"""Tests of policies/actions."""
