"""`manage.py beat`: the clock that rings the doorbell; exactly one of it may run."""

from typing import Any

from celery.signals import before_task_publish
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from yimen.models import Heartbeat
from yimen.tasks import PULSE


class Command(BaseCommand):
    help = "启动定时进程(只能有一个)。 Run Celery beat; exactly one may run."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ring until told to stop; a second clock on the same machine is refused by the pid file."""
        from yimen.celery import app

        before_task_publish.connect(_mark, sender=PULSE)
        app.start(
            [
                "beat",
                f"--pidfile={settings.VAR_DIR / 'beat.pid'}",
                f"--schedule={settings.CELERY_BEAT_SCHEDULE_FILENAME}",
                "--loglevel=INFO",
            ]
        )


def _mark(**_: Any) -> None:
    """Note that the clock lives whenever it rings for the pulse, whether anybody hears it or not."""
    close_old_connections()
    Heartbeat.mark("beat", at=timezone.now())
