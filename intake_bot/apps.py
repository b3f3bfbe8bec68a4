"""Registration of the intake_bot app."""

from django.apps import AppConfig


class IntakeBotConfig(AppConfig):
    """The chat door."""

    name = "intake_bot"
    verbose_name = "聊天受理"
    default_auto_field = "django.db.models.BigAutoField"
