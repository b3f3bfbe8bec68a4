"""Registration of the policies app."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """The law, at the bottom of the house."""

    name = "policies"
    verbose_name = "政策与规则"
    default_auto_field = "django.db.models.BigAutoField"
