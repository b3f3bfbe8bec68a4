"""python -m bench [--quick] [--only a,d,e] [--json FILE]: measure, print ratios, exit 1 only where a goal is missed."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.ground import Ground, prepared
from bench.harness import QUIET, Measured, Row, Side, measure

GOALS = Path(__file__).with_name("goals.toml")
SIDES = ("ours", "naive", "peer", "limit")
HEADINGS = ("path", *SIDES, "ratio", "goal", "")


def main() -> int:
    """Measure what was asked for and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer units: under three minutes")
    parser.add_argument("--only", default="a,d,e", help="rows, separated by commas: a, d, e")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    goals = tomllib.loads(GOALS.read_text(encoding="utf-8"))
    wanted = options.only.split(",")
    if unknown := set(wanted) - set(ROOMS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    found: list[dict[str, Any]] = []
    with prepared() as ground:
        for letter in wanted:
            with ROOMS[letter](ground, options.quick) as rows:
                found += [judged(measure(row), goals) for row in rows]
    show(found)
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if any(row["verdict"] == "FAIL" for row in found) else 0


@contextmanager
def _pages(ground: Ground, quick: bool) -> Iterator[list[Row]]:
    from bench import pages

    with pages.rows(ground, quick) as rows:
        yield rows


@contextmanager
def _bot(ground: Ground, quick: bool) -> Iterator[list[Row]]:
    from bench import bot

    with bot.rows(ground, quick) as rows:
        yield rows


@contextmanager
def _casework(ground: Ground, quick: bool) -> Iterator[list[Row]]:
    from bench import casework

    yield casework.rows(ground, quick)


ROOMS = {"a": _pages, "d": _bot, "e": _casework}


def judged(found: Measured, goals: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the report: costs, ratios, and PASS, FAIL, or why nobody can tell."""
    row = found.row
    ratios = {name: found.ratio(name) for name in SIDES[1:]}
    shown = row.facts | {f"CPU of {name}": f"{cost.cpu * 1e6:.0f} us" for name, cost in found.costs.items()}
    checks = []
    for than, goal in goals.get(row.key, {}).items():
        ratio = ratios[than]
        checks.append((than, goal["at_least"], None if ratio is None else ratio >= goal["at_least"]))
    return {
        "key": row.key,
        "path": row.path,
        "account": row.account,
        "microseconds": {name: _micro(found.of(name)) for name in SIDES},
        "sides": {name: side.name if isinstance(side, Side) else side for name, side in row.sides.items()},
        "ratios": ratios,
        "goals": {than: least for than, least, _ in checks},
        "spread": round(found.spread, 3),
        "facts": shown,
        "verdict": _verdict(found, [passed for *_, passed in checks]),
    }


def _verdict(found: Measured, passed: list[bool | None]) -> str:
    if found.noisy:
        return "NOISY"
    if not passed or None in passed:
        return "not judged"
    return "PASS" if all(passed) else "FAIL"


def _micro(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1e6, 1)


def show(found: list[dict[str, Any]]) -> None:
    """Print the table, and below it what the words in it mean."""
    lines = [list(HEADINGS)]
    for row in found:
        cells = [_cell(row, name) for name in SIDES]
        ratio = ", ".join(
            f"{row['ratios'][than]:.2f}x {than}" if row["ratios"][than] else f"? {than}"
            for than in row["goals"]
        )
        goal = ", ".join(f">= {least:g}x {than}" for than, least in row["goals"].items())
        lines.append([f"{row['key']} {row['path']}", *cells, ratio, goal, row["verdict"]])
    for line in lines:
        print(" | ".join(line))
    print(
        "\nMicroseconds a unit; 'cpu' is the CPU of all processes that work for it, 'wall' is time in the same run."
    )
    for row in found:
        sides = "; ".join(f"{name}: {what}" for name, what in row["sides"].items())
        facts = "".join(f"; {name}: {value}" for name, value in row["facts"].items())
        print(f"{row['key']}: {sides}; runs of ours apart by {row['spread']}{facts}")
        if row["verdict"] == "NOISY":
            print(
                f"   NOT JUDGED: runs of the same thing differ by more than {QUIET}. Try again on a quieter machine."
            )


def _cell(row: dict[str, Any], side: str) -> str:
    cost = row["microseconds"][side]
    return row["sides"].get(side, "-") if cost is None else f"{cost:.0f} us {row['account']}"


if __name__ == "__main__":
    sys.exit(main())
