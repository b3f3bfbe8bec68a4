"""Background work of the chat door, thin: the truth is in the tables."""

from celery import shared_task
from django.utils import timezone

from intake_bot.actions import sweep


@shared_task(name="intake_bot.tasks.sweep_chats")
def sweep_chats() -> None:
    """Forget the chats that were silent for the days the county has set."""
    sweep(now=timezone.now())
