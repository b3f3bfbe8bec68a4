"""The theatre of a story: a county from its pack, an office, a household, all invented, with ids of province 77."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.actions import give_disclosure
from casework.desk.words import named
from casework.models import Appointment, Case, Officer
from casework.queries import actor_of
from casework.rules.asking import day_of
from casework.rules.completeness import to_bring
from casework.rules.facts import Facts
from casework.rules.lodgement import LodgementDraft, PersonDraft
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, VILLAGE, Actor
from policies import queries as law
from policies.models import ProgrammeVersion, Unit
from policies.rules.identity import demo_id
from policies.rules.rulebook import RuleBook
from yimen.simulation.law import load_law
from yimen.simulation.story import Story

DEMO_REGION = "770101"


@dataclass(slots=True)
class Theatre:
    """What a story has on stage: who is who, and the case once it is open."""

    story: Story
    village: Unit
    officers: Mapping[str, str]
    members: tuple[PersonDraft, ...]
    case_id: Any = None
    signed: set[str] = field(default_factory=set)
    supporters: set[str] = field(default_factory=set)
    authorised: set[str] = field(default_factory=set)
    disclosure: str = ""

    def tell(self, at: datetime) -> None:
        """Give the one-time disclosure before there is a case, as a channel does."""
        book = self.book(day_of(at))
        opening = Facts(members=tuple(person.member() for person in self.members))
        told = to_bring(opening, book.spec, day_of(at))
        receipt = give_disclosure(
            version=self._version(day_of(at)),
            unit=self.village,
            items=told.frozen(),
            facts={},
            channel="window",
            at=at,
        )
        self.disclosure = str(receipt.pk)

    def actor(self, name: str | None, today: date) -> Actor:
        """Return who acts: a member of staff by name, or a resident."""
        if name is not None and name in self.officers:
            return actor_of(self.officers[name], name, today)
        return Actor(name=name or "")

    def officer(self, name: str) -> str:
        """Return the id of a member of staff; a name the story does not know stays what it is."""
        return self.officers.get(name, name)

    def key(self, name: str) -> str:
        """Return the key of a member of the household by name."""
        return next((person.key for person in self.members if person.name == name), name)

    def household(self, names: Any) -> set[str]:
        """Return the keys of members of the household; refuse a name that is none of them."""
        keys = set(self.keys(names))
        if keys - {person.key for person in self.members}:
            raise StepRefused("填写的人不在这一家的成员里,请核对姓名", code="invalid")
        return keys

    def keys(self, names: Any) -> Any:
        """Return the keys of members, or "all" as it stands."""
        return names if isinstance(names, str) else [self.key(name) for name in names or ()]

    def name(self, key: str) -> str:
        """Return the name behind a member key; paper codes stay codes."""
        return next((person.name for person in self.members if person.key == key), key)

    def present(self, name: str) -> str:
        """Return who was there: the id of an officer, the key of a member; anybody else has no name here."""
        return self.officers.get(name) or self.key(name)

    def say(self, reason: str) -> str:
        """Return a refusal as the desk shows it: with names in place of the keys of members."""
        return named(reason, {person.key: person.name for person in self.members})

    def quality(self, name: str) -> str:
        """Return in which quality somebody signs or witnesses: applicant, member, village, or a relative."""
        if not name:
            return ""
        if name == self.members[0].name:
            return "applicant"
        if name in self.officers:
            roles = self.story.staff[name]
            return VILLAGE if VILLAGE in roles else "office"
        return "member" if any(person.name == name for person in self.members) else "relative"

    def case(self) -> Case:
        """Return the case as it stands in the database."""
        return Case.objects.select_related("version", "programme").get(pk=self.case_id)

    def facts(self) -> Facts:
        """Return what is known of the case; before there is one, only who the household is."""
        if self.case_id is None:
            return Facts(
                programme=self.story.programme,
                unit=self.village.code,
                members=tuple(person.member() for person in self.members),
                signed=frozenset(self.signed),
                supporters=frozenset(self.supporters),
                supporters_signed=frozenset(self.supporters),
                authorised=frozenset(self.authorised),
            )
        return self.case().known()

    def book(self, today: date) -> RuleBook:
        """Return the rule book of the case, or of the programme on a day before there is one."""
        if self.case_id:
            return law.rulebook(self.case().version_id, unit=self.village.pk)
        return law.rulebook(self._version(today).pk, unit=self.village.pk)

    def _version(self, today: date) -> ProgrammeVersion:
        found = law.version_for_opening(self.story.place, self.story.programme, today)
        if found is None:
            raise StepRefused("本地没有开办这个项目", code="silent")
        return found

    def draft(self, **more: Any) -> LodgementDraft:
        """Return the household's application as a channel would hand it over."""
        return LodgementDraft(
            place=self.story.place,
            programme=self.story.programme,
            village=self.village.code,
            members=self.members,
            supporters=tuple(sorted(self.supporters)),
            disclosure=self.disclosure,
            **more,
        )


def raise_curtain(story: Story) -> Theatre:
    """Set the stage of a story: law, office, staff and household."""
    first = story.lines[0].at
    load_law(story)
    village = _village(story)
    officers = {name: _officer(name, roles, village) for name, roles in story.staff.items()}
    return Theatre(story, village, officers, _household(story, first))


def _village(story: Story) -> Unit:
    township = (
        Unit.objects.filter(jurisdiction__code=story.place, level="township", covered=True)
        .order_by("code")
        .first()
    )
    assert township is not None
    return Unit.objects.create(
        jurisdiction=township.jurisdiction,
        parent=township,
        level="village",
        code=f"{township.code}901",
        name="演示村",
        short_name="演示村",
    )


def _officer(name: str, roles: tuple[str, ...], village: Unit) -> str:
    officer = Officer.objects.create(name=name)
    township = village.parent
    assert township is not None
    for role in roles:
        unit = {VILLAGE: village, COUNTY: township.parent or township}.get(role, township)
        Appointment.objects.create(officer=officer, unit=unit, role=role)
    return str(officer.pk)


def _household(story: Story, first: datetime) -> tuple[PersonDraft, ...]:
    people = []
    for number, member in enumerate(story.household, start=1):
        # Born on New Year's Day, so that the age holds for the whole year the story begins in.
        birth = date(first.year - int(member["age"]), 1, 1)
        people.append(
            PersonDraft(
                key=f"m{number}",
                name=member["name"],
                birth=birth,
                id_number=demo_id(DEMO_REGION, birth, 100 + number),
                relation=member.get("relation", ""),
                disability=member.get("disability", ""),
                registered=member.get("registered", ""),
            )
        )
    return tuple(people)
