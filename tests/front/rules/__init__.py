"""The pure rules behind the public pages."""
