"""Background work of notices, thin: the truth is in the tables, a task only looks at them."""

from celery import shared_task
from django.utils import timezone

from notices import actions


@shared_task(name="notices.tasks.tidy")
def tidy() -> None:
    """Clear away what is over and order the rosters of a new day, once."""
    now = timezone.now()
    actions.take_down(now=now)
    actions.order_rosters(now=now)
