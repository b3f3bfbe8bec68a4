"""Registration of the intake_bot app: what it listens to."""

from datetime import datetime
from typing import Any

from django.apps import AppConfig


class IntakeBotConfig(AppConfig):
    """The chat door."""

    name = "intake_bot"
    verbose_name = "聊天受理"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of cases that moved and of forms that were handed in, and answer the programme studio."""
        from casework import outbox
        from casework.actions.handoff import DONE
        from casework.signals import event_recorded
        from intake_bot.actions.returning import form_done
        from intake_bot.desk import studio
        from policies.models import guards

        guards.renews_stamp("intake_bot_chatsettings", "intake_bot_alias")
        event_recorded.connect(hear_event, dispatch_uid="intake_bot.hear_event")
        outbox.handles(DONE)(form_done)
        studio.register()


def hear_event(*, event: Any, now: datetime, **_: Any) -> None:
    """Pass an event on to the chats that follow its case."""
    from intake_bot.actions.returning import tell

    tell(event, now)
