"""One file per command of manage.py about notices, postings and leaks."""
