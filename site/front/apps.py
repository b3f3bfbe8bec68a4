"""Registration of the front app."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The web door."""

    name = "front"
    verbose_name = "公众网站"
    default_auto_field = "django.db.models.BigAutoField"
