"""Addresses for machines that belong to no single app."""
