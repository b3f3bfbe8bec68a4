"""What a household says it has: the kinds its place asks about, and how much where it said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policies.rules.programme import Question

PROPERTY = "property"
"""The question of the packs whose choices are kinds of property (57 art. 14)."""
TOLD_BEFORE = {"car": "vehicles", "second_home": "houses", "business": "capital"}
"""What the six questions of the screener already say of property, in the packs' own words, and of which kind."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Kinds it has and kinds it has not; of a kind in neither it does not know.

    `much` is how much it said of a kind it has: fen, or pieces of what is counted.
    """

    has: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    much: dict[str, int] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds something was said of."""
        return (*self.has, *self.none)

    def amount(self, kind: str) -> int | None:
        """Return how much there is of a kind; None where it is not known or was not said."""
        return 0 if kind in self.none else self.much.get(kind)


def holdings(
    question: Question | None, answer: str | Sequence[str] | None, much: Mapping[str, int]
) -> Holdings | None:
    """Return what an answer to the question says; None where it was not asked or not answered.

    `answer` is as the screener keeps it: the chosen kinds, none of them for nothing, a word for not knowing.
    """
    if question is None or answer is None:
        return None
    if isinstance(answer, str):
        return Holdings()
    kinds = [choice.code for choice in question.choices]
    has = tuple(kind for kind in kinds if kind in answer)
    none = tuple(kind for kind in kinds if kind not in answer)
    return Holdings(has, none, {kind: much[kind] for kind in has if kind in much})


def told_before(situation: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that an earlier answer already named, so that nobody has to say them twice."""
    return tuple(kind for word, kind in TOLD_BEFORE.items() if word in situation)
