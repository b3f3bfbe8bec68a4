"""Background work of casework, thin: the truth is in the tables, a task only looks at them."""

from celery import shared_task
from django.utils import timezone

from casework import outbox
from casework.actions import upkeep


@shared_task(name="casework.tasks.drain_outbox")
def drain_outbox() -> None:
    """Handle whatever waits in the outbox."""
    outbox.drain(now=timezone.now())


@shared_task(name="casework.tasks.tick")
def tick() -> None:
    """Bring columns up to date where days alone have changed them."""
    upkeep.tick(now=timezone.now())
