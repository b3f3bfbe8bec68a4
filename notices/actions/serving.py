"""Serving a written notice: one attempt, judged by the place's ladder, recorded in the case's chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction

from casework import actions as casework
from casework.actions.company import company
from casework.models import Case, HouseholdMember, Officer
from casework.queries import one_human
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, VILLAGE, Actor
from notices.actions.publishing import announce
from notices.models import Notice, ServiceAttempt, ServiceProof
from notices.models.letters import VOID
from notices.proofs import keep_proof
from notices.queries import announcement_days, attempts_of, in_reach
from notices.rules import service
from notices.rules.proofs import RECORDINGS, Said, check_said
from policies import queries as law

OFFICE = "office"
STATES = {"sent": "under_way", "failed": "failed", "served": "served"}


@dataclass(frozen=True, slots=True)
class Report:
    """What happened at the door or at the post, as people say it.

    `servers` are ids of officers. `signed_by` is a member's key or name, an officer's id, or any name;
    `signer` states the quality (applicant, member, relative, village) where the name alone does not tell.
    `witness` is an officer's id or a name, `witness_for` whom he stands for (village, employer).
    `proofs` are files with what they are (photo, video, audio, signed, receipt); a photo or a recording among
    them counts as the recording that leaving behind asks for. `recording` and `receipt` say that one is kept in
    the paper file, where nobody hands it in here.
    """

    method: str
    servers: Sequence[UUID | str] = ()
    signed_by: str = ""
    signer: str = ""
    refused_to_sign: bool = False
    recording: bool = False
    witness: str = ""
    witness_for: str = ""
    waybill: str = ""
    address_confirmed: bool = False
    delivered: bool | None = None
    place: str = ""
    reason: str = ""
    witness_post: str = ""
    proofs: Sequence[tuple[str, IO[bytes]]] = ()
    receipt: bool = False

    @property
    def recorded(self) -> bool:
        """Say whether there is a photo, film or sound of it."""
        return self.recording or any(kind in RECORDINGS for kind, _ in self.proofs)

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by field."""
        typed = ("place", "reason", "waybill", "witness_post")
        named = {"witness": "" if _officer_id(self.witness) else self.witness}
        return {name: getattr(self, name) for name in typed} | named


def serve(
    *,
    case: UUID | str,
    kind: str,
    report: Report,
    actor: Actor,
    at: datetime,
    notice: UUID | str = "",
    seen: int | None = None,
) -> ServiceAttempt:
    """Record an attempt at serving the latest notice of a kind (or the one named); `at` is aware.

    `seen` is how many attempts the page showed it was typed on: the same form sent twice is one attempt.

    Returns the attempt with its outcome; a failed one is recorded too. Raises `StepRefused` with the clause
    that asks for what is lacking, or with what the record does not say, and then nothing has changed.
    """
    with transaction.atomic():
        row = _latest(case, kind, notice)
        if seen is not None and row.attempts.count() != seen:
            raise StepRefused("这份文书刚刚登记过一次送达，看一眼；还要再登记的，再按一次", code="stale")
        servers = _servers(report, row.case, day_of(at))
        judged = _judge(row, report, servers, at)
        check_said(said_of(report, row, day_of(at)), report.words)
        attempt = _keep(row, report, judged, actor, at)
        if report.method == "public" and judged.served_on is not None:
            announce(notice=row, until=judged.served_on, at=at)
        Notice.objects.filter(pk=row.pk).update(state=STATES[judged.outcome], served_on=judged.served_on)
        casework.record_service(
            case=row.case_id,
            actor=actor,
            at=at,
            kind=kind,
            served=judged.served_on,
            notice=str(row.pk),
            method=report.method,
            outcome=judged.outcome,
            signed_by=attempt.signer,
            servers=attempt.servers,
        )
    return attempt


def _keep(
    notice: Notice, report: Report, judged: service.Serving, actor: Actor, at: datetime
) -> ServiceAttempt:
    """Keep an attempt as it was said and judged, with the files handed in beside it."""
    attempt = ServiceAttempt.objects.create(
        notice=notice,
        method=report.method,
        at=at,
        outcome=judged.outcome,
        served_on=judged.served_on,
        servers=[str(server) for server in report.servers],
        signer=signer_of(notice, report, day_of(at)),
        signed_by=_name(notice, report.signed_by),
        refused_to_sign=report.refused_to_sign,
        recording=report.recorded,
        witness=_name(notice, report.witness),
        witness_for=witness_of(report, notice.case, day_of(at)),
        waybill=report.waybill.strip(),
        address_confirmed=report.address_confirmed,
        recorded_by_id=actor.officer or None,
        clause=judged.clause,
        place=report.place.strip(),
        reason=report.reason.strip(),
        witness_post=report.witness_post.strip(),
    )
    for kind, file in report.proofs:
        keep_proof(attempt=attempt, kind=kind, file=file, actor=actor, at=at)
    return attempt


def add_proof(
    *, attempt: ServiceAttempt, kind: str, file: IO[bytes], actor: Actor, at: datetime
) -> ServiceProof:
    """Add a file to a recorded attempt: the signed form scanned later, the receipt that came back.

    What was recorded of the attempt does not change. Raises `StepRefused` for who has no post in the township,
    is not of the case's own, or is kin of the household.
    """
    if not actor.holds(TOWNSHIP_ROLES):
        raise StepRefused("送达的凭证由乡镇的工作人员上传", code="role")
    if not in_reach(attempt.notice.case_id, actor):
        raise StepRefused("这一件不在您管的地方，或者您要回避，请换人办理", code="scope")
    with transaction.atomic():
        return keep_proof(attempt=attempt, kind=kind, file=file, actor=actor, at=at)


def _latest(case: UUID | str, kind: str, notice: UUID | str) -> Notice:
    rows = Notice.objects.select_for_update(of=("self",)).select_related(
        "case__unit__parent", "case__unit__jurisdiction"
    )
    rows = rows.filter(case=UUID(str(case)), kind=kind).exclude(state=VOID).order_by("-issued_at", "-serial")
    found = rows.filter(pk=notice).first() if notice else rows.first()
    if found is None:
        raise StepRefused("还没有这份文书，先出文书再送达", code="order")
    return found


def said_of(report: Report, notice: Notice, day: date) -> Said:
    """Return what the record says, as the rule of what is kept asks it."""
    kept = {kind for kind, _ in report.proofs} | ({"receipt"} if report.receipt else set())
    return Said(
        method=report.method,
        signed=bool(report.signed_by) and not report.refused_to_sign,
        reason=bool(report.reason.strip()),
        place=bool(report.place.strip()),
        witness=bool(report.witness.strip()),
        witness_for=bool(witness_of(report, notice.case, day)),
        witness_post=bool(report.witness_post.strip()),
        delivered=report.delivered,
        proofs=kept,
    )


def _servers(report: Report, case: Case, day: date) -> list[dict[str, Any]]:
    """Return the servers with their posts; refuse one who holds none there that day.

    Whoever carries a letter of the state can be named.
    """
    wanted = {officer for said in report.servers if (officer := _officer_id(said)) is not None}
    if len(wanted) < len(set(report.servers)) or Officer.objects.filter(pk__in=wanted).count() < len(wanted):
        raise StepRefused("送达人要是本地的工作人员", code="company")
    double = one_human(str(officer) for officer in wanted)
    if double is not None:
        raise StepRefused(
            f"“{double[0]}”和“{double[1]}”是同一个人的两条记录，只能算一个送达人", code="company"
        )
    servers = company(wanted, day, case)
    if any(not person["roles"] for person in servers):
        raise StepRefused("送达人要是现在在本地有岗位的工作人员", code="company")
    return servers


def _officer_id(said: UUID | str) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None


def _judge(notice: Notice, report: Report, servers: list[dict[str, Any]], at: datetime) -> service.Serving:
    book = law.rulebook(notice.version_id)
    form, day = book.spec.notice(notice.form), day_of(at)
    delivery = service.Delivery(
        method=report.method,
        day=day,
        servers=tuple(str(server) for server in report.servers),
        signer=signer_of(notice, report, day),
        refused_to_sign=report.refused_to_sign,
        recording=report.recorded,
        witness=witness_of(report, notice.case, day),
        witness_serves=_witness_serves(notice, report),
        outside=any(set(TOWNSHIP_ROLES).isdisjoint(person["roles"]) for person in servers),
        waybill=report.waybill.strip(),
        address_confirmed=report.address_confirmed,
        delivered=report.delivered,
    )
    return service.judge(
        delivery,
        attempts_of(notice),
        book.spec.step("serve"),
        form.signers if form else (),
        announcement_days(notice, day),
    )


def signer_of(notice: Notice, report: Report, day: date) -> str:
    """Return in which quality somebody signed.

    A member of the household by what he is in it, an officer of its village for the village, another officer
    for the office, anybody else as stated, and a relative where nothing is.
    """
    if not report.signed_by:
        return ""
    member = _member(notice, report.signed_by)
    if member is not None:
        return "applicant" if member.applicant else "member"
    if VILLAGE in _roles(report.signed_by, day, notice.case):
        return "village"
    # The office does not take its own letter: the ladder refuses what is signed by it.
    if _officer_id(report.signed_by) is not None or report.signer == OFFICE:
        return OFFICE
    return report.signer if report.signer in ("relative", "village") else "relative"


def witness_of(report: Report, case: Case, day: date) -> str:
    """Return for whom the witness stands: an officer of the village for the grass-roots body, others as stated."""
    if not report.witness:
        return ""
    return "village" if VILLAGE in _roles(report.witness, day, case) else report.witness_for


def _witness_serves(notice: Notice, report: Report) -> bool:
    """Say whether the witness is one of the servers: the desk writes him down by name, so the names are compared."""
    return bool(report.witness) and _name(notice, report.witness) in {
        _name(notice, str(server)) for server in report.servers
    }


def _member(notice: Notice, said: str) -> HouseholdMember | None:
    members = HouseholdMember.objects.select_related("person").filter(household=notice.case.household_id)
    return next((member for member in members if said in (member.key, member.person.name)), None)


def _roles(said: str, day: date, case: Case) -> list[str]:
    officer = _officer_id(said)
    roles: list[str] = company([officer], day, case)[0]["roles"] if officer is not None else []
    return roles


def _name(notice: Notice, said: str) -> str:
    """Return the name to keep: of the member or officer meant, else what was said."""
    member = _member(notice, said) if said else None
    if member is not None:
        return member.person.name
    officer = _officer_id(said)
    known = Officer.objects.filter(pk=officer).first() if officer is not None else None
    return known.name if known else said[:60]
