"""The composition root: settings, addresses and background wiring of the whole house."""

from yimen.celery import app as celery_app

__all__ = ("celery_app",)
