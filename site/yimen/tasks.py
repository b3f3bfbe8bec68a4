"""Background work of the composition root, thin: the pulse that `doctor` feels."""

from celery import shared_task
from django.utils import timezone

from yimen.models import Heartbeat

PULSE = "yimen.tasks.pulse"


@shared_task(name=PULSE)
def pulse() -> None:
    """Note that the bell was rung and that a worker heard it."""
    Heartbeat.mark("worker", at=timezone.now())
