"""Wagtail: the staff shell and the content workshop."""

from yimen.settings.environment import env

WAGTAIL_SITE_NAME = "一门"
WAGTAILADMIN_BASE_URL = env.str("YIMEN_BASE_URL", default="http://127.0.0.1:8000")
