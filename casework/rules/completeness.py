"""What a household has to bring and to sign, by the very rule that told it, and what of it still lacks."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.rules.facts import Facts
from policies.rules.disclosure import Checklist, checklist
from policies.rules.identity import age_on
from policies.rules.programme import ProgrammeSpec

FORM = "form"


def household_facts(facts: Facts, day: date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the facts of the household and of each member, in the words conditions use."""
    members: list[dict[str, Any]] = [
        {
            "age": age_on(member.birth, day),
            "adult": member.adult_on(day),
            "minor": not member.adult_on(day),
            "disability": bool(member.disability),
            "disability_class": member.disability,
            "registered_elsewhere": bool(member.registered),
        }
        for member in facts.members
    ]
    household = {
        **facts.circumstances,
        "members": len(members),
        "disability": any(member["disability"] for member in members),
        "registered_elsewhere": any(member["registered_elsewhere"] for member in members),
        "minor": any(member["minor"] for member in members),
    }
    return household, members


def to_bring(facts: Facts, spec: ProgrammeSpec, day: date) -> Checklist:
    """Return the one list of everything this household has to bring, from the very rule that told it."""
    return checklist(spec, *household_facts(facts, day))


def required(facts: Facts, spec: ProgrammeSpec, day: date) -> tuple[str, ...]:
    """Return the codes of the papers that this household must hand in; shared data are never among them."""
    return tuple(
        item.code
        for item in to_bring(facts, spec, day).items
        if item.group == "applicant" or item.code == FORM
    )


def missing(facts: Facts, spec: ProgrammeSpec, day: date) -> tuple[str, ...]:
    """Return who has not signed (member keys) and which papers (codes) still lack, in that order."""
    lodge = spec.step("lodge")
    unsigned: list[str] = []
    if lodge is not None and lodge.option("signatures") == "members":
        unsigned = [member.key for member in facts.members if member.key not in facts.signed]
    if lodge is not None and lodge.option("supporters_sign"):
        unsigned += sorted(facts.supporters - facts.supporters_signed)
    papers = [code for code in required(facts, spec, day) if code not in facts.supplied]
    return (*unsigned, *papers)


def awaited(facts: Facts, spec: ProgrammeSpec, day: date) -> bool:
    """Say whether the household may still bring what it was told to bring.

    Who brought a part brings the rest later: it cannot be demanded of him a second time (SY-A2.1d, QY-3.1.1a).
    """
    partly = facts.stage == "submitted" and bool(facts.demanded)
    return facts.stage == "returned" or (partly and bool(missing(facts, spec, day)))


def paper_name(spec: ProgrammeSpec, code: str) -> str:
    """Return what the place calls a paper; an unknown code stands for itself."""
    material = spec.material(code)
    return material.name if material else code
