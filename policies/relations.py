"""Who counts as a near relative: what the law says everywhere, and what a place adds in its own words."""

from __future__ import annotations

from policies.actions.pack_files import catalogue
from policies.models import Jurisdiction

LOCAL = "relations"
"""The word of a place under which it lists what it adds, parted by `、`."""


def relations(place: Jurisdiction | None) -> tuple[tuple[str, str], ...]:
    """Return the relations to choose from as code and label; those of the place itself have no clause of the Code."""
    national = tuple((code, str(entry["label"])) for code, entry in catalogue()["relations"].items())
    added = str(place.words.get(LOCAL, "")) if place else ""
    return (*national, *((word, word) for word in added.split("、") if word))
