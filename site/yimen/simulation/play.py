"""Play a story line by line and write down what was expected and what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from casework import outbox
from casework.models import Outbox
from casework.rules.refusal import StepRefused
from notices import actions as notice_actions
from yimen.simulation import expectations, verbs
from yimen.simulation.story import Line, Story, StoryError
from yimen.simulation.theatre import Theatre, raise_curtain


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: on which line, what, expected and got (as text a person reads)."""

    line: int
    at: str
    what: str
    expected: Any
    got: Any
    ok: bool


@dataclass(slots=True)
class Report:
    """How a story went."""

    file: str
    title: str
    checks: list[Check] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Say whether nothing went otherwise than told."""
        return all(check.ok for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """Return the report as the stable JSON of `simulate --json`."""
        return {"file": self.file, "passed": self.passed, "checks": [asdict(check) for check in self.checks]}


class _Over(Exception):
    """The story is over: everything it wrote is taken back."""


def play(story: Story) -> Report:
    """Play a story inside a transaction that is always taken back."""
    report = Report(story.file, story.title)
    try:
        with transaction.atomic():
            stage = raise_curtain(story)
            for line in story.lines:
                _line(stage, line, report)
            raise _Over
    except _Over:
        return report


def unread(path: Path, error: StoryError) -> Report:
    """Return the report of a file that could not be played: one failed check that says why, and on which line."""
    report = Report(str(path), "")
    said = str(error).removeprefix(f"{path}:{error.line}: ").removeprefix(f"{path}: ")
    report.checks.append(Check(error.line, "", "story", "能读的故事", said, ok=False))
    return report


def _line(stage: Theatre, line: Line, report: Report) -> None:
    _settle(line.at)
    if "expect" in line.body:
        _expect(stage, line, report)
    else:
        _act(stage, line, report)


def _settle(at: datetime) -> None:
    """Let everything that waits for its turn happen: notices issued, postings baked or taken down."""
    while outbox.drain(now=at):
        pass
    failed = Outbox.objects.exclude(error="").filter(done_at=None).first()
    if failed is not None:
        raise RuntimeError(f"{failed.kind}: {failed.error}")
    notice_actions.take_down(now=at)


def _act(stage: Theatre, line: Line, report: Report) -> None:
    refused = line.body.get("refused")
    try:
        with transaction.atomic():
            verbs.play(stage, line.body, line.at)
    except StepRefused as refusal:
        reason = stage.say(str(refusal))
        ok = bool(refused) and (refused is True or str(refused) in reason)
        expected: Any = refused or "办成"
        _write(report, line, line.body["do"], expected, f"拒绝:{reason}", ok)
        return
    if refused:
        _write(report, line, line.body["do"], f"拒绝({refused})", "办成", False)
    else:
        _write(report, line, line.body["do"], "办成", "办成", True)
    _settle(line.at)


def _expect(stage: Theatre, line: Line, report: Report) -> None:
    for name, expected in line.body["expect"].items():
        got, ok = expectations.ask(stage, name, expected, line.at)
        _write(report, line, name, expected, got, ok)


def _write(report: Report, line: Line, what: str, expected: Any, got: Any, ok: bool) -> None:
    report.checks.append(Check(line.number, f"{line.at:%Y-%m-%d %H:%M}", what, expected, _said(got), ok))


def _said(got: Any) -> Any:
    """Return an answer as JSON can carry it; money becomes text."""
    if isinstance(got, Mapping):
        return {key: _said(value) for key, value in got.items()}
    return got if isinstance(got, str | bool | int | list) or got is None else str(got)
