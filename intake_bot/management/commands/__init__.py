"""One file per command of manage.py about chat."""
