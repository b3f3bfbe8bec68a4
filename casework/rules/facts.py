"""What is known of a case: the fold of its events, as frozen values without names, numbers or accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from policies.rules.identity import age_on

BEFORE_ACCEPTANCE = ("draft", "taken", "submitted", "returned")
"""Stages of a case that nobody has accepted yet."""

WITHDRAWN = "withdrawn"
"""The stage of a case that its household took back before anybody had opened it."""

CLOSED = ("refused", WITHDRAWN)
"""Stages in which a case has ended without a decision that grants."""

ADULT_AGE = 18  # Civil Code art. 17; who signs and authorises for himself


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the household by key; who he is stands in `Person`, sealed."""

    key: str
    birth: date
    relation: str = ""
    disability: str = ""
    registered: str = ""

    def adult_on(self, day: date) -> bool:
        """Say whether the member is of age on that day."""
        return age_on(self.birth, day) >= ADULT_AGE


@dataclass(frozen=True, slots=True)
class Authorisation:
    """One adult's consent to the means check: who, from which day, for what."""

    member: str
    on: date
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Determination:
    """What was found under one programme of the place, on one application (YC-4a, SY-3.3)."""

    programme: str
    met: bool
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step that somebody has also entered in a platform of the state: which step, where, on which day."""

    step: str
    platform: str
    done: date
    on: date

    @property
    def lag(self) -> int:
        """Calendar days between the step and its entry (HX-6.1)."""
        return (self.on - self.done).days


@dataclass(frozen=True, slots=True)
class Check:
    """The means check: asked for, sent out, and answered `within` or `over` for one programme."""

    requested: datetime | None = None
    sent: datetime | None = None
    result: str = ""
    number: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Fingerprints of what lay on the table: who the household is, what it told, and what the check said."""

    household: str = ""
    circumstances: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The reviewer's opinion, which stands until an upheld objection fells it or what it was signed on changes."""

    grant: bool
    at: datetime
    amount: int | None = None
    signed: Signed | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """A running or past posting: its last day as counted, never rolled."""

    at: datetime
    days: int
    last_day: date
    subject: str  # review | result | stop
    where: tuple[str, ...] = ()
    round: int = 1


@dataclass(frozen=True, slots=True)
class Objection:
    """The objection being dealt with: answered by an inquiry or an appraisal, closed with an outcome."""

    at: datetime
    id: str = ""
    answered: bool = False
    outcome: str = ""
    open_count: int = 1
    against: str = ""  # review | result | stop: what was posted

    @property
    def open(self) -> bool:
        """Say whether the objection still waits for its decision."""
        return not self.outcome


@dataclass(frozen=True, slots=True)
class Panel:
    """A meeting that approved or rejected, and who of the office sat in it; the last one counts."""

    at: datetime
    approves: int
    rejects: int
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payee:
    """To whom aid is paid: applicant, guardian, carer or institution; his name and what shows that he may receive it."""

    who: str
    name: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on the application; money in fen a month."""

    grant: bool
    at: datetime
    level: str = "township"
    amount: int | None = None
    care: int | None = None
    reason: str = ""
    until: datetime | None = None  # may be taken back, and is told nobody, before this moment
    payee: Payee | None = None  # None: the place does not say to whom


@dataclass(frozen=True, slots=True)
class Relief:
    """Emergency relief paid before the papers, and which papers have followed. Money in fen.

    `receipts`: the fingerprints of the photos of what was signed for cash or goods.
    """

    at: datetime
    amount: int
    channel: str
    filled: frozenset[str] = frozenset()
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delay:
    """Why limits were missed, as the household was told, and by when it will be done (YYYY-MM-DD, or empty)."""

    at: datetime
    reason: str
    until: str = ""
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elevated:
    """A decided case taken up by the county: why, and what was found (empty while it is looked at)."""

    at: datetime
    cause: str
    found: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """A written notice of the case and the day it was served, if it was."""

    kind: str
    at: datetime
    number: str = ""
    served: date | None = None
    signed_by: str = ""
    attempts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed change of the benefit: a new monthly amount in fen, or the end of support."""

    at: datetime
    stop: bool = False
    to: int | None = None
    cause: str = ""
    heard: datetime | None = None
    decided: datetime | None = None
    answer: str = ""
    effective: str = ""  # YYYY-MM from which it holds
    signed: Signed | None = None


@dataclass(frozen=True, slots=True)
class Former:
    """What was paid before a change: fen a month, in the months before `until` (YYYY-MM)."""

    until: str
    amount: int


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is paid: fen a month, from the first to the last month (both included).

    `former` are the amounts of earlier months, oldest first: a month may be paid late.
    """

    amount: int
    care: int
    first_month: str
    last_month: str = ""
    former: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """The household's certificate (救助证): the number printed on it, and the days it was given, stamped, destroyed, lost."""

    number: str
    issued: date
    reviewed: date | None = None
    destroyed: date | None = None
    lost: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole case as rules see it. `times` holds the latest moment of every milestone."""

    programme: str = ""
    unit: str = ""
    stage: str = "draft"
    members: tuple[Member, ...] = ()
    circumstances: dict[str, str | int | bool | None] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    hands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    channel: str = ""
    delegated: bool = False
    emergency: bool = False
    authorised: frozenset[str] = frozenset()
    authorisations: tuple[Authorisation, ...] = ()
    looked_up: frozenset[str] = frozenset()
    determinations: tuple[Determination, ...] = ()
    entries: tuple[Entry, ...] = ()
    signed: frozenset[str] = frozenset()
    supporters: frozenset[str] = frozenset()
    supporters_signed: frozenset[str] = frozenset()
    supplied: frozenset[str] = frozenset()
    disclosed: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()
    second_demand: bool = False
    check: Check = Check()
    opinion: Opinion | None = None
    posting: Posting | None = None
    objection: Objection | None = None
    objections: int = 0
    panel: Panel | None = None
    decision: Decision | None = None
    extension: str = ""
    plan_filed: bool = False
    deliberated: bool = False
    elevated: Elevated | None = None
    delay: Delay | None = None
    relief: Relief | None = None
    spent: int | None = None  # fen paid out of the township's reserve after approval
    notices: tuple[NoticeFact, ...] = ()
    change: Change | None = None
    benefit: Benefit | None = None
    certificate: Certificate | None = None
    relatives: frozenset[str] = frozenset()
    relative_filed: bool = False
    complaints: int = 0
    held: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def when(self, milestone: str) -> datetime | None:
        """Return the latest moment of a milestone (a verb, `report`, `served:decision`), or None."""
        return self.times.get(milestone)

    def notice(self, kind: str) -> NoticeFact | None:
        """Return the latest notice of a kind, or None."""
        return next((notice for notice in reversed(self.notices) if notice.kind == kind), None)

    def hanging(self) -> Posting | None:
        """Return the posting of the opinion that stands, or None: a new opinion has to be posted anew."""
        posting, opinion = self.posting, self.opinion
        if posting is None or posting.subject != "review" or opinion is None or posting.at < opinion.at:
            return None
        return posting

    def adults(self, day: date) -> tuple[Member, ...]:
        """Return the members who are of age on that day."""
        return tuple(member for member in self.members if member.adult_on(day))
