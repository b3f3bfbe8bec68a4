"""Background work of the public site, thin: unfinished applications go away by themselves."""

from celery import shared_task
from django.utils import timezone

from front.actions import drafts


@shared_task(name="front.tasks.sweep_drafts")
def sweep_drafts() -> None:
    """Throw away what nobody touched for seven days, photos included."""
    now = timezone.now()
    drafts.sweep(now=now)
    drafts.sweep_supplements(now=now)
