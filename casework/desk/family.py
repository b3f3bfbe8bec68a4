"""The household and its papers as the desk shows them: private numbers hidden, photos behind a link."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.desk import words
from casework.desk.situation import Situation
from casework.evidence import of_case
from casework.models import Attachment, Lead
from casework.models.people import SEALED_FIELDS
from casework.rules import lodgement
from casework.rules.completeness import required, to_bring
from casework.rules.facts import BEFORE_ACCEPTANCE
from casework.rules.roles import MAY_REVEAL
from policies.rules.identity import age_on

# What the doors keep with a lodgement about a paper that cannot be had: `cannot:<code>` or `cannot:<code>-<member>`.
CANNOT = "cannot:"


def members(situation: Situation, *, village: bool) -> list[dict[str, Any]]:
    """Return the people of the household; which numbers are kept, never a digit of an identity number."""
    facts = situation.facts
    adults = {member.key for member in facts.adults(situation.today)}
    return [
        {
            "key": row.key,
            "name": row.person.name,
            "relation": row.relation or (_("申请人") if row.applicant else ""),
            "age": age_on(row.person.birth, situation.today),
            "disability": row.disability,
            "registered": row.registered,
            "signed": row.key in facts.signed,
            "authorised": row.key in facts.authorised if row.key in adults else None,
            "numbers": [] if village else numbers(row.person, row.key, situation),
        }
        for row in situation.members
    ]


def away_unsaid(situation: Situation) -> bool:
    """Say whether somebody was told of as registered elsewhere, and of no member is written where."""
    facts = situation.facts
    return lodgement.away_unsaid(facts.circumstances, (member.registered for member in facts.members))


def leads(situation: Situation) -> list[Lead]:
    """Return the lead that the application came from and those of the same household joined to it (YC-3.1.3)."""
    mine = Q(filing__case=situation.case) | Q(onto=situation.case)
    return list(Lead.objects.filter(mine).select_related("village", "by").order_by("at", "pk"))


def numbers(person: Any, key: str, situation: Situation) -> list[dict[str, Any]]:
    """Return what is kept of a person's numbers: only the end of an account is ever shown unasked."""
    may = situation.actor.holds(MAY_REVEAL)
    found = []
    for field in SEALED_FIELDS:
        if getattr(person, f"{field}_sealed"):
            tail = person.account_tail if field == "account" else ""
            shown = _("尾号 %s") % tail if tail else _("已隐去")
            found.append(
                {"field": field, "label": words.FIELDS[field], "shown": shown, "may": may, "key": key}
            )
    return found


def papers(situation: Situation, *, village: bool) -> dict[str, Any]:
    """Return the list of papers of this household: handed in, lacking, looked up by the office, and photos."""
    facts, spec = situation.facts, situation.book.spec
    needed = required(facts, spec, situation.today)
    items = [
        {
            "name": item.name,
            "count": item.count,
            "why": item.why,
            "clause": item.clause,
            "state": _state(item.code, item.group, item.code in facts.supplied, item.code in needed),
            "lacking": item.code in needed and item.code not in facts.supplied,
            "excuses": [] if village else excuses(situation, item.code),
        }
        for item in to_bring(facts, spec, situation.today).items
    ]
    photos = [] if village and facts.stage not in BEFORE_ACCEPTANCE else _photos(situation)
    return {"items": items, "photos": photos, "delegated": facts.delegated}


def excuses(situation: Situation, code: str) -> list[str]:
    """Return why the household says it cannot bring a paper: of the paper as a whole, or for one member."""
    said = situation.facts.circumstances
    found = [str(said.get(f"{CANNOT}{code}") or "")]
    for key, name in situation.people.items():
        if words_of := said.get(f"{CANNOT}{code}-{key}"):
            found.append(words.headed(name, words_of))
    return [one for one in found if one]


def _state(code: str, group: str, supplied: bool, needed: bool) -> str:
    if group == "shared":
        return _("我们来查")
    if supplied:
        return _("已经交了")
    return _("还没交") if needed else _("当场签")


def _photos(situation: Situation) -> list[dict[str, Any]]:
    rows = Attachment.objects.filter(of_case(situation.case)).select_related("uploaded_by").order_by("at")
    return [
        {
            "id": row.pk,
            "name": str(words.PHOTOS.get(row.material) or situation.material(row.material)),
            "member": situation.people.get(row.member, ""),
            "at": row.at,
            "by": row.uploaded_by.name if row.uploaded_by else _("申请人"),
            "kilobytes": max(1, row.size // 1024),
        }
        for row in rows
    ]
