"""Registration of the rival."""

from django.apps import AppConfig


class RivalConfig(AppConfig):
    """A roster page as a tutorial would build it."""

    name = "bench.rival"
    label = "rival"
    default_auto_field = "django.db.models.BigAutoField"
