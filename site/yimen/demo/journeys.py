"""Journeys of demo cases: each walks the real acts on working days before today and stops where it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from casework import actions, outbox
from casework.actions import give_disclosure
from casework.models import Case
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.clocks import not_before
from casework.rules.completeness import to_bring
from casework.rules.facts import Facts
from casework.rules.holdings import PROPERTY
from casework.rules.lodgement import LodgementDraft, PersonDraft
from casework.rules.reckoning import annual, kept, reckon
from casework.rules.roles import Actor
from notices import actions as notice_actions
from policies import queries as law
from policies.rules.workdays import Calendar, add_workdays
from yimen.demo.county import Office, data
from yimen.demo.people import Registry
from yimen.demo.property import Belongings

RESIDENT = Actor()
MORNING = time(9, 30)
AT_HOME = "申请人家中"
AT_A_GLANCE = "住房两间，屋里东西不多，人都在家。"
ASKED = (("visit", "member"), ("neighbours", "neighbour"))
INCOME_TESTED = ("dibao",)
MONTHLY = {"wage": "month", "business": "month", "property": "month", "transfer": "month"}
SHARES, ABOVE, NEAR_THE_LINE = ((20, 60), (88, 99)), (105, 140), 0.25
"""Income in per cent of the standard: of most, of those near the line, and of those above it."""


@dataclass(slots=True)
class Journey:
    """One household on its way: where it is, on which day, and by whose hands it goes on."""

    office: Office
    village: int
    registry: Registry
    calendar: Calendar
    day: date
    programme: str = "dibao"
    minute: int = 0
    case: UUID | None = None
    people: tuple[PersonDraft, ...] = field(default=())
    belongings: Belongings | None = None

    def at(self) -> datetime:
        """Return the next free minute of the day."""
        self.minute += 7
        return datetime.combine(self.day, MORNING, tzinfo=SHANGHAI) + timedelta(minutes=self.minute)

    def later(self, workdays: int) -> None:
        """Let working days pass."""
        self.day, self.minute = add_workdays(self.calendar, self.day, workdays).day, 0

    def by(self, role: str) -> Actor:
        """Return who acts in a role today."""
        return self.office.actor(role, self.day, self.village if role == "village" else 0)

    def do(self, verb: str, role: str = "", **entered: object) -> None:
        """Do one act and let what follows from it happen at once."""
        at = self.at()
        actor = self.by(role) if role else RESIDENT
        getattr(actions, verb)(case=self.case, actor=actor, at=at, **entered)
        outbox.drain(now=at, kinds=("event",))

    def row(self) -> Case:
        """Return the case as it stands."""
        return Case.objects.get(pk=_id(self))


def _draft(journey: Journey, channel: str, **papers: object) -> LodgementDraft:
    at = journey.at()
    version = law.version_for_opening(data()["place"], journey.programme, journey.day)
    assert version is not None
    opening = Facts(members=tuple(person.member() for person in journey.people))
    spec = law.rulebook(version.pk).spec
    told = to_bring(opening, spec, journey.day)
    journey.belongings = next(journey.registry.belongings)
    unit = journey.office.villages[journey.village]
    receipt = give_disclosure(
        version=version, unit=unit, items=told.frozen(), facts={}, channel=channel, at=at
    )
    return LodgementDraft(
        place=data()["place"],
        programme=journey.programme,
        village=unit.code,
        channel=channel,
        members=journey.people,
        answers={
            "trouble": journey.registry.draw.choice(data()["troubles"]),
            "group": f"{journey.registry.draw.randint(1, 9)}组",
        },
        disclosure=str(receipt.pk),
        holdings=journey.belongings.declared(spec.question(PROPERTY)),
        **papers,  # type: ignore[arg-type]
    )


def lodge(journey: Journey, *, complete: bool = True) -> None:
    """The household applies by chat, on the site or at the window."""
    journey.people = journey.registry.household(alone=journey.programme == "tekun")
    channel = journey.registry.draw.choice(("web", "bot", "window"))
    papers = (
        {"supplied": "all", "signed": "all", "authorised": "all"}
        if complete
        else {"supplied": (), "signed": ("m1",)}
    )
    draft = _draft(journey, channel, **papers)
    journey.case = actions.lodge(draft=draft, actor=RESIDENT, at=journey.at()).case


def take(journey: Journey) -> None:
    """The village takes the application of somebody who cannot file it."""
    journey.people = journey.registry.household()
    journey.case = actions.take(
        draft=_draft(journey, "village"),
        actor=journey.by("village"),
        at=journey.at(),
        reason="年纪大",
        evidence="按了手印的委托书",
        related=False,
    ).case


def forward(journey: Journey) -> None:
    """The village passes it on, complete."""
    journey.later(2)
    journey.do("forward", "village")


def send_back(journey: Journey) -> None:
    """The township tells once what is missing."""
    journey.later(1)
    row = journey.row()
    book = law.rulebook(row.version_id, unit=row.unit_id)
    codes = [item.code for item in to_bring(row.known(), book.spec, journey.day).applicant]
    journey.do("request_missing", "acceptor", codes=codes)


def accept(journey: Journey) -> None:
    """The township accepts on the next working day."""
    journey.later(1)
    journey.do("accept", "acceptor")


def check(journey: Journey) -> None:
    """The means check is commissioned."""
    journey.later(1)
    journey.do("request_check", "surveyor")


def survey(journey: Journey) -> None:
    """The report comes in and two people go to see; both say what they found beside what was declared."""
    assert journey.belongings is not None
    journey.later(3)
    number = f"核{journey.day:%Y-%m%d}"
    journey.do("check_report", result="within", number=number, found=journey.belongings.checked)
    journey.later(1)
    surveyor, village, at = journey.by("surveyor"), journey.by("village"), journey.at()
    ways = [{"way": way, "on": journey.day.isoformat(), "respondent": whom} for way, whom in ASKED]
    visit = actions.survey.Visit(
        who=(surveyor.officer, village.officer),
        methods=ways,
        findings=AT_A_GLANCE,
        body={
            "present": ["m1"],
            "findings": AT_A_GLANCE,
            "methods": ways,
            "found": dict(journey.belongings.seen),
        },
        key=UUID(int=journey.registry.draw.getrandbits(128), version=4),
    )
    actions.survey.hand_in(case=_id(journey), actor=surveyor, at=at, visit=visit)
    outbox.drain(now=at, kinds=("event",))


def opine(journey: Journey, *, grant: bool = True) -> None:
    """The reviewer states the first opinion, from an income sheet where the programme is reckoned by one."""
    journey.later(1)
    if journey.programme in INCOME_TESTED:
        made = _sheet(journey, grant=grant)
        amount = made["result"]
    else:
        made, amount = None, 1000 * 100 - journey.registry.draw.randrange(200, 600) * 100
    journey.do("first_opinion", "reviewer", grant=grant, amount=amount if grant else None, calculation=made)


def _sheet(journey: Journey, *, grant: bool) -> dict[str, Any]:
    """Reckon a household's income sheet with the function of the desk; most lack little to the standard, some much."""
    row = journey.row()
    book, accepted = law.rulebook(row.version_id, unit=row.unit_id), row.known().when("accept")
    assert accepted is not None
    day, size = day_of(accepted), len(journey.people)
    need = int(Decimal(str(book.parameters.need("standard", day).value))) * size
    draw = journey.registry.draw
    low, high = SHARES[draw.random() < NEAR_THE_LINE] if grant else ABOVE
    income = need * draw.randint(low, high) // 100
    entries: dict[str, dict[str, str]] = {person.key: {} for person in journey.people}
    entries["m1"] = {"wage": str(income * 2 // 3), "transfer": str(income - income * 2 // 3)}
    return kept(reckon(book, day, size, annual(entries, MONTHLY)), entries, MONTHLY)


def post(journey: Journey) -> None:
    """The posting is put up on the village's board."""
    journey.do("post", "reviewer", where=["board", "website"])


def hang(journey: Journey) -> None:
    """Put up a posting that still hangs today, however many days off lie between the last steps and today."""
    row, today = journey.row(), journey.registry.today
    days = int(
        str(law.rulebook(row.version_id, unit=row.unit_id).parameters.need("posting_days", journey.day).value)
    )
    first = today - timedelta(days=days)
    if journey.day < first:
        while first < today and not journey.calendar.is_working(first):
            first += timedelta(days=1)
        journey.day, journey.minute = first, 0
    post(journey)


def object_(journey: Journey) -> None:
    """A neighbour objects, two working days later or by today at the latest: while the posting hangs."""
    minute = journey.minute
    journey.later(2)
    if journey.day > journey.registry.today:
        journey.day, journey.minute = journey.registry.today, minute
    words = journey.registry.draw.choice(data()["objections"])
    journey.do("object_", words=words, topic="other")


def confirm(journey: Journey) -> None:
    """The approver approves on the first day he may."""
    row = journey.row()
    first = not_before(row.known(), law.rulebook(row.version_id, unit=row.unit_id))["confirm"]
    journey.day = (
        first if journey.calendar.is_working(first) else add_workdays(journey.calendar, first, 1).day
    )
    journey.minute = 0
    opinion = row.known().opinion
    assert opinion is not None
    care = {"care_amount": 20000} if journey.programme == "tekun" else {}
    journey.do("confirm", "approver", amount=opinion.amount, basis=data()["basis"], **care)


def refuse(journey: Journey) -> None:
    """The approver refuses; the first attempt to serve the notice fails, the second leaves it behind."""
    journey.later(1)
    journey.do("refuse", "approver", reason="家里人均收入高于低保标准")
    servers = [journey.by("reviewer").officer, journey.by("surveyor").officer]
    report = notice_actions.Report(
        method="direct", servers=servers, refused_to_sign=True, place=AT_HOME, reason="见到本人，不肯签"
    )
    notice_actions.serve(
        case=_id(journey), kind="refusal", report=report, actor=journey.by("reviewer"), at=journey.at()
    )


def propose_stop(journey: Journey) -> None:
    """Months later a change is proposed."""
    journey.do("propose_change", "reviewer", stop=True, cause="子女有了稳定收入")


def stop(journey: Journey) -> None:
    """The end of support: told, heard, decided, served."""
    propose_stop(journey)
    servers = [journey.by("reviewer").officer, journey.by("surveyor").officer]
    notice_actions.issue(case=_id(journey), kind="advance", actor=journey.by("reviewer"), at=journey.at())
    _serve(journey, "advance", servers)
    journey.later(5)
    journey.do("decide_change", "approver")
    _serve(journey, "decision", servers)


def _serve(journey: Journey, kind: str, servers: list[str]) -> None:
    report = notice_actions.Report(method="direct", servers=servers, signed_by="m1", place=AT_HOME)
    at = journey.at()
    notice_actions.serve(case=_id(journey), kind=kind, report=report, actor=journey.by("reviewer"), at=at)
    outbox.drain(now=at, kinds=("event",))


def _id(journey: Journey) -> UUID:
    assert journey.case is not None
    return journey.case


Leg = Callable[[Journey], None]
TO_SURVEY: tuple[Leg, ...] = (lodge, accept, check, survey)
TO_POST: tuple[Leg, ...] = (*TO_SURVEY, opine, post)
TO_CONFIRM: tuple[Leg, ...] = (*TO_POST, confirm)

# Stage → its legs, how many working days they take at most, and how long ago the last one may lie.
ROADS: dict[str, tuple[tuple[Leg, ...], int, tuple[int, int]]] = {
    "taken": ((take,), 0, (0, 4)),
    "submitted": ((lodge,), 0, (0, 3)),
    "returned": ((lambda journey: lodge(journey, complete=False), send_back), 1, (0, 5)),
    "accepted": ((lodge, accept), 1, (0, 3)),
    "checking": ((lodge, accept, check), 2, (0, 4)),
    "surveyed": (TO_SURVEY, 6, (0, 4)),
    "opined": ((*TO_SURVEY, opine), 7, (0, 1)),
    "posted": ((*TO_SURVEY, opine, hang), 7, (0, 6)),
    # The seven days of a posting are over on the sixth working day.
    "unopposed": (TO_POST, 13, (0, 1)),
    "objected": ((*TO_SURVEY, opine, hang, object_), 9, (0, 3)),
    "late": ((take, forward, accept, check), 4, (22, 26)),
    "confirmed": (TO_CONFIRM, 13, (0, 5)),
    "active": (TO_CONFIRM, 13, (45, 300)),
    "refused": ((*TO_SURVEY, lambda journey: opine(journey, grant=False), refuse), 8, (0, 20)),
    "changing": ((*TO_CONFIRM, propose_stop), 13, (60, 120)),
    "ended": ((*TO_CONFIRM, stop), 18, (70, 120)),
}


def walk(stage: str, journey: Journey) -> None:
    """Walk a case to its stage."""
    for leg in ROADS[stage][0]:
        leg(journey)
