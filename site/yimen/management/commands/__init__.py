"""One file per command of manage.py that needs several apps."""
