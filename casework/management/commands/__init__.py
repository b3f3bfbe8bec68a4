"""One file per command of manage.py that needs the case and the law alone."""
