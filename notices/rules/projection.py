"""From a case to the line that anybody may read: only allowed columns, masked here, and nothing else comes along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.rules.change import amounts_on
from casework.rules.facts import ADULT_AGE, Facts
from policies.rules import money
from policies.rules.identity import age_on
from policies.rules.masks import NOTHING_SHOWN, NameMask, mask_name
from policies.rules.programme import Column, ProgrammeSpec
from policies.rules.wording import PUBLIC_COLUMNS

RIGHT_ALIGNED = ("members", "amount", "care_amount")
WIDTHS = {"name": 3, "village": 3, "members": 1, "programme": 3, "support_mode": 2, "reason_class": 2}


class ColumnRefused(ValueError):
    """A programme asks for a public column that no law allows; the message names it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One public line. A column that the programme does not list stays empty. Money in fen a month."""

    display_name: str = ""
    village: str = ""
    programme: str = ""
    persons: int | None = None
    amount_fen: int | None = None
    care_fen: int | None = None
    support_mode: str = ""
    reason_class: str = ""
    first_month: str = ""
    mask_label: str = ""


def check_columns(columns: Iterable[Column]) -> None:
    """Refuse a column outside the closed list of what may be public (57 art. 24, 83 IV(2); SY-A1.7b)."""
    unknown = [column.key for column in columns if column.key not in PUBLIC_COLUMNS]
    if unknown:
        raise ColumnRefused(f"公示栏目里有不许公开的项：{'、'.join(unknown)}")


def project(
    facts: Facts,
    spec: ProgrammeSpec,
    columns: tuple[Column, ...],
    *,
    name: str,
    birth: date,
    village: str,
    subject: str,
    day: date,
    names: NameMask = NameMask.FULL,
) -> Shown:
    """Return what may be shown of a case under these columns on a day.

    `name` and `birth` are the applicant's; a minor is never named. `subject` is review, result, stop,
    or empty for the standing roster, and says which amount is meant.
    """
    check_columns(columns)
    amount, care = _amounts(facts, subject, day)
    minor = age_on(birth, day) < ADULT_AGE
    values: dict[str, str | int | None] = {
        "name": mask_name(name, names, minor=minor),
        "village": village,
        "members": len(facts.members),
        "programme": spec.short,
        "amount": amount,
        "care_amount": care,
        "support_mode": _choice("support_mode", facts, spec),
        "reason_class": _choice("reason_class", facts, spec),
        "first_month": facts.benefit.first_month if facts.benefit else "",
    }
    kept = {column.key: values[column.key] for column in columns}
    return Shown(
        display_name=_text(kept.get("name")),
        village=_text(kept.get("village")),
        programme=_text(kept.get("programme")),
        persons=_number(kept.get("members")),
        amount_fen=_number(kept.get("amount")),
        care_fen=_number(kept.get("care_amount")),
        support_mode=_text(kept.get("support_mode")),
        reason_class=_text(kept.get("reason_class")),
        first_month=_text(kept.get("first_month")),
        mask_label=f"身份证号{NOTHING_SHOWN.label}",
    )


def _amounts(facts: Facts, subject: str, day: date) -> tuple[int | None, int | None]:
    if subject == "review":
        return (facts.opinion.amount, None) if facts.opinion else (None, None)
    if subject == "result":
        return (facts.decision.amount, facts.decision.care) if facts.decision else (None, None)
    if facts.benefit is None:
        return None, None
    living, care = amounts_on(facts, day)
    return living, care or None


def _choice(key: str, facts: Facts, spec: ProgrammeSpec) -> str:
    """Return the label of a chosen answer; words that somebody typed are never shown."""
    chosen = facts.circumstances.get(key)
    for question in spec.questions:
        if question.key == key:
            return next((choice.label for choice in question.choices if choice.code == chosen), "")
    return ""


def _text(value: str | int | None) -> str:
    return value if isinstance(value, str) else ""


def _number(value: str | int | None) -> int | None:
    return value if isinstance(value, int) else None


def cells(shown: Shown, columns: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the texts of one line in the order of its columns: money in yuan, the rest as it is."""
    values = {
        "name": shown.display_name,
        "village": shown.village,
        "programme": shown.programme,
        "members": "" if shown.persons is None else str(shown.persons),
        "amount": _yuan(shown.amount_fen),
        "care_amount": _yuan(shown.care_fen),
        "support_mode": shown.support_mode,
        "reason_class": shown.reason_class,
        "first_month": shown.first_month,
    }
    return tuple(values[key] for key, _ in columns)


def _yuan(fen: int | None) -> str:
    return "" if fen is None else money.printed(fen)
