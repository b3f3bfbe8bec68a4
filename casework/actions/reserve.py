"""The township's reserve account, and telling the county of an emergency: always beside the act that causes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from casework.actions.serials import next_number
from casework.models import Case, CountyAlert, Event, ReserveEntry
from casework.rules.refusal import StepRefused
from casework.rules.reserve import AID, RELIEF, check_entry
from casework.rules.roles import COUNTY, Actor
from policies import queries as law
from policies.models import Unit

SERIES = "reserve"
KEEPERS = ("approver", "township_head")


def enter(
    *,
    township: Unit,
    kind: str,
    amount: int,
    note: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> ReserveEntry:
    """Enter money that came in, or a correction (fen, out is negative); a wrong line is never changed.

    `seen` is the number of the last line on the page it was typed on: the same form sent twice is one line.
    Raises `StepRefused` for a stranger to the township, an amount of nothing, an entry without its source, or a
    page that is older than the account.
    """
    if not actor.holds(KEEPERS) or not actor.covers(township.code):
        raise StepRefused("备用金账由本乡镇的审批岗或者主要负责人登记", code="role")
    check_entry(kind, amount, note)
    with transaction.atomic():
        entry = _write(township, kind, amount, at, actor.officer, note=note.strip())
        if seen is not None and entry.seq != seen + 1:
            raise StepRefused("账上刚刚又记过一笔，看一眼下面的账目；还要记的，再按一次", code="stale")
    return entry


def last_line(township: Unit) -> int:
    """Return the number of the last line of the account; 0 while there is none."""
    last = ReserveEntry.objects.filter(township=township).order_by("-seq").first()
    return last.seq if last else 0


def balance(township: Unit) -> int:
    """Return what the account holds, in fen."""
    last = ReserveEntry.objects.filter(township=township).order_by("-seq").first()
    return last.balance if last else 0


def after_relief(case: Case, event: Event) -> None:
    """Tell the county and draw the relief from the reserve, where the place says so."""
    step = law.rulebook(case.version_id).spec.step("relieve")
    if step is None:
        return
    if step.option("tell_county"):
        _tell(case, event, "relieved")
    if step.option("reserve"):
        _draw(case, event, RELIEF)


def after_report(case: Case, event: Event) -> None:
    """Tell the county that an emergency was reported, where the place tells it at once (SY-4.4e)."""
    if not event.data.get("emergency") or CountyAlert.objects.filter(case=case, kind="reported").exists():
        return
    step = law.rulebook(case.version_id).spec.step("relieve")
    if step is not None and step.option("tell_county"):
        _tell(case, event, "reported")


def draw_aid(case: Case, event: Event) -> None:
    """Draw approved aid from the reserve."""
    _draw(case, event, AID)


def mark_read(*, alert: int, actor: Actor, at: datetime) -> None:
    """The county has seen it: the first reader and the moment are the receipt. Raises `StepRefused` for anybody else."""
    row = CountyAlert.objects.filter(pk=alert, case__in=Case.objects.for_actor(actor)).first()
    if not actor.holds((COUNTY,)) or row is None:
        raise StepRefused("“看到了”由县里来点", code="role")
    CountyAlert.objects.filter(pk=alert, read_at=None).update(read_by_id=actor.officer, read_at=at)


def _tell(case: Case, event: Event, kind: str) -> None:
    CountyAlert.objects.create(case=case, event=event, kind=kind, at=event.at)


def _draw(case: Case, event: Event, kind: str) -> None:
    """Relief never waits for book-keeping: an account that goes below nothing is shown to the county as overdrawn."""
    office = case.unit.parent or case.unit
    amount, by = -int(event.data["amount"]), str(event.actor_id)
    _write(office, kind, amount, event.at, by, case=case, event=event)


def _write(
    township: Unit,
    kind: str,
    amount: int,
    at: datetime,
    by: str,
    *,
    note: str = "",
    case: Case | None = None,
    event: Event | None = None,
) -> ReserveEntry:
    seq = next_number(township.code, 0, SERIES)  # serialises the account: the balance below is the last one
    return ReserveEntry.objects.create(
        township=township,
        seq=seq,
        at=at,
        kind=kind,
        amount=amount,
        balance=balance(township) + amount,
        case=case,
        event=event,
        note=note,
        by_id=by,
    )
