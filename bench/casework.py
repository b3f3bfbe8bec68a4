"""Row e: one step of a case with its event, its clocks and its outbox row, on PostgreSQL."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.ground import Ground, clones
from bench.harness import Row, Side

AT = datetime.fromisoformat("2025-09-11T09:00:00+08:00")


class Steps:
    """Acceptance, decided once and written again and again: every side leaves the same rows."""

    def __init__(self) -> None:
        from casework.models import Case
        from casework.rules import flow
        from policies import queries as law
        from tests.casework.cast import open_township

        township = open_township()
        self.actor = township.liu
        self.case = Case.objects.get(pk=township.lodged(at=AT))
        self.book = law.rulebook(self.case.version_id)
        self.outcome = flow.decide("accept", self.case.known(), self.book, self.actor, AT)
        self.ready: list[Any] = []

    def fresh(self, count: int) -> None:
        """Lay out cases that wait for the step; never counted."""
        missing = count - len(self.ready)
        if missing > 0:
            self.ready += clones(self.case, missing)
        for row in self.ready:
            row.known()  # what the decision has read before anything is written

    def take(self, count: int) -> Iterator[Any]:
        """Hand out cases that nobody has touched."""
        for _ in range(count):
            yield self.ready.pop()

    def append(self, count: int) -> None:
        """Ours, the write alone: the row is known, one statement in a transaction of its own."""
        from casework import ledger

        for row in self.take(count):
            ledger.append(row, "accept", self.outcome, self.book, self.actor, AT)

    def step(self, count: int) -> None:
        """Ours, as an act does it: lock and load, then the write."""
        from django.db import transaction

        from casework import ledger

        for row in self.take(count):
            with transaction.atomic():
                ledger.append(ledger.load(row.pk), "accept", self.outcome, self.book, self.actor, AT)

    def naive(self, count: int) -> None:
        """What one writes first: lock, get, save, read the previous hash, create the event, save each deadline."""
        from django.db import transaction

        from casework.models import Case, Deadline, Event, Outbox

        for known in self.take(count):
            values, event, clocks = self._values(known)
            with transaction.atomic():
                case = Case.objects.select_for_update().get(pk=known.pk)
                for name, value in values.items():
                    setattr(case, name, value)
                case.save()
                before = Event.objects.filter(case=case).order_by("-seq").first()
                assert before is not None
                created = Event.objects.create(**{**event, "prev_hash": before.hash})
                for clock in clocks:
                    Deadline.objects.update_or_create(case=case, clock=clock.pop("clock"), defaults=clock)
                Outbox.objects.create(
                    key=f"event:{created.pk}", kind="event", ref=str(created.pk), available_at=AT
                )

    def careful(self, count: int) -> None:
        """The ORM at its best: update() with the version, create(), one upsert, no lock and no second read."""
        from django.db import transaction

        from casework.models import Case, Deadline, Event, Outbox

        for known in self.take(count):
            values, event, clocks = self._values(known)
            with transaction.atomic():
                assert Case.objects.filter(pk=known.pk, seq=known.seq).update(**values)
                created = Event.objects.create(**event)
                rows = [Deadline(case_id=known.pk, **clock) for clock in clocks]
                changed = [name for name in clocks[0] if name != "clock"]
                Deadline.objects.bulk_create(
                    rows, update_conflicts=True, unique_fields=["case", "clock"], update_fields=changed
                )
                Outbox.objects.create(
                    key=f"event:{created.pk}", kind="event", ref=str(created.pk), available_at=AT
                )

    def entry(self, case: Any) -> Any:
        """What the step writes for a case, worked out in full."""
        from casework.ledger import writing

        return writing._entry(case, "accept", self.outcome, self.book, self.actor, AT)

    def _values(self, case: Any) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
        """The same values for the ORM's sides, worked out by the same rules."""
        entry = self.entry(case)
        event = {name: value for name, value in vars(entry.event).items() if name not in ("_state", "id")}
        event.pop("case", None)
        return dict(entry.columns), event, [dict(clock) for clock in entry.clocks]


def rows(ground: Ground, quick: bool) -> list[Row]:
    """Return the two rows of the casework bench."""
    steps, units = Steps(), 150 if quick else 600

    def side(name: str, run: Any) -> Side:
        return Side(name, run, units, (ground.postgres,), before=steps.fresh)

    limit = Pgbench(ground, steps, units)
    return [
        Row(
            "e", "case step: lock, load, write", "cpu",
            {
                "ours": side("ledger.load + append", steps.step),
                "naive": side("naive ORM", steps.naive),
                "peer": side("ORM update() + create()", steps.careful),
                "limit": "see the next row",
            },
        ),
        Row(
            "e write", "case step: the write alone", "wall",
            {
                "ours": side("ledger.append", steps.append),
                "naive": "see the row above",
                "peer": side("ORM update() + create()", steps.careful),
                "limit": limit.side(),
            },
        ),
    ]  # fmt: skip


class Pgbench:
    """The limit: the very statement of `casework.ledger.postgresql`, run by pgbench, prepared, one client.

    Its values are bound as ours are: a statement with the values written in would be a plan that has read the
    JSON already, which no program could send.
    """

    def __init__(self, ground: Ground, steps: Steps, units: int) -> None:
        self.ground, self.steps, self.units = ground, steps, units
        beside = ground.binaries / "pgbench"
        found = str(beside) if beside.exists() else shutil.which("pgbench")
        self.binary = Path(found) if found else None
        self.script = ground.folder / "write.sql"
        self.cases: list[Any] = []
        self.bound: list[str] = []

    def side(self) -> Side | str:
        """Return the side, or that pgbench is not there."""
        if self.binary is None:
            return "pgbench not installed"
        pids = (self.ground.postgres,)
        return Side("pgbench, same statement", self.run, self.units, pids, own=False, before=self.prepare)

    def prepare(self, count: int) -> None:
        """Check what the last run left, and lay out untouched cases for the next; not counted."""
        self._check()
        self.steps.fresh(count)
        self.cases = list(self.steps.take(count))
        self._lay_out(self.cases)
        self._write_script(self.steps.entry(self.cases[0]))

    def run(self, count: int) -> float:
        """Run the statement on `count` untouched cases; return the seconds pgbench needed without connecting."""
        assert self.binary is not None
        done = subprocess.run(
            [self.binary, "-n", "-M", "prepared", "-c", "1", "-t", str(count), "-f", self.script,
             "-h", "127.0.0.1", "-p", str(self.ground.port), "-U", "yimen", *self.bound, self.ground.database],
            capture_output=True, text=True,
        )  # fmt: skip
        rate = re.search(r"tps = ([0-9.]+) \(without initial", done.stdout)
        assert rate, done.stdout + done.stderr
        return count / float(rate.group(1))

    def _lay_out(self, cases: list[Any]) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_case")
            cursor.execute("CREATE TABLE bench_case (n integer PRIMARY KEY, id uuid NOT NULL)")
            pairs = [(number, case.pk) for number, case in enumerate(cases, start=1)]
            cursor.executemany("INSERT INTO bench_case VALUES (%s, %s)", pairs)

    def _write_script(self, entry: Any) -> None:
        from casework.ledger import postgresql

        statement, values = postgresql.WRITE, {"n": "0"}
        for name, value in postgresql.parameters(entry).items():
            shown = f":{name}"
            if name == "case":
                shown = "(SELECT id FROM bench_case WHERE n = :n)"
            elif value is None or value == "":  # pgbench can bind neither
                shown = "NULL" if value is None else "''"
            else:
                values[name] = str(value).lower() if isinstance(value, bool) else str(value)
            statement = statement.replace(f"%({name})s", shown)
        self.bound = [part for name, text in values.items() for part in ("-D", f"{name}={text}")]
        script = "\\set n :n + 1\n" + " ".join(statement.split()) + ";\n"
        self.script.write_text(script, encoding="utf-8")

    def _check(self) -> None:
        """The limit must have done the work it is credited with."""
        from casework.models import Deadline, Event

        keys = [case.pk for case in self.cases]
        assert Event.objects.filter(case__in=keys, kind="accept").count() == len(keys)
        assert not keys or Deadline.objects.filter(case__in=keys).exists()
