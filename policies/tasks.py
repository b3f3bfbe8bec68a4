"""Background work of the law, thin: the hours that editors and publishers agreed to."""

from celery import shared_task
from django.utils import timezone

from policies.actions.hours import publish_due as publish


@shared_task(name="policies.tasks.publish_due")
def publish_due() -> None:
    """Publish what was agreed to and whose hour has come; take down what has run out."""
    publish(at=timezone.now())
