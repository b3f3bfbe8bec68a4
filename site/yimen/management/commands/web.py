"""`manage.py web`: the web server of the house (granian, WSGI)."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from yimen.orphans import PARENT


class Command(BaseCommand):
    help = "启动网页服务。 Serve the site with granian."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen and how wide."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=1)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        from granian import Granian
        from granian.constants import Interfaces

        # The server starts fresh interpreters, which know the path only from the environment.
        os.environ["PYTHONPATH"] = os.pathsep.join([str(settings.BASE_DIR / "site"), str(settings.BASE_DIR)])
        os.environ[PARENT] = str(os.getpid())
        Granian(
            "yimen.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["processes"],
            blocking_threads=options["threads"],
            backpressure=options["threads"] * 16,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            websockets=False,
        ).serve()
