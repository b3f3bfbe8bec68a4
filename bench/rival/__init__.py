"""What a county would build without baking: a roster as a Wagtail page. Only the bench installs it."""
