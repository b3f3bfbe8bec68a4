"""The story of a case for the desk: who did what when, in plain words, under which clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import queries
from casework.desk.access import village_only
from casework.desk.acts import step_name
from casework.desk.sentences import SENTENCES, mentioned
from casework.desk.situation import Situation
from casework.models import Event, Officer
from casework.rules.roles import COUNTY

OTHERS = {
    "intend": gettext_lazy("登记意愿"),
    "take": gettext_lazy("村里代收"),
    "confirm_delegation": gettext_lazy("本人确认代办"),
    "revoke_delegation": gettext_lazy("本人撤销代办"),
    "object": gettext_lazy("有人提出异议"),
    "complain": gettext_lazy("有人投诉"),
    "death_match": gettext_lazy("比对死亡名单"),
    "one_hand": gettext_lazy("受理和初审是同一个人的两条记录，初审意见不作数"),
    "notice": gettext_lazy("出文书"),
    "serve": gettext_lazy("送达"),
    "submit": gettext_lazy("提交申请"),
    "amend": gettext_lazy("改入户调查表"),
    "withdraw": gettext_lazy("申请人撤回"),
    "send_check": gettext_lazy("送出核对"),
}
COUNTY_ONLY = ("complain",)
OWN_WORD = ("submit", "intend", "withdraw", "confirm_delegation", "revoke_delegation")
"""What a household does itself, with its code: nobody of the office stands behind it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as read at the desk; `by` is the id of the officer, empty where none acted."""

    seq: int
    verb: str
    title: str
    who: str
    by: str
    at: datetime
    said: tuple[str, ...]
    clause: str


def story(situation: Situation) -> list[Entry]:
    """Return the events an officer may read, oldest first; a complaint is the county's alone."""
    events = [event for event in queries.timeline(situation.case) if readable(event, situation)]
    names = _officers(events)
    return [_entry(event, situation, names) for event in events]


def readable(event: Event, situation: Situation) -> bool:
    """Say whether an officer may know of an event."""
    if event.kind in COUNTY_ONLY:
        return situation.actor.holds((COUNTY,))
    return not (event.kind in ("object", "defend") and village_only(situation.actor))


def _entry(event: Event, situation: Situation, names: Mapping[str, str]) -> Entry:
    say = SENTENCES.get(event.kind)
    open_to_him = not village_only(situation.actor) or event.kind in VILLAGE_READS
    said = say(event.data, situation, names) if say and open_to_him else []
    return Entry(
        seq=event.seq,
        verb=event.kind,
        title=str(OTHERS.get(event.kind) or step_name(event.kind) or event.kind),
        who=_who(event),
        by=str(event.actor_id or ""),
        at=event.at,
        said=tuple(line for line in said if line),
        clause=event.clause,
    )


def _who(event: Event) -> str:
    if event.actor_name and (event.actor_id or event.kind not in ("object", "complain")):
        return event.actor_name
    return _("群众") if event.kind in ("object", "complain", *OWN_WORD) else _("系统")


def _officers(events: list[Event]) -> dict[str, str]:
    """Return the names of all officers that events mention, in one query."""
    wanted = {str(person["officer"]) for event in events for person in mentioned(event.data)}
    wanted |= {str(event.data["officer"]) for event in events if event.data.get("officer")}
    return {str(officer.pk): officer.name for officer in Officer.objects.filter(pk__in=wanted)}


VILLAGE_READS = (
    "submit",
    "forward",
    "take",
    "confirm_delegation",
    "revoke_delegation",
    "sign",
    "authorise",
    "request_missing",
    "note",
    "withdraw",
    "post",
    "repost",
    "confirm",
    "correct_name",
)
"""What a village reads of the story: its own part, what is asked of the household, and what is posted."""
