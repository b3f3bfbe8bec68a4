"""The three accounts of a household side by side: what it declared, what the check found, what was seen at home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework.desk import words
from casework.desk.situation import Situation
from casework.models import Case, Event, SurveySheet
from casework.rules.codec import from_json
from casework.rules.holdings import PROPERTY, Holdings
from casework.rules.survey import INCOME, MONEY, Compared, compare
from policies.rules.money import exact


def latest_report(case: Case) -> Event | None:
    """Return the newest report of the means check."""
    return Event.objects.filter(case=case, kind="check_report").order_by("-seq").first()


def income_told(situation: Situation) -> int | None:
    """Return the yearly income that the household declared in its application, in fen."""
    draft = situation.case.lodgement.draft or {}
    return fen_of((draft.get("answers") or {}).get(INCOME))


def holdings_told(situation: Situation) -> Holdings | None:
    """Return the property that the household declared in its application; None where it was not asked."""
    kept = (situation.case.lodgement.draft or {}).get(PROPERTY)
    return None if kept is None else from_json(Holdings, kept)


def fen_of(value: Any) -> int | None:
    """Return yuan as somebody wrote them in fen; None for anything that is no amount."""
    if value is None or isinstance(value, bool):
        return None
    try:
        return int(exact(str(value)) * 100)
    except ValueError:
        return None


def comparison(situation: Situation, newest: SurveySheet | None) -> list[dict[str, Any]]:
    """Return the three accounts in words, with the differences marked; only lines somebody said something about."""
    report = latest_report(situation.case)
    checked: Mapping[str, int | None] = (report.data.get("found") or {}) if report else {}
    seen = newest.found() if newest else {}
    told = holdings_told(situation)
    return [
        {
            "label": (label := kind_words(row.key, situation)),
            "cells": [
                told_words(row, told),
                *(said(row.key, value) for value in (row.checked, row.seen)),
            ],
            "differs": row.differs,
            "sentence": difference(label, row, told) if row.differs else "",
        }
        for row in compare(income_told(situation), told, checked, seen)
        if row.known
    ]


def kind_words(kind: str, situation: Situation) -> str:
    """Return what a line is called: by the desk, or, of a kind only this place asks about, by its question."""
    question = situation.book.spec.question(PROPERTY)
    named = {choice.code: choice.label for choice in question.choices} if question else {}
    return str(words.COMPARED.get(kind) or named.get(kind, kind))


def told_words(row: Compared, told: Holdings | None) -> str:
    """Return what the household said on one line; not asked, not known, nothing and some are told apart."""
    if row.key != INCOME and told is None:
        return _("申请时没有问")
    if row.some:
        return _("有，没说多少")
    if row.key != INCOME and row.declared == 0:
        return _("没有")
    return said(row.key, row.declared)


def difference(label: str, row: Compared, told: Holdings | None) -> str:
    """Say in a sentence what does not agree: only the accounts that say something."""
    parts = [_("自己说%s") % told_words(row, told)] if row.some or row.declared is not None else []
    if row.checked is not None:
        parts.append(_("核对查到 %s") % said(row.key, row.checked))
    if row.seen is not None:
        parts.append(_("入户看到 %s") % said(row.key, row.seen))
    return _("%(what)s对不上：%(accounts)s。") % {"what": label, "accounts": _("，").join(parts)}


def said(key: str, value: int | None) -> str:
    """Return one amount or count in words; None is told apart from nothing owned."""
    if value is None:
        return _("没有说")
    if key in MONEY:
        return words.yuan(value)
    return str(words.PIECES[key]) % value if key in words.PIECES else str(value)
