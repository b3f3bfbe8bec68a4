"""Background work of casework, thin: the truth is in the tables, a task only looks at them."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from casework import anchors, outbox
from casework.actions import complaints, upkeep
from casework.actions.survey import sweep_photos
from casework.rules.asking import day_of

logger = logging.getLogger(__name__)


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
    gone = sweep_photos(now=now, days=settings.YIMEN_VISIT_PHOTO_DAYS)
    if gone:
        logger.info("%s photos of visits that were never handed in are removed", gone)


@shared_task(name="casework.tasks.seal_day")
def seal_day() -> None:
    """Seal the heads of all chains, once a day, as soon as the day's first hour comes round."""
    now = timezone.now()
    if not anchors.sealed_on(settings.ANCHOR_ROOT, day_of(now).isoformat()):
        anchors.seal(settings.ANCHOR_ROOT, now)
