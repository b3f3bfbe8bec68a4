"""The public site, walked as the people of 青石村 walk it."""
