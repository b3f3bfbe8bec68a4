"""Acts before and at acceptance. All raise `StepRefused` and then leave nothing changed; times are aware."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from casework.actions.moves import act
from casework.actions.reserve import after_report
from casework.models import Attachment, Case, CaseLook, Event
from casework.rules.asking import day_of
from casework.rules.roles import Actor
from policies import queries as law

Id = UUID | str
Some = Sequence[str] | str


def authorise(
    *, case: Id, actor: Actor, at: datetime, who: Some, on: date | None = None, scope: str = ""
) -> Event:
    """Adults (member keys, or "all") authorise the means check, each for himself: from which day, and for what (needed)."""
    data = {"who": who, "on": on.isoformat() if on else "", "scope": scope}
    return act("authorise", case=case, actor=actor, at=at, data=data)


def sign(*, case: Id, actor: Actor, at: datetime, who: Some = (), supporters: Iterable[str] = ()) -> Event:
    """Members (keys, or "all") and representatives of supporting households sign (SY-A1.1c, SY-A1.1d)."""
    return act("sign", case=case, actor=actor, at=at, data={"who": who, "supporters": list(supporters)})


def submit(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    channel: str = "",
    supplied: Some | None = None,
    signed: Some = (),
    authorised: Some = (),
    emergency: bool = False,
) -> Event:
    """Lodge a case that exists already: after the wish was stated, or again after a demand for papers.

    `supplied` are codes now handed in; None or "all" means every paper this household needs.
    """
    data = {"channel": channel, "supplied": supplied, "signed": signed, "authorised": authorised}
    return act(
        "submit", case=case, actor=actor, at=at, data=data | {"emergency": emergency}, after=after_report
    )


def supplement(*, case: Id, actor: Actor, at: datetime, owner: str, supplied: Sequence[str]) -> Event:
    """The applicant hands in what was demanded: the uploaded papers of `owner` become papers of the case."""

    def adopt(row: Case, event: Event) -> None:
        Attachment.objects.filter(owner=owner, case=None).update(case=row, lodgement=row.lodgement_id)

    data = {"supplied": supplied, "channel": ""}
    return act("submit", case=case, actor=actor, at=at, data=data, after=adopt)


def forward(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    supplied: Some = "all",
    signed: Some = "all",
    authorised: Some = "all",
) -> Event:
    """The village passes a delegated application on (SY-A1.1e: within its limit)."""
    data = {"channel": "village", "supplied": supplied, "signed": signed, "authorised": authorised}
    return act("forward", case=case, actor=actor, at=at, data=data)


def take_over(
    *, case: Id, actor: Actor, at: datetime, reason: str, evidence: str, related: bool | None = None
) -> Event:
    """The village files for a household that has stated its wish and cannot go on by itself (YI-1.4, YI-2.1a).

    Number, receipt, and what the wish has set going stay; `related`: whether who takes it is near kin of the household.
    Left unanswered, it is refused.
    """
    data = {"reason": reason, "evidence": evidence, "related": related}
    return act("take", case=case, actor=actor, at=at, data=data)


def confirm_delegation(*, case: Id, actor: Actor, at: datetime, words: str = "") -> Event:
    """The household says that the village acts for it by its will; `words` are how the township asked, where it did."""
    return act("confirm_delegation", case=case, actor=actor, at=at, data={"words": words})


def revoke_delegation(*, case: Id, actor: Actor, at: datetime, words: str = "") -> Event:
    """The household does not want the village to act for it; until that has passed the application on."""
    return act("revoke_delegation", case=case, actor=actor, at=at, data={"words": words})


def withdraw(*, case: Id, actor: Actor, at: datetime, reason: str = "") -> Event:
    """The household takes its application back, as long as nobody of the office has opened it; papers are kept."""
    data: dict[str, object] = {"reason": reason}

    def who_looked(row: Case) -> None:
        data["opened"] = CaseLook.objects.filter(case=row).exists()

    return act("withdraw", case=case, actor=actor, at=at, data=data, before=who_looked)


def disclose(*, case: Id, actor: Actor, at: datetime) -> Event:
    """The one-time disclosure is given at the window for a case that exists; the list is frozen in it."""
    return act("disclose", case=case, actor=actor, at=at)


def request_missing(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    codes: Sequence[str],
    why: str = "",
    because: str = "",
    seen: int | None = None,
) -> Event:
    """The one notice of everything missing; `why="facts_changed"` makes it a second demand the county sees.

    `because` says what has changed: a second demand gives its reason in words.
    """
    data = {"codes": codes, "why": why, "because": because}
    return act("request_missing", case=case, actor=actor, at=at, data=data, seen=seen)


def accept(
    *, case: Id, actor: Actor, at: datetime, committed: bool | None = None, seen: int | None = None
) -> Event:
    """Accept: the case is pinned to the programme in force on the day, and its clocks start.

    `committed`: the acceptor has the applicant's signed commitment before him, or has not; None where nobody asked.
    """

    def pin(row: Case) -> None:
        version = law.version_id_on(row.programme_id, day_of(at), row.law_stamp)
        if version is not None:
            row.version_id = version

    said = {} if committed is None else {"committed": committed}
    return act("accept", case=case, actor=actor, at=at, seen=seen, data=said, before=pin)


def decline(*, case: Id, actor: Actor, at: datetime, reason: str, seen: int | None = None) -> Event:
    """Do not accept; a refusal notice with the reason follows."""
    return act("decline", case=case, actor=actor, at=at, data={"reason": reason}, seen=seen)
