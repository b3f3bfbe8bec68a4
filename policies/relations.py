"""Who counts as a near relative: what the law says everywhere, and what a place adds in its own words."""

from __future__ import annotations

from policies.actions.pack_files import catalogue
from policies.models import Jurisdiction

LOCAL = "relations"
"""The word of a place under which it lists what it adds, parted by `、`."""

OTHER = "其他要回避的亲戚"
"""What whoever stands aside from one case may say besides: no list may keep him from it."""


def relations(place: Jurisdiction | None) -> tuple[tuple[str, str], ...]:
    """Return the relations to choose from as code and label; those of the place itself have no clause of the Code."""
    national = tuple((code, str(entry["label"])) for code, entry in catalogue()["relations"].items())
    added = str(place.words.get(LOCAL, "")) if place else ""
    return (*national, *((word, word) for word in added.split("、") if word))


def to_stand_aside(place: Jurisdiction | None) -> tuple[str, ...]:
    """Return as whose kin somebody may stand aside from one case: those of the register, and any other."""
    return (*(label for _code, label in relations(place)), OTHER)
