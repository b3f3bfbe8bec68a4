"""The law of a story: the place's pack as shipped, with the story's own figures in place of the pack's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from policies.actions.calendar import load_calendar
from policies.actions.pack_files import PackError, read_pack
from policies.actions.packs import load_pack
from policies.models import Jurisdiction, ParameterValue
from policies.rules.parameters import value_problem
from yimen.simulation.story import Story

CLAUSE = "本故事自设"


def prepare(story: Story) -> None:
    """Load the calendar and the pack of the story's place, unless they stand already: stories share them."""
    if Jurisdiction.objects.filter(code=story.place).exists():
        return
    load_calendar()
    try:
        load_pack(pack=read_pack(story.place), at=story.lines[0].at)
    except PackError as error:
        raise story.wrong("place", str(error)) from error


def load_law(story: Story) -> None:
    """Put the story's figures over the pack of its place; nothing else is touched."""
    prepare(story)
    figures = dict(story.parameters)
    if story.roll_posting is not None:
        figures["roll_posting"] = "true" if story.roll_posting else "false"
    place = Jurisdiction.objects.get(code=story.place)
    for key, figure in figures.items():
        rows = ParameterValue.objects.filter(jurisdiction=place, key=key)
        label, unit = rows.values_list("label", "unit").first() or (key, "")
        dated = list(_dated(figure))
        for _, value in dated:
            if problem := value_problem(unit, value):
                raise story.wrong(key, f"“{key}”（{label}）不能是 {value}。{problem}")
        rows.delete()
        ParameterValue.objects.bulk_create(
            ParameterValue(
                jurisdiction=place, key=key, label=label, unit=unit, value=value, since=since, clause=CLAUSE
            )
            for since, value in dated
        )


def _dated(figure: Any) -> Iterator[tuple[date, str]]:
    if isinstance(figure, Mapping):
        for since, value in figure.items():
            yield date.fromisoformat(since), _text(value)
    else:
        yield date.min, _text(figure)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(Decimal(str(value)))
