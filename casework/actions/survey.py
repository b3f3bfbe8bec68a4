"""Acts of the survey: the form handed in from a telephone or a desk, its corrections, prints, photos, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from casework import evidence, ledger
from casework.actions.company import present
from casework.actions.moves import act, guarded
from casework.models import Attachment, Case, Event, SurveyPrint, SurveySheet
from casework.rules.agenda import allowed
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law
from policies.rules.programme import digest

Id = UUID | str
PHOTO = "visit_photo"
MOST_PHOTOS = 20
DELIVERED = StepRefused("这张调查表已经交过了", code="delivered")


@dataclass(frozen=True, slots=True)
class Visit:
    """What a home visit hands in. `key` is the telephone's own: the same key is kept once.

    `methods` are mappings with `way`, `on` (ISO day) and `respondent`; `body` is plain JSON, money in fen;
    `begun` is the telephone's clock when the form was opened at the house.
    """

    who: tuple[Id, ...]
    methods: Sequence[Mapping[str, str]] = ()
    findings: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    begun: datetime | None = None
    key: UUID = field(default_factory=uuid4)


def hand_in(*, case: Id, actor: Actor, at: datetime, visit: Visit) -> SurveySheet:
    """Record the visit with its form and the photos that came under its key.

    Raises `StepRefused`: `delivered` when this very form is in already, else what the rules say.
    """
    made = _Sheet(visit.key, dict(visit.body), actor, at, visit.begun or at)
    data: dict[str, Any] = {
        "methods": list(visit.methods),
        "findings": visit.findings,
        "begun": visit.begun,
    }
    number, there = made.number(data), present(data, "who", visit.who, at)

    def look(row: Case) -> None:
        number(row)
        there(row)

    act("visit", case=case, actor=actor, at=at, data=data, before=look, after=made.keep)
    assert made.row is not None
    return made.row


def amend(
    *, case: Id, actor: Actor, at: datetime, body: Mapping[str, Any], why: str, key: UUID
) -> SurveySheet:
    """Correct the form: a new version with its reason; every print of an older one is superseded (SY-A1.3b)."""
    made = _Sheet(key, dict(body), actor, at, at, why)
    data: dict[str, Any] = {"why": why}
    act("amend", case=case, actor=actor, at=at, data=data, before=made.number(data), after=made.keep)
    assert made.row is not None
    return made.row


class _Sheet:
    """One version in the making: numbered under the lock of the case, saved after its event."""

    def __init__(
        self, key: UUID, body: dict[str, Any], actor: Actor, at: datetime, begun: datetime, why: str = ""
    ) -> None:
        self.key, self.body, self.actor = key, body, actor
        self.at, self.begun, self.why = at, min(begun, at), why
        self.row: SurveySheet | None = None

    def number(self, data: dict[str, Any]) -> Any:
        """Return what runs under the lock: refuse a second delivery, and put version and print into the event."""

        def look(row: Case) -> None:
            if SurveySheet.objects.filter(key=self.key).exists():
                raise DELIVERED
            last = SurveySheet.objects.filter(case=row).aggregate(last=Max("version"))["last"]
            data.update(version=(last or 0) + 1, sha256=digest(self.body))

        return look

    def keep(self, row: Case, event: Event) -> None:
        """Save the version, and make the photos of this delivery papers of the case."""
        self.row = SurveySheet.objects.create(
            case=row,
            version=event.data["version"],
            key=self.key,
            body=self.body,
            sha256=event.data["sha256"],
            begun_at=self.begun,
            at=self.at,
            by_id=self.actor.officer,
            why=self.why,
        )
        Attachment.objects.filter(owner__startswith=f"{self.key}:", case=None).update(
            case=row, lodgement=row.lodgement_id
        )


def add_photo(
    *, case: Id, actor: Actor, at: datetime, key: UUID, name: str, file: IO[bytes], taken_at: datetime | None
) -> Attachment:
    """Keep one photo of a visit; the same `name` under the same `key` is kept once, however often it is sent.

    It becomes a paper of the case when its form is handed in. Raises `StepRefused` where a visit is not his to make.
    """
    owner = f"{key}:{name}"[:64]
    with guarded(), transaction.atomic():
        row = ledger.load(case)
        book = law.rulebook(row.version_id, stamp=row.law_stamp, unit=row.unit_id)
        refused = allowed("visit", row.known(), book, actor, at)
        if refused is not None:
            raise refused
        known = Attachment.objects.filter(owner=owner).first()
        if known is not None:
            return known
        if Attachment.objects.filter(owner__startswith=f"{key}:").count() >= MOST_PHOTOS:
            raise StepRefused(f"一次入户最多传 {MOST_PHOTOS} 张照片", code="invalid")
        taken = min(taken_at, at) if taken_at else None
        handed_in = SurveySheet.objects.filter(key=key).exists()
        return evidence.store_photo(
            file,
            material=PHOTO,
            actor=actor,
            at=at,
            owner=owner,
            taken_at=taken,
            case=row if handed_in else None,
        )


def sweep_photos(*, now: datetime, days: int) -> int:
    """Remove the photos of visits whose form was not handed in within `days` calendar days; return how many.

    They belong to no case and nobody can see them; 0 days keeps them all. A form that is handed in while this
    runs keeps its photos: each row is locked and looked at again. The file goes when its row is gone for good.
    """
    if days <= 0:
        return 0
    left = Attachment.objects.filter(material=PHOTO, case=None, at__lt=now - timedelta(days=days))
    gone = 0
    for pk in list(left.values_list("pk", flat=True)):
        with transaction.atomic():
            row = left.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                evidence.forget(row)
                gone += 1
    return gone


def print_sheet(*, sheet: Id, actor: Actor, at: datetime) -> SurveyPrint:
    """Write down that a version of the form was printed."""
    return SurveyPrint.objects.create(sheet_id=sheet, by_id=actor.officer, at=at)


def note(*, case: Id, actor: Actor, at: datetime, text: str, seen: int | None = None) -> Event:
    """Add what the village or a colleague knows; the visit stays open (YC-3.1.2b, SY-4.1b)."""
    return act("note", case=case, actor=actor, at=at, data={"text": text}, seen=seen)
