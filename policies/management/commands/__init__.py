"""One file per command of manage.py that needs the law alone."""
