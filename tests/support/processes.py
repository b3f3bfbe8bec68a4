"""Real processes of the house on the test's own database, for tests marked `kill`."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection


def database_url() -> str:
    """The DATABASE_URL of the database this test works on."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return f"postgres://{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], Any], *, seconds: float = 30, what: str = "") -> Any:
    """Ask again and again until the answer is true; fail with `what` when it never is."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > deadline:
            pytest.fail(f"waited {seconds} s in vain: {what or condition}")
        time.sleep(0.05)
    return answer


def answers(url: str) -> bool:
    """Tell whether a web server answers 200 there."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


class House:
    """Starts and kills processes of manage.py; each process leads a group, so nobody is left behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "YIMEN_ENV": "test",
            "YIMEN_VAR": str(folder),
            "DATABASE_URL": database_url(),
            "BROKER_URL": "filesystem://localhost",
            "DJANGO_SETTINGS_MODULE": "yimen.settings",
            "PYTHONUNBUFFERED": "1",
        }
        (folder / "static").mkdir(parents=True, exist_ok=True)

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start `manage.py command…`; its words go to <command>.log in the folder."""
        with (self.folder / f"{command[0]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", *command],
                cwd=settings.BASE_DIR,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def start_web(self, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
        """Start the web server on a free port; returns when it answers."""
        port = free_port()
        process = self.start("web", "--port", str(port), **environment)
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(f"{address}/healthz"), what=self.words("web"))
        return process, address

    def words(self, command: str) -> str:
        """What a command wrote so far."""
        log = self.folder / f"{command}.log"
        return log.read_text(errors="replace") if log.exists() else ""

    @staticmethod
    def kill(process: subprocess.Popen[bytes]) -> None:
        """kill -9 of this one process, as a power cut would."""
        process.send_signal(signal.SIGKILL)
        process.wait()

    @staticmethod
    def kill_all(process: subprocess.Popen[bytes]) -> None:
        """kill -9 of a process and its children in one moment, as a power cut would."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def clear(self) -> None:
        """Kill whatever is left, with its children."""
        for process in self.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def house(transactional_db: None, tmp_path: Path) -> Iterator[House]:
    """Processes of the house that share the database of this (transactional) test."""
    house = House(tmp_path)
    yield house
    house.clear()
