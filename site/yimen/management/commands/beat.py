"""`manage.py beat`: the clock that rings the doorbell; exactly one of it may run."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "启动定时进程(只能有一个)。 Run Celery beat; exactly one may run."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ring until told to stop; a second clock on the same machine is refused by the pid file."""
        from yimen.celery import app

        app.start(
            [
                "beat",
                f"--pidfile={settings.VAR_DIR / 'beat.pid'}",
                f"--schedule={settings.CELERY_BEAT_SCHEDULE_FILENAME}",
                "--loglevel=INFO",
            ]
        )
