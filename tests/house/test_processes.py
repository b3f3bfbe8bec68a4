"""The processes of the house start through manage.py, answer, and leave nobody behind when killed."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.support.processes import answers, wait_until

pytestmark = pytest.mark.kill


def listens(address):
    parts = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) == 0


def test_a_killed_web_server_frees_its_port(house):
    process, address = house.start_web()
    assert answers(f"{address}/healthz")

    house.kill(process)

    wait_until(lambda: not listens(address), seconds=10, what="the port is still held by an orphan")


def test_the_worker_gets_ready_on_a_folder_and_stops_when_told(house):
    worker = house.start("worker")
    wait_until(lambda: "ready." in house.words("worker"), what=house.words("worker"))

    worker.terminate()

    assert worker.wait(timeout=30) == 0


def test_a_second_clock_on_one_machine_is_refused(house):
    house.start("beat")
    wait_until(lambda: (house.folder / "beat.pid").exists(), what=house.words("beat"))

    second = house.start("beat")

    assert second.wait(timeout=30) != 0
