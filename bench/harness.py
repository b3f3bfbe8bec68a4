"""Interleaved runs, the operating system's own accounts of CPU, and a refusal to judge what is noise."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
RUNS = 3
QUIET = 1.25  # two runs of the same side that differ by more than this say: the machine is busy
TRIES = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one unit cost: seconds on the wall, seconds of CPU in all processes that worked for it."""

    wall: float
    cpu: float


@dataclass(slots=True)
class Side:
    """One way of doing a path. `run(n)` does n units; `pids` are processes (with children) that work for it.

    `own` counts this process too. `run` may return the seconds it took where it measures better itself;
    `before` lays out what the next run needs and is not counted.
    """

    name: str
    run: Callable[[int], float | None]
    units: int
    pids: tuple[int, ...] = ()
    own: bool = True
    before: Callable[[int], None] | None = None


@dataclass(slots=True)
class Row:
    """One line of the table: a path, its sides, and which account is judged (`cpu` or `wall`)."""

    key: str
    path: str
    account: str
    sides: dict[str, Side | str]  # a text says why a side is missing
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Measured:
    """What was found for a row: the median cost of each side, and how far the runs of ours were apart."""

    row: Row
    costs: dict[str, Cost]
    spread: float

    @property
    def noisy(self) -> bool:
        """Say whether the machine was too busy to judge."""
        return self.spread > QUIET

    def of(self, side: str) -> float | None:
        """Return the judged cost of a side in seconds a unit, or None where it is missing."""
        cost = self.costs.get(side)
        return None if cost is None else getattr(cost, self.row.account)

    def ratio(self, side: str) -> float | None:
        """Return how many times ours fits into the other side's cost."""
        ours, other = self.of("ours"), self.of(side)
        return None if not ours or other is None else other / ours


def measure(row: Row) -> Measured:
    """Run all sides in turn, `RUNS` times round; begin again (a few times) while the runs of ours disagree."""
    best: Measured | None = None
    for _ in range(TRIES):
        found = _once(row)
        if best is None or found.spread < best.spread:
            best = found
        if not best.noisy:
            break
    assert best is not None
    return best


def _once(row: Row) -> Measured:
    present = {name: side for name, side in row.sides.items() if isinstance(side, Side)}
    runs: dict[str, list[Cost]] = {name: [] for name in present}
    for _ in range(RUNS):
        for name, side in present.items():
            runs[name].append(timed(side))
    ours = [getattr(cost, row.account) for cost in runs["ours"]]
    costs = {
        name: Cost(statistics.median(c.wall for c in found), statistics.median(c.cpu for c in found))
        for name, found in runs.items()
    }
    return Measured(row, costs, max(ours) / max(min(ours), 1e-9))


def timed(side: Side) -> Cost:
    """Run one side once."""
    if side.before is not None:
        side.before(side.units)
    before, start = _cpu(side), time.perf_counter()
    own = side.run(side.units)
    wall = time.perf_counter() - start if own is None else own
    return Cost(wall / side.units, (_cpu(side) - before) / side.units)


def _cpu(side: Side) -> float:
    # Own: this process. Always: commands that a side ran to their end (pgbench).
    times = os.times()
    total = times.children_user + times.children_system + (times.user + times.system if side.own else 0.0)
    return total + sum(cpu_of_tree(pid) for pid in side.pids)


def cpu_of_tree(pid: int) -> float:
    """Return the CPU seconds of a process, its living descendants, and those it has buried."""
    return sum(_ticks(one) for one in tree(pid)) / TICK


def tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(int(stat.parent.name))
        if fields:
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def _fields(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name (the name may hold anything)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ticks(pid: int) -> int:
    fields = _fields(pid)
    # utime, stime, and those of children that were waited for
    return sum(int(value) for value in fields[11:15]) if fields else 0


def memory_of_tree(pid: int) -> int:
    """Return the private bytes of a process and its descendants."""
    total = 0
    for one in tree(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))
    return total
