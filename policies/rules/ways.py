"""From where an application may come in, and whether one form serves for several programmes, as a place's document says it."""

from __future__ import annotations

from dataclasses import dataclass

from policies.rules.programme import ProgrammeSpec

CHANNEL_NAMES = {"window": "窗口", "web": "网站", "bot": "聊天", "village": "村（社区）"}


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways as the place calls them, with their clause; nothing where it says nothing.

    `one_form`: the clause under which one application is sorted into the programme that fits (YC-4a), or nothing.
    """

    names: tuple[str, ...] = ()
    clause: str = ""
    one_form: str = ""


def ways(spec: ProgrammeSpec) -> Ways:
    """Return from where an application for this programme may come in (SY-A1.1a, SY-A2.1a)."""
    lodge = spec.step("lodge")
    if lodge is None:
        return Ways()
    stated = tuple(CHANNEL_NAMES.get(way, way) for way in lodge.option("channels", ()))
    names = tuple(lodge.option("channel_names", ())) or stated
    cites = lodge.option("cites", {})
    clause = cites.get("channels", {}).get("clause") or lodge.cite.clause
    one_form = cites.get("joint_form", {}).get("clause") or lodge.cite.clause
    return Ways(names, clause if names else "", one_form if lodge.option("joint_form") else "")
