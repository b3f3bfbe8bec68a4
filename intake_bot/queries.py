"""What one turn looks up: the script of the place as it is published now, and the county's decisions about its chat."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Max, Sum
from django.utils.module_loading import import_string

from casework.rules.asking import day_of
from intake_bot.dialogue.conversation import Channel
from intake_bot.dialogue.matching import Saying
from intake_bot.dialogue.script import Office, Programme, Script, Standard, Unit
from intake_bot.models import Alias, ChatSettings, Unanswered
from policies import queries as law
from policies.models import ProgrammeVersion
from policies.models import Unit as UnitRow

KEPT_SCRIPTS = 8
WEEK = 7  # days, today included


class Contact(Protocol):
    """Who answers: what the site's contact row must know (`YIMEN_CHAT_CONTACT` names where it is)."""

    county: str
    office: str
    hours: str
    phone: str
    county_phone: str


def chat_settings() -> ChatSettings:
    """Return the county's decisions, or the careful defaults."""
    return ChatSettings.objects.first() or ChatSettings()


def script_for(channel: str, now: datetime, stamp: str | None = None) -> Script:
    """Return the script of a channel as the law, the offices and the sayings stand now, from memory while they stand.

    `stamp` spares the query when it was loaded with the chat.
    """
    return _script(channel, day_of(now), law.law_stamp() if stamp is None else stamp, base_url(channel))


def base_url(channel: str) -> str:
    """Return what stands before a path: nothing on the site itself, its public address elsewhere."""
    return "" if channel == "web" else str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def served_place() -> str:
    """Return the first place that has villages, which is the one this window serves; the doctor warns of several."""
    return next((place.code for place in law.served_places()), "")


@lru_cache(maxsize=KEPT_SCRIPTS)
def _script(channel: str, day: date, stamp: str, site: str) -> Script:
    """Read everything a turn may look up; `stamp` changes with every row of it and keys the memory."""
    chosen = chat_settings()
    contact: Contact = import_string(settings.YIMEN_CHAT_CONTACT)()
    place = chosen.place or served_place()
    programmes, units = _published(place, day, stamp)
    office = Office(
        place=place,
        name=f"{contact.county}{contact.office}",
        hotline=contact.phone,
        county_hotline=contact.county_phone,
        hours=contact.hours,
        site=site,
    )
    sayings = tuple(Saying(*one) for one in Alias.objects.values_list("phrase", "intent"))
    return Script(office, _channel(channel, chosen), programmes, units, sayings)


def _channel(name: str, chosen: ChatSettings) -> Channel:
    if name == "telegram":
        return Channel(name, carries_personal=chosen.telegram_carries_personal, deletes=True)
    return Channel(name, carries_personal=chosen.web_carries_personal)


@lru_cache(maxsize=KEPT_SCRIPTS)
def _published(place: str, day: date, stamp: str) -> tuple[tuple[Programme, ...], tuple[Unit, ...]]:
    """Read programmes and offices; `stamp` changes with every change of the law and keys the memory."""
    programmes = tuple(_programme(place, version, day, stamp) for version in law.programmes(place, day))
    rows = UnitRow.objects.filter(jurisdiction__code=place).exclude(level=UnitRow.Level.COUNTY)
    units = tuple(_unit(row) for row in rows.select_related("parent").order_by("code"))
    return programmes, units


def _unit(row: UnitRow) -> Unit:
    over = row.parent if row.level == UnitRow.Level.VILLAGE else None
    return Unit(row.code, row.name, over.code if over else "", row.area or (over.area if over else ""))


def _programme(place: str, version: ProgrammeVersion, day: date, stamp: str) -> Programme:
    book = law.rulebook(version.pk, stamp)
    return Programme(
        spec=book.spec,
        version_day=version.effective_from,
        standard=book.parameters.fen(law.STANDARD, day),
        url=f"/policy/of/{place}/{book.spec.code}/",
        local=tuple(
            Standard(one.row.scope, one.where, book.parameters.fen(law.STANDARD, day, one.row.scope) or 0)
            for one in law.standards(book, day)
            if one.row.scope
        ),
    )


def open_sentences(at: datetime, most: int) -> list[dict[str, Any]]:
    """Return what nobody understood this week and nobody settled, the most frequent first: text, times, last, pk."""
    since = day_of(at) - timedelta(days=WEEK)
    rows = Unanswered.objects.filter(settled_at=None, day__gt=since, day__lte=day_of(at))
    grouped = rows.values("text").annotate(times=Sum("count"), last=Max("day"), key=Max("pk"))
    return list(grouped.order_by("-times", "-last", "text")[:most])
