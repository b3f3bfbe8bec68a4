"""Background work of casework, thin: the truth is in the tables, a task only looks at them."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from casework import anchors, outbox
from casework.actions import complaints, upkeep
from casework.rules.asking import day_of


@shared_task(name="casework.tasks.drain_outbox")
def drain_outbox() -> None:
    """Handle whatever waits in the outbox."""
    outbox.drain(now=timezone.now())


@shared_task(name="casework.tasks.tick")
def tick() -> None:
    """Bring columns up to date where days alone have changed them."""
    now = timezone.now()
    upkeep.tick(now=now)
    complaints.remind_late(now=now)


@shared_task(name="casework.tasks.seal_day")
def seal_day() -> None:
    """Seal the heads of all chains, once a day, as soon as the day's first hour comes round."""
    now = timezone.now()
    if not anchors.sealed_on(settings.ANCHOR_ROOT, day_of(now).isoformat()):
        anchors.seal(settings.ANCHOR_ROOT, now)
