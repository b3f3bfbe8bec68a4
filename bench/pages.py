"""Row a: a public roster of a hundred rows, asked for again and again over keep-alive connections."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.ground import ROOT, Ground
from bench.harness import Row, Side

ADDRESS = "/public/bench/roster/"
SLUG = "bench-roster"
ROWS = 100
BROWSERS = 8


@contextmanager
def rows(ground: Ground, quick: bool) -> Iterator[list[Row]]:
    """Lay out page and baked file, start the servers, yield the row, stop the servers."""
    _lay_out_page()
    plain, cached = free_port(), free_port()
    with server(ground, plain, {}) as ours, server(ground, cached, {"BENCH_CACHED": "1"}) as rival:
        body = _body(plain, f"/{SLUG}/")
        _bake(body)
        assert _body(plain, ADDRESS) == body, "the baked file is not what the server answers"
        with nginx(ground, body) as limit:
            many, few = (6000, 40) if quick else (20_000, 200)
            sides: dict[str, Side | str] = {
                "ours": _side("baked, granian", plain, ADDRESS, many, ours, ground),
                "naive": _side("Wagtail page", plain, f"/{SLUG}/", few, ours, ground),
                "peer": _side("Django cache", cached, f"/{SLUG}/", many // 4, rival, ground),
                "limit": limit if isinstance(limit, str) else _side("nginx static", *limit, ground),
            }
            facts = {"bytes": str(len(body)), "SQL of ours": str(_statements())}
            yield [Row("a", "public roster, 100 rows", "cpu", sides, facts)]


def _side(name: str, port: int, path: str, units: int, pid: int, ground: Ground) -> Side:
    return Side(name, asks(port, path), units, (pid, ground.postgres), own=False)


def asks(port: int, path: str) -> Callable[[int], None]:
    """Return a run in which eight browsers ask for a page again and again; anything but 200 is an error."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()

    def run(count: int) -> None:
        browsers = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(BROWSERS)]
        for _ in range(count // BROWSERS):
            for browser in browsers:
                browser.sendall(request)
            for browser in browsers:
                _answered(browser, path)
        for browser in browsers:
            browser.close()

    return run


def _answered(browser: socket.socket, path: str) -> None:
    """Read one whole answer."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = browser.recv(65536)
        if not part:
            raise RuntimeError(f"{path}: the server hung up")
        found += part
    head, _, body = found.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
    if length is None or b" 200 " not in head[:16]:
        raise RuntimeError(f"{path}: {head[:200]!r}")
    left = int(length.group(1)) - len(body)
    while left > 0:
        left -= len(browser.recv(65536))


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(ground: Ground, port: int, environment: dict[str, str]) -> Iterator[int]:
    """Run the house's own web server; yield its pid; stop it with everything it started."""
    with (ground.folder / f"web-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "web", "--port", str(port)],
            cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until_open(port, process, ground.folder / f"web-{port}.log")
        yield process.pid
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End one process and the group it leads."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    except ProcessLookupError:
        process.wait()


def wait_until_open(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a process of ours answers on its port; raise RuntimeError with the end of its log where it fell."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text(errors="replace")[-2000:])
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on {port}: {log.read_text(errors='replace')[-2000:]}")


def _body(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def _lay_out_page() -> None:
    from wagtail.models import Site

    from bench.rival.models import RosterPage, RosterRow

    page = RosterPage(title="演示村 低保名单", slug=SLUG, village="演示村", show_in_menus=True)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    RosterRow._default_manager.bulk_create(
        RosterRow(page=page, place=n, name=f"演{n}某", village="演示村", members=1 + n % 5, amount=400 + n)
        for n in range(ROWS)
    )


def _bake(body: bytes) -> None:
    from django.conf import settings

    from notices import shelf

    pages = [shelf.Page(body)]
    shelf.put(Path(settings.BAKED_ROOT), ADDRESS, pages, since=datetime.now(UTC).replace(microsecond=0))


def _statements() -> int:
    """Return how many statements the baked address costs, counted in this process."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from notices.baked import in_front_of

    site = in_front_of(lambda environ, start_response: [b""])
    with CaptureQueriesContext(connection) as captured:
        found = site.answer({"PATH_INFO": ADDRESS, "REQUEST_METHOD": "GET"})
    assert found is not None
    assert found[0] == "200 OK"
    return len(captured)


@contextmanager
def nginx(ground: Ground, body: bytes) -> Iterator[tuple[int, str, int, int] | str]:
    """Serve the same bytes with nginx where it is installed; else say that it is not."""
    binary = shutil.which("nginx")
    if binary is None:
        yield "nginx not installed"
        return
    folder, port = ground.folder / "nginx", free_port()
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "roster.html").write_bytes(body)
    template = (ROOT / "bench" / "limits" / "nginx.conf").read_text()
    (folder / "nginx.conf").write_text(template.replace("@FOLDER@", str(folder)).replace("@PORT@", str(port)))
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [binary, "-p", str(folder), "-c", "nginx.conf"], stdout=out, stderr=out, start_new_session=True
        )
    try:
        wait_until_open(port, process, log)
        yield port, "/roster.html", 20_000, process.pid
    finally:
        stop(process)
