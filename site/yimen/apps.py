"""Registration of the yimen app."""

from django.apps import AppConfig


class YimenConfig(AppConfig):
    """The composition root, an app so that its commands are found."""

    name = "yimen"
    verbose_name = "一门"
    default_auto_field = "django.db.models.BigAutoField"
