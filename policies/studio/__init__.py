"""The programme studio: a programme as a form, what a change touches, and how it looks before anybody else sees it."""
