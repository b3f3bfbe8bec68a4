"""The cast of these tests: a Shangyu township with its hands kept apart, and households that apply there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from casework import outbox
from casework.models import Case
from casework.rules.asking import SHANGHAI
from policies.models import Unit
from yimen.simulation import verbs
from yimen.simulation.story import Line, Story
from yimen.simulation.theatre import Theatre, raise_curtain

STAFF = {
    "赵": ("village",),
    "刘": ("acceptor",),
    "陈": ("surveyor",),
    "李": ("reviewer",),
    "孙": ("approver",),
    "周": ("county",),
}
COUPLE = ({"name": "李小田", "age": 49}, {"name": "王兰", "age": 47, "relation": "妻"})
PHONE, HOTLINE = "0575-82110001", "0575-82210002"


def moment(text: str) -> datetime:
    """`2025-09-26 10:00` in Asia/Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class Scene:
    """A house on stage: acts are the real actions, and what waits for its turn happens after each."""

    def __init__(
        self,
        household: Sequence[Mapping[str, Any]] = COUPLE,
        *,
        place: str = "shangyu",
        parameters: Mapping[str, Any] | None = None,
        quiet: bool = False,
    ) -> None:
        first = moment("2025-09-11 09:00")
        story = Story(
            file="tests",
            title="",
            place=place,
            programme="dibao",
            parameters={"standard": 1000, **(parameters or {})},
            roll_posting=False,
            household=tuple(household),
            staff=STAFF,
            lines=(Line(1, first, {}),),
        )
        self.stage: Theatre = raise_curtain(story)
        self.quiet = quiet
        village = self.stage.village
        Unit.objects.filter(pk=village.parent_id).update(phone=PHONE)
        type(village.jurisdiction).objects.update(hotline=HOTLINE)

    @property
    def case(self) -> Case:
        return self.stage.case()

    def do(self, at: str, verb: str, by: str | None = None, **body: Any) -> None:
        """Do one act of the scenario language, then let the outbox run (unless the workers are dead)."""
        verbs.play(self.stage, {"do": verb, "by": by, **body}, moment(at))
        if not self.quiet:
            self.settle(at)

    def settle(self, at: str) -> None:
        """Let everything that waits for its turn happen."""
        while outbox.drain(now=moment(at)):
            pass

    def opined(self, amount: int = 1200) -> Scene:
        """Bring the case to a first opinion on 2025-09-26."""
        self.do("2025-09-11 09:00", "submit", channel="window", materials="all")
        self.do("2025-09-11 10:00", "accept", "刘")
        self.do("2025-09-15 09:00", "request_check", "刘")
        self.do("2025-09-22 11:00", "check_report", result="within", number="核2025-0911")
        self.do("2025-09-23 09:00", "visit", "陈", who=["陈", "赵"], methods=["visit", "neighbours"])
        self.do("2025-09-26 09:00", "first_opinion", "李", grant=True, amount=amount)
        return self

    def posted(self, amount: int = 1200) -> Scene:
        """Bring the case to a posting that hangs from 2025-09-26 10:00 to the end of 2025-10-03."""
        self.opined(amount)
        self.do("2025-09-26 10:00", "post", "李", where=["board"])
        return self

    def confirmed(self, amount: int = 1200) -> Scene:
        """Bring the case to an approval on 2025-10-09."""
        self.posted(amount)
        self.do("2025-10-09 10:00", "confirm", "孙", amount=amount)
        return self


class Browser:
    """Asks a WSGI application the way a browser does, and keeps what came back."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Fetch a path; headers as `if_none_match="…"`, `accept_encoding="gzip"`, `cookie="…"`."""
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": ""}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        answer = Answer()
        answer.body = b"".join(self.app(environ, answer.start))
        return answer


class Answer:
    """Status, headers and body."""

    status = ""
    body = b""

    def start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = status, dict(headers)

    @property
    def code(self) -> int:
        return int(self.status.split()[0])

    @property
    def text(self) -> str:
        return self.body.decode()


def nowhere(environ: dict[str, Any], start: Any) -> list[bytes]:
    """The house behind the shelf: everything that reaches it is a 404 here."""
    start("404 Not Found", [])
    return [b"django"]


def files(root: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in root.rglob("*") if path.is_file())


def now() -> datetime:
    """The real moment, for what goes through a view."""
    return timezone.now()
