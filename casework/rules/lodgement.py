"""What a channel hands over: one household's application, checked as a whole, before it becomes a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.rules.codec import to_json
from casework.rules.facts import Member
from casework.rules.holdings import PROPERTY, Holdings
from policies.rules.identity import birth_date, sex

CHANNELS = ("bot", "web", "window", "village")
WOMEN = ("妻", "女", "母", "媳", "婆", "姐", "妹", "妻子", "嫂子", "婶子", "妹子")
MEN = ("夫", "子", "父", "婿", "公", "哥", "弟")
EITHER = ("子女", "父母", "公婆", "姐妹", "兄妹", "姐弟", "夫妻")
"""Relations that tell of a woman or a man by how they end; of those of either kind, and of others, nothing is said."""
AWAY = "registered_elsewhere"
"""The question of the packs whether somebody of the household is registered elsewhere (人户分离)."""
MOST_MEMBERS = 12
"""So many people one form has room for, at the counter as on the site."""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """One member as entered. Numbers are normalised already; they go nowhere but into a seal."""

    key: str
    name: str
    birth: date
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    account: str = field(default="", repr=False)
    relation: str = ""
    disability: str = ""
    registered: str = ""

    def member(self) -> Member:
        """Return the member as rules know him: no name, no number."""
        return Member(self.key, self.birth, self.relation, self.disability, self.registered)


@dataclass(frozen=True, slots=True)
class LodgementDraft:
    """An application. `village` is a unit code; the first member is the applicant.

    `supplied`, `signed` and `authorised` hold codes and member keys, or "all". `holdings` is what the household
    says it has, None where it was not asked.
    """

    place: str
    programme: str
    village: str
    channel: str
    members: tuple[PersonDraft, ...]
    answers: Mapping[str, Any] = field(default_factory=dict)
    supplied: tuple[str, ...] | str = ()
    signed: tuple[str, ...] | str = ()
    authorised: tuple[str, ...] | str = ()
    supporters: tuple[str, ...] = ()
    disclosure: str = ""
    owner: str = ""
    emergency: bool = False
    declared: str = ""
    holdings: Holdings | None = None

    def frozen(self) -> dict[str, Any]:
        """Return what is kept of the draft for ever: everything but names and private numbers."""
        return {
            "place": self.place,
            "programme": self.programme,
            "village": self.village,
            "channel": self.channel,
            "answers": dict(self.answers),
            "members": [
                {"key": person.key, "relation": person.relation, "disability": person.disability}
                for person in self.members
            ],
            "supplied": self.supplied if isinstance(self.supplied, str) else list(self.supplied),
            "declared": self.declared,
            "emergency": self.emergency,
            PROPERTY: None if self.holdings is None else to_json(self.holdings),
        }


def at_odds(person: PersonDraft) -> str:
    """Return what a member's entries say against his identity number, or nothing (QY-3.1.1c: age and sex)."""
    if not person.id_number:
        return ""
    if birth_date(person.id_number) != person.birth:
        return "出生日期和身份证号对不上，请核对证件"
    told = _sex_of(person.relation)
    if told and sex(person.id_number) != told:
        return "和申请人的关系与身份证号上的性别对不上，请核对"
    return ""


def _sex_of(relation: str) -> str:
    if relation.endswith(EITHER):
        return ""
    return "female" if relation.endswith(WOMEN) else "male" if relation.endswith(MEN) else ""


def away_unsaid(answers: Mapping[str, Any], registered: Iterable[str]) -> bool:
    """Say whether somebody was told of as registered elsewhere, and of no member is written where."""
    return answers.get(AWAY) is True and not any(registered)


def defects(draft: LodgementDraft) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a draft as (where, sentence) pairs; empty means that it can be lodged."""
    found = []
    if draft.channel not in CHANNELS:
        found.append(("channel", "不认识的来路"))
    if not draft.members:
        found.append(("members", "还没有写家里有谁"))
    found += [(f"{who.key}.name", "还有人没写名字") for who in draft.members if not who.name.strip()]
    keys = [person.key for person in draft.members]
    numbers = [person.id_number for person in draft.members if person.id_number]
    if len(set(keys)) != len(keys) or len(set(numbers)) != len(numbers):
        found.append(("members", "同一个人写了两次，请删掉一个"))
    return tuple(found)
