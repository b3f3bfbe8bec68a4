"""Registration of the notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What leaves the house, above the case."""

    name = "notices"
    verbose_name = "告知与公示"
    default_auto_field = "django.db.models.BigAutoField"
