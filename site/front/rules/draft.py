"""An unfinished application as frozen values: what is filled in, what is still to do, what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from casework.rules.facts import ADULT_AGE, Facts, Member
from casework.rules.holdings import Holdings
from casework.rules.lodgement import LodgementDraft, PersonDraft
from policies.rules.identity import age_on, birth_date
from policies.rules.programme import Material

FORM = "form"
DONE, TODO, LATER = "done", "todo", "later"


@dataclass(frozen=True, slots=True)
class DraftPerson:
    """One member as typed; numbers are normalised and never shown in a repr."""

    key: str
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    relation: str = ""
    disability: str = ""
    registered: str = ""
    phone: str = field(default="", repr=False)

    @property
    def birth(self) -> date:
        """Return the day of birth that the number states."""
        return birth_date(self.id_number)

    def adult_on(self, day: date) -> bool:
        """Say whether the person signs and authorises for himself on that day."""
        return age_on(self.birth, day) >= ADULT_AGE


@dataclass(frozen=True, slots=True)
class Signature:
    """An adult's consent to the check and signature under the application.

    `how` is `typed`, `drawn` or `photo`; `strokes` is the drawn line as an SVG path of numbers only.
    """

    key: str
    name: str = field(repr=False)
    how: str
    at: str
    strokes: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Supporter:
    """A relative elsewhere who owes support and whose household signs too (SY-A1.1d).

    `key` is the relation with a number (女儿1): it goes into the case, the name does not.
    """

    key: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What the village found and nobody types again: whom, his telephone, and what was seen (YC-3.1.3)."""

    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    seen: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DraftData:
    """Everything typed so far. `much`: of which kind of property there is how much, in fen or pieces."""

    village: str = ""
    people: tuple[DraftPerson, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict, repr=False)
    account: str = field(default="", repr=False)
    no_account: bool = False
    signatures: tuple[Signature, ...] = ()
    cannot: dict[str, str] = field(default_factory=dict, repr=False)
    supporters: tuple[Supporter, ...] = ()
    no_supporters: bool = False
    found: Found | None = None
    much: dict[str, int] = field(default_factory=dict, repr=False)

    def with_supporter(self, name: str, relation: str) -> DraftData:
        """Add a relative under a key of his own."""
        used = {one.key for one in self.supporters}
        key = next(key for number in range(1, len(used) + 2) if (key := f"{relation}{number}") not in used)
        return replace(self, supporters=(*self.supporters, Supporter(key, name)), no_supporters=False)

    def without_supporter(self, key: str) -> DraftData:
        """Take a relative out, with his signature."""
        return replace(
            self,
            supporters=tuple(one for one in self.supporters if one.key != key),
            signatures=tuple(mark for mark in self.signatures if mark.key != key),
        )

    def supporter(self, key: str) -> Supporter | None:
        """Return the relative of that key."""
        return next((one for one in self.supporters if one.key == key), None)

    def person(self, key: str) -> DraftPerson | None:
        """Return the member of that key."""
        return next((person for person in self.people if person.key == key), None)

    def adults(self, day: date) -> tuple[DraftPerson, ...]:
        """Return who signs for himself."""
        return tuple(person for person in self.people if person.adult_on(day))

    def signature(self, key: str) -> Signature | None:
        """Return what that person signed."""
        return next((mark for mark in self.signatures if mark.key == key), None)

    def excuse(self, paper: Paper) -> str:
        """Return why a photo cannot be had, said of this photo or of the paper as a whole."""
        return self.cannot.get(paper.slug) or self.cannot.get(paper.code) or ""

    def unsigned(self, day: date) -> tuple[DraftPerson, ...]:
        """Return the adults whose signature lacks."""
        return tuple(person for person in self.adults(day) if self.signature(person.key) is None)

    def with_people(self, people: Iterable[DraftPerson]) -> DraftData:
        """Replace the household. A signature stands only while the same person stands behind its key."""
        new = tuple(people)
        before = {person.key: person.id_number for person in self.people}
        kept = {person.key for person in new if before.get(person.key) == person.id_number}
        kept |= {one.key for one in self.supporters}
        return replace(
            self, people=new, signatures=tuple(mark for mark in self.signatures if mark.key in kept)
        )

    def with_signature(self, mark: Signature) -> DraftData:
        """Add or renew one signature."""
        others = tuple(old for old in self.signatures if old.key != mark.key)
        return replace(self, signatures=(*others, mark))

    def members(self) -> tuple[Member, ...]:
        """Return the household as the rules of casework know it: no name, no number."""
        return tuple(
            Member(person.key, person.birth, person.relation, person.disability, person.registered)
            for person in self.people
        )

    def facts(self, programme: str, circumstances: Mapping[str, Any]) -> Facts:
        """Return the facts that choose the papers."""
        return Facts(
            programme=programme, unit=self.village, members=self.members(), circumstances=dict(circumstances)
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """One photo to take: a paper, for one person where the paper is asked of each."""

    code: str
    member: str
    name: str
    of: str = field(default="", repr=False)

    @property
    def slug(self) -> str:
        """Return the paper's name in an address: no words, no private data."""
        return f"{self.code}-{self.member}" if self.member else self.code


def papers(
    data: DraftData, materials: Iterable[Material], listed: Iterable[str], day: date
) -> tuple[Paper, ...]:
    """Return the photos to take for the listed papers; what is filled or signed here needs none."""
    wanted = set(listed)
    found: list[Paper] = []
    for material in materials:
        if material.code not in wanted or material.code == FORM or material.fetch != "applicant":
            continue
        if material.per == "household":
            found.append(Paper(material.code, "", material.name))
            continue
        found += [
            Paper(material.code, person.key, material.name, person.name)
            for person in data.people
            if _asked_of(material, person, day)
        ]
    return tuple(found)


def _asked_of(material: Material, person: DraftPerson, day: date) -> bool:
    if material.per == "adult":
        return person.adult_on(day)
    if material.per == "minor":
        return not person.adult_on(day)
    # A paper of a member with a condition (the disability card) is asked of those whom it names.
    return material.condition is None or material.condition.fact != "disability" or bool(person.disability)


def supplied(
    wanted: Iterable[Paper],
    taken: Iterable[tuple[str, str]],
    listed: Iterable[str],
    data: DraftData,
    day: date,
) -> tuple[str, ...]:
    """Return the codes that are complete: every photo of the paper is there, or it was filled and signed here."""
    have = set(taken)
    by_code: dict[str, bool] = {}
    for paper in wanted:
        by_code[paper.code] = by_code.get(paper.code, True) and (paper.code, paper.member) in have
    signed_here = () if data.unsigned(day) else tuple(code for code in listed if code not in by_code)
    return tuple(dict.fromkeys((*(code for code, done in by_code.items() if done), *signed_here)))


def parts(
    data: DraftData, wanted: Iterable[Paper], taken: Iterable[tuple[str, str]], day: date, *, told: bool
) -> dict[str, str]:
    """Return the state of each part of the task list: done, todo, or later (another part comes first)."""
    have = set(taken)
    open_papers = [
        paper for paper in wanted if (paper.code, paper.member) not in have and not data.excuse(paper)
    ]
    household = DONE if data.people else TODO
    trouble = LATER if not data.people else DONE if told else TODO
    after = TODO if data.people and told else LATER
    state = {
        "household": household,
        "trouble": trouble,
        "photos": after if open_papers or after == LATER else DONE,
        "signing": after if after == LATER or data.unsigned(day) else DONE,
        "account": LATER if not data.people else DONE if data.account or data.no_account else TODO,
    }
    state["check"] = TODO if set(state.values()) == {DONE} else LATER
    return state


def to_lodgement(
    data: DraftData,
    *,
    place: str,
    programme: str,
    channel: str,
    circumstances: Mapping[str, Any],
    holdings: Holdings | None,
    codes: tuple[str, ...],
    disclosure: str,
    owner: str,
    day: date,
) -> LodgementDraft:
    """Turn the draft into what casework takes over. Children are signed for by the adult who applies."""
    adults = tuple(person.key for person in data.adults(day) if data.signature(person.key))
    children = tuple(person.key for person in data.people if not person.adult_on(day)) if adults else ()
    return LodgementDraft(
        place=place,
        programme=programme,
        village=data.village,
        channel=channel,
        members=_members(data),
        answers=dict(circumstances),
        supplied=codes,
        signed=(*adults, *children),
        authorised=adults,
        supporters=tuple(one.key for one in data.supporters),
        disclosure=disclosure,
        owner=owner,
        emergency=circumstances.get("urgent") is True,
        declared="web",
        holdings=holdings,
    )


def _members(data: DraftData) -> tuple[PersonDraft, ...]:
    """Return the household for casework; the one account of the form is the applicant's, who stands first."""
    return tuple(
        PersonDraft(
            key=person.key,
            name=person.name,
            birth=person.birth,
            id_number=person.id_number,
            phone=person.phone,
            account=data.account if number == 0 else "",
            relation=person.relation,
            disability=person.disability,
            registered=person.registered,
        )
        for number, person in enumerate(data.people)
    )
