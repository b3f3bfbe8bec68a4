"""Registration of the casework app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The case, above the law."""

    name = "casework"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"
