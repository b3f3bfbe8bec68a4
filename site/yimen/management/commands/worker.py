"""`manage.py worker`: the background process that empties the outbox when the doorbell rings."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "启动后台办理进程。 Run the Celery worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many hands; threads by default, because one SQLite file has one pen."""
        parser.add_argument("--concurrency", type=int, default=2)
        parser.add_argument("--pool", default="threads", choices=["threads", "prefork", "solo"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop."""
        from yimen.celery import app

        app.worker_main(
            [
                "worker",
                f"--pool={options['pool']}",
                f"--concurrency={options['concurrency']}",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
                "--loglevel=INFO",
            ]
        )
