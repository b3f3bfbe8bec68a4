"""The cast of casework tests: one township of Shangyu, five officers, and invented households with ids of province 77."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from casework import actions
from casework.models import Appointment, Officer
from casework.queries import actor_of
from casework.rules.asking import SHANGHAI
from casework.rules.lodgement import LodgementDraft, PersonDraft
from casework.rules.roles import Actor
from policies.models import Unit
from policies.rules.identity import demo_id
from tests.support.law import lay_law

MORNING = datetime(2025, 9, 11, 9, 0, tzinfo=SHANGHAI)
PLACE = "shangyu"


@dataclass(frozen=True)
class Township:
    """Who works here. Each is a different human; `village` takes what people cannot file themselves."""

    village: Unit
    zhao: Actor  # village
    liu: Actor  # acceptor
    chen: Actor  # surveyor
    li: Actor  # reviewer
    sun: Actor  # approver

    def household(self, number: int) -> LodgementDraft:
        """A couple, invented, different for every number."""
        people = [
            PersonDraft(
                key=f"m{place}",
                name=f"演示{number}之{place}",
                birth=birth,
                id_number=demo_id("770101", birth, place),
                relation="" if place == 1 else "妻",
            )
            for place, birth in enumerate((_birth(number), _birth(number + 5000)), start=1)
        ]
        return LodgementDraft(
            place=PLACE,
            programme="dibao",
            village=self.village.code,
            channel="window",
            members=tuple(people),
            supplied="all",
            signed="all",
            authorised="all",
        )

    def lodged(self, number: int = 1, at: datetime = MORNING) -> UUID:
        """A complete application that waits for acceptance."""
        return actions.lodge(draft=self.household(number), actor=Actor(), at=at).case

    def steps(self, case: UUID, at: datetime = MORNING) -> tuple[Callable[[], object], ...]:
        """Every act from acceptance to approval, a day apart, the posting's seven days kept."""
        days = [at + timedelta(days=number) for number in range(20)]
        who = [self.chen.officer, self.zhao.officer]
        where = ["board"]
        return (
            lambda: actions.accept(case=case, actor=self.liu, at=days[0]),
            lambda: actions.request_check(case=case, actor=self.liu, at=days[1]),
            lambda: actions.check_report(
                case=case, actor=Actor(), at=days[2], result="within", number="核77"
            ),
            lambda: actions.visit(case=case, actor=self.chen, at=days[3], who=who),
            lambda: actions.first_opinion(case=case, actor=self.li, at=days[4], grant=True, amount=120_000),
            lambda: actions.post(case=case, actor=self.li, at=days[5], where=where),
            lambda: actions.confirm(case=case, actor=self.sun, at=days[13], amount=120_000),
        )

    def walked(self, number: int = 1, acts: int = 7) -> UUID:
        """A case after its first `acts` acts: 6 waits for approval, 7 is approved."""
        case = self.lodged(number)
        for step in self.steps(case)[:acts]:
            step()
        return case


APPROVAL_DAY = MORNING + timedelta(days=13)


def _birth(number: int) -> date:
    return date(1950, 1, 1) + timedelta(days=number)


def open_township() -> Township:
    """Load the law of Shangyu and appoint the five."""
    lay_law(PLACE, MORNING)
    township = Unit.objects.filter(jurisdiction__code=PLACE, level="township").order_by("code").first()
    assert township is not None
    village = Unit.objects.create(
        jurisdiction=township.jurisdiction,
        parent=township,
        level="village",
        code=f"{township.code}901",
        name="演示村",
        short_name="演示村",
    )
    return Township(
        village,
        appointed("赵", "village", village),
        appointed("刘", "acceptor", township),
        appointed("陈", "surveyor", township),
        appointed("李", "reviewer", township),
        appointed("孙", "approver", township),
    )


def appointed(name: str, role: str, unit: Unit) -> Actor:
    """A new human in one post."""
    officer = Officer.objects.create(name=name)
    Appointment.objects.create(officer=officer, unit=unit, role=role)
    return actor_of(str(officer.pk), name, MORNING.date())
