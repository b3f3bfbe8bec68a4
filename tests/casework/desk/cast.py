"""The cast of the desk's scenes: two towns of one county, their officers, and a household in a village."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from casework import actions
from casework.actions.staffing import appoint, open_account
from casework.models import Case, Officer
from casework.queries import actor_of
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.lodgement import LodgementDraft, PersonDraft
from casework.rules.roles import Actor
from policies.models import ParameterValue, Unit
from policies.rules.identity import demo_id
from tests.support.law import lay_law
from tests.support.second_factor import confirm_once_for_all

PLACE = "shangyu"
OPENING = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
PASSWORD = "invented-pass-77"
STAFF = {
    "刘敏": ("acceptor",),
    "陈立": ("surveyor",),
    "赵强": ("surveyor", "reviewer"),
    "王镇长": ("approver",),
    "张会计": ("village",),
    "何科长": ("county",),
    "马镇长": ("township_head",),
    "全能": ("acceptor", "surveyor", "reviewer", "approver"),
}
ELSEWHERE = {"外乡人": ("acceptor", "reviewer", "approver")}
POST = {"where": ["board"]}


def at(month: int, day: int, hour: int = 10) -> datetime:
    """Return a moment of 2026 in Asia/Shanghai."""
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@dataclass
class Town:
    """The stage, and how its people act and look."""

    village: Unit
    other: Unit
    officers: dict[str, Officer]
    clock: Any
    place: str = PLACE
    families: int = 0
    clients: dict[str, Client] = field(default_factory=dict)

    def actor(self, name: str, day: date) -> Any:
        return actor_of(str(self.officers[name].pk), name, day)

    def lodge(
        self, when: datetime, *, name: str = "李桂田", village: Unit | None = None, **more: Any
    ) -> Case:
        """A household of three hands in an application."""
        self.families += 1
        draft = LodgementDraft(
            place=self.place,
            programme=more.pop("programme", "dibao"),
            village=(village or self.village).code,
            channel=more.pop("channel", "window"),
            members=self.family(name),
            supplied=more.pop("supplied", "all"),
            signed=more.pop("signed", "all"),
            authorised=more.pop("authorised", "all"),
            emergency=more.pop("emergency", False),
            answers=more.pop("answers", {}),
            holdings=more.pop("holdings", None),
        )
        receipt = actions.lodge(draft=draft, actor=Actor(name=name), at=when)
        return Case.objects.get(pk=receipt.case)

    def family(self, name: str) -> tuple[PersonDraft, ...]:
        births = (date(1968, 5, 4), date(1970, 1, 2), date(2015, 9, 1))
        return tuple(
            PersonDraft(
                key=f"m{number}",
                name=name if number == 1 else f"{name[0]}家{number}",
                birth=birth,
                id_number=demo_id("770101", birth, 10 * self.families + number),
                phone="" if number > 1 else f"1380000{self.families:04d}",
                account="" if number > 1 else f"62288800000{self.families:04d}",
                relation="" if number == 1 else "家人",
            )
            for number, birth in enumerate(births, start=1)
        )

    def do(self, verb: str, case: Case, doer: str, when: datetime, /, **data: Any) -> None:
        getattr(actions, verb)(case=case.pk, actor=self.actor(doer, day_of(when)), at=when, **data)

    def bring_to_opinion(self, case: Case, *, reviewer: str = "赵强", amount: int = 102000) -> None:
        """Accepted on 3 March, checked, visited, opined."""
        self.do("accept", case, "刘敏", at(3, 3))
        self.do("request_check", case, "陈立", at(3, 3, 11))
        self.do("check_report", case, "陈立", at(3, 5), result="within", number="HD-1")
        both = [str(self.officers[name].pk) for name in ("陈立", "赵强", "张会计")]
        self.do("visit", case, "陈立", at(3, 6), who=both, findings="房子老旧")
        self.do("first_opinion", case, reviewer, at(3, 9), grant=True, amount=amount)

    def bring_to_approval(self, case: Case, **more: Any) -> None:
        """Posted on 10 March for seven days; it may be approved from the 18th on."""
        self.bring_to_opinion(case, **more)
        self.do("post", case, "刘敏", at(3, 10), **POST)

    def sit(self, name: str, when: datetime | None = None) -> Client:
        """The officer's browser, at a moment."""
        if when is not None:
            self.clock.set(when)
        if name not in self.clients:
            client = Client(raise_request_exception=True)
            client.force_login(self.user(name), backend="django.contrib.auth.backends.ModelBackend")
            confirm_once_for_all(client, self.user(name))
            self.clients[name] = client
        return self.clients[name]

    def user(self, name: str) -> Any:
        return self.officers[name].accounts.get().user


def build(clock: Any, code: str = PLACE) -> Town:
    """Load the law and seat everybody."""
    place = lay_law(code, OPENING)
    ParameterValue.objects.filter(jurisdiction=place, key="standard").delete()
    ParameterValue.objects.create(
        jurisdiction=place,
        key="standard",
        label="低保标准(每人每月)",
        value="900.00",
        unit="yuan",
        operator="below",
        since=date(2026, 1, 1),
        clause="本故事自设",
    )
    first, second = Unit.objects.filter(jurisdiction=place, level="township", covered=True).order_by("code")[
        :2
    ]
    village, other = _village(first, "青石村"), _village(second, "白沙村")
    officers = {name: _officer(name, roles, village) for name, roles in STAFF.items()}
    officers |= {name: _officer(name, roles, other) for name, roles in ELSEWHERE.items()}
    return Town(village, other, officers, clock, code)


def _village(township: Unit, name: str) -> Unit:
    return Unit.objects.create(
        jurisdiction=township.jurisdiction,
        parent=township,
        level="village",
        code=f"{township.code}901",
        name=name,
        short_name=name,
    )


def _officer(name: str, roles: tuple[str, ...], village: Unit) -> Officer:
    officer = Officer.objects.create(name=name)
    for role in roles:
        unit = {"village": village, "county": village.parent.parent}.get(role, village.parent)
        appoint(officer=officer, unit=unit, role=role)
    user = get_user_model().objects.create_user(name, password=PASSWORD)
    open_account(user=user, officer=officer)
    return officer
