"""What the demo households own: what they declare, what the check finds, what is seen at home, and where that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import Any

from casework.rules.holdings import PROPERTY, Holdings, holdings
from casework.rules.survey import MONEY
from policies.rules.programme import Question
from yimen.demo.county import data


@dataclass(frozen=True, slots=True)
class Belongings:
    """One household's property, three times over: sums in fen, cars and houses counted.

    `told`: the kinds it ticks (a word: it does not know); `much`: how much it says; a kind not named was not looked at.
    """

    told: tuple[str, ...] | str
    much: Mapping[str, int] = field(default_factory=dict)
    checked: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    def declared(self, question: Question | None) -> Holdings | None:
        """Return the answer in its application; None where its place does not ask."""
        return holdings(question, self.told, self.much)


def in_turn(draw: Random) -> Iterator[Belongings]:
    """Give every household the belongings of one story of the data file, all of them before any comes again."""
    stories = list(data()[PROPERTY])
    draw.shuffle(stories)
    return map(_belongings, cycle(stories))


def _belongings(story: Mapping[str, Any]) -> Belongings:
    told = story["told"]
    return Belongings(
        told if isinstance(told, str) else tuple(told),
        *(_kept(story.get(account, {})) for account in ("much", "checked", "seen")),
    )


def _kept(entered: Mapping[str, Any]) -> dict[str, int]:
    return {kind: value * 100 if kind in MONEY else value for kind, value in entered.items()}
