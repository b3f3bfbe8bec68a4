"""One complaint at the desk."""
