"""Acts of deciding. Money is fen a month. All raise `StepRefused` and then leave nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from casework import evidence
from casework.actions.company import present, unrelated
from casework.actions.moves import act
from casework.actions.reserve import after_relief, draw_aid
from casework.models import Case, Event, Outbox, PaymentLine
from casework.rules.asking import day_of
from casework.rules.earlier import LOOKBACK
from casework.rules.refusal import StepRefused
from casework.rules.retract import TAKEN_BACK
from casework.rules.roles import Actor
from casework.weighing import earlier_aid
from policies import queries as law
from policies.rules.mandate import LETTER, Mandate

Id = UUID | str
RECEIPT = "relief_receipt"
"""What the photo of a receipt is called among the papers of a case."""


def panel(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    chair: Id,
    members: Iterable[Id],
    approves: int,
    rejects: int,
    minutes: bool = False,
    special: bool = False,
    reasons: str = "",
    seen: int | None = None,
) -> Event:
    """Record a collective approval meeting (officer ids; the members include the chair).

    `special`: the case was decided on its own merits (一事一议); `reasons` are what the minutes say of it.
    """
    data: dict[str, Any] = {
        "chair": str(chair),
        "for": approves,
        "against": rejects,
    }
    data |= {"minutes": minutes, "special": special, "reasons": reasons}
    before = present(data, "members", members, at)
    return act("panel", case=case, actor=actor, at=at, data=data, seen=seen, before=before)


def confirm(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    amount: int | None = None,
    care_amount: int | None = None,
    despite: str = "",
    basis: str = "",
    payee: str = "",
    payee_name: str = "",
    payee_proof: str = "",
    undo: int = 0,
    seen: int | None = None,
) -> Event:
    """Approve, with the amounts the programme demands; `despite` says why, where aid was given not long ago.

    `basis`: the reasons and the legal basis in words, where the place asks for them (YI-1.3a). `payee`:
    to whom, where the place says to whom it may be; anybody but the applicant with name and proof (QY-3.1.2c). `undo`: minutes for which it may be taken back and is told nobody.
    """
    data: dict[str, Any] = {"amount": amount, "care_amount": care_amount, "despite": despite, "undo": undo}
    data |= {"basis": basis, "payee": payee, "payee_name": payee_name, "payee_proof": payee_proof}

    def look_back(row: Case) -> None:
        data["earlier"] = earlier_of(row, at)
        data["mandate"] = mandate_of(row, at)

    return act(
        "confirm",
        case=case,
        actor=actor,
        at=at,
        data=data,
        seen=seen,
        before=look_back,
        after=unrelated("review"),
    )


def earlier_of(case: Case, at: datetime) -> list[str]:
    """Return the numbers of cases whose aid of the same cause lies within the place's look-back (QY-3.1.1r)."""
    book = law.rulebook(case.version_id, stamp=case.law_stamp, unit=case.unit_id)
    months = book.parameters.number(LOOKBACK, day_of(at))
    if months is None or not (step := book.spec.step("confirm")) or not step.option("once"):
        return []
    found = earlier_aid(case, [book.spec.code], day_of(at), months)
    return [aid.number for aid in found if aid.same_cause]


def mandate_of(case: Case, at: datetime) -> Mandate:
    """Return the power to decide of the office of a case, with its letters where the place asks for one."""
    book = law.rulebook(case.version_id, stamp=case.law_stamp, unit=case.unit_id)
    return law.mandate(case.unit, letters=book.parameters.get(LETTER, day_of(at)) is not None)


def refuse(
    *, case: Id, actor: Actor, at: datetime, reason: str, undo: int = 0, seen: int | None = None
) -> Event:
    """Refuse, with the reason that the written notice gives; `undo` as at approval."""
    return act("refuse", case=case, actor=actor, at=at, data={"reason": reason, "undo": undo}, seen=seen)


def retract(*, case: Id, actor: Actor, at: datetime, reason: str, seen: int | None = None) -> Event:
    """Take one's own decision back while nobody has been told: an event of its own, and nothing goes out of either.

    The row that would tell the world is taken out of the outbox in the same transaction; where a worker was
    faster, the decision is out and this is refused.
    """

    def silence(row: Case, event: Event) -> None:
        decided = Event.objects.filter(case=row, kind__in=TAKEN_BACK).order_by("-seq").values("pk")[:1]
        waiting = Outbox.objects.filter(key=f"event:{decided.get()['pk']}", done_at=None, attempts=0)
        if PaymentLine.objects.filter(case=row).exists() or not waiting.update(done_at=at):
            raise StepRefused("决定已经发出去了，不能撤回", code="late")

    return act("retract", case=case, actor=actor, at=at, data={"reason": reason}, seen=seen, after=silence)


def elevate(*, case: Id, actor: Actor, at: datetime, cause: str, seen: int | None = None) -> Event:
    """The county takes a disputed decision up; the decision itself stays as it is (HX-4.4e)."""
    return act("elevate", case=case, actor=actor, at=at, data={"cause": cause}, seen=seen)


def close_elevated(
    *, case: Id, actor: Actor, at: datetime, found: str, words: str, seen: int | None = None
) -> Event:
    """Say what the elevated review found: `stands` or `mistaken`."""
    data = {"found": found, "words": words}
    return act("close_elevated", case=case, actor=actor, at=at, data=data, seen=seen)


def explain_delay(
    *, case: Id, actor: Actor, at: datetime, reason: str, until: str = "", seen: int | None = None
) -> Event:
    """Tell the household why a limit was missed and by when it will be done (`until`: YYYY-MM-DD, or empty)."""
    return act(
        "explain_delay", case=case, actor=actor, at=at, data={"reason": reason, "until": until}, seen=seen
    )


def extend(*, case: Id, actor: Actor, at: datetime, reason: str, seen: int | None = None) -> Event:
    """Extend the whole-case limit, once, while it runs (SY-4.2f)."""
    return act("extend", case=case, actor=actor, at=at, data={"reason": reason}, seen=seen)


def file_plan(*, case: Id, actor: Actor, at: datetime, receipt: str = "") -> Event:
    """File a special plan with the county (SY-4.4a)."""
    return act("file_plan", case=case, actor=actor, at=at, data={"receipt": receipt})


def relieve(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    amount: int,
    channel: str,
    reason: str = "",
    receipt: str | None = None,
) -> Event:
    """Pay emergency relief first; `amount` in fen, once. `receipt`: who signed for cash or goods, and when.

    Where the place says so, the county is told and the reserve pays, in this same transaction (SY-4.4e, SY-4.4h).
    """
    data: dict[str, object] = {"amount": amount, "channel": channel, "reason": reason}
    if receipt is not None:
        data["receipt"] = receipt
    return act("relieve", case=case, actor=actor, at=at, data=data, after=after_relief)


def attach_receipt(
    *, case: Id, actor: Actor, at: datetime, photo: IO[bytes], seen: int | None = None
) -> Event:
    """Add the photo of a receipt for cash or goods; its event keeps the fingerprint of the picture (SY-5b).

    Raises `StepRefused` for anything that is no photo, and where nothing was given that is signed for.
    """
    made = evidence.redrawn(photo)

    def keep(row: Case, event: Event) -> None:
        evidence.keep_photo(made, material=RECEIPT, actor=actor, at=at, case=row)

    data = {"sha256": evidence.fingerprint(made)}
    return act("attach_receipt", case=case, actor=actor, at=at, data=data, seen=seen, after=keep)


def spend(
    *, case: Id, actor: Actor, at: datetime, channel: str = "account", seen: int | None = None
) -> Event:
    """Pay approved temporary aid out of the township's reserve, where the place lets it (QY-3.1.2d)."""
    return act("spend", case=case, actor=actor, at=at, data={"channel": channel}, seen=seen, after=draw_aid)


def file(*, case: Id, actor: Actor, at: datetime, box: str = "", seen: int | None = None) -> Event:
    """File what was decided: reported to the county (HX-4.4a, YC-5.4a), bound in a box where paper is asked for (QY-3.1.1w)."""
    return act("file", case=case, actor=actor, at=at, data={"box": box}, seen=seen)


def backfill(*, case: Id, actor: Actor, at: datetime, fields: Sequence[str]) -> Event:
    """Complete items of the papers that follow the relief."""
    return act("backfill", case=case, actor=actor, at=at, data={"fields": list(fields)})
