"""The three accounts of a household side by side: what it declared, what the check found, what was seen at home."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from casework.desk import words
from casework.desk.situation import Situation
from casework.models import Case, Event, SurveySheet
from casework.rules.survey import INCOME, MONEY, compare


def latest_report(case: Case) -> Event | None:
    """Return the newest report of the means check."""
    return Event.objects.filter(case=case, kind="check_report").order_by("-seq").first()


def declared(situation: Situation) -> dict[str, int | None]:
    """Return what the household declared in its application, in fen and counts."""
    draft = situation.case.lodgement.draft or {}
    return {INCOME: fen_of((draft.get("answers") or {}).get("income"))}


def fen_of(value: Any) -> int | None:
    """Return yuan as somebody wrote them in fen; None for anything that is no amount."""
    if value is None or isinstance(value, bool):
        return None
    try:
        return int(Decimal(str(value)) * 100)
    except InvalidOperation:
        return None


def comparison(situation: Situation, newest: SurveySheet | None) -> list[dict[str, Any]]:
    """Return the three accounts in words, with the differences marked; only lines somebody said something about."""
    report = latest_report(situation.case)
    checked: Mapping[str, int | None] = (report.data.get("found") or {}) if report else {}
    seen = newest.found() if newest else {}
    return [
        {
            "label": words.COMPARED[row.key],
            "cells": [said(row.key, value) for value in (row.declared, row.checked, row.seen)],
            "differs": row.differs,
        }
        for row in compare(declared(situation), checked, seen)
        if row.known
    ]


def said(key: str, value: int | None) -> str:
    """Return one amount or count in words; None is told apart from nothing owned."""
    if value is None:
        return _("没有说")
    return words.yuan(value) if key in MONEY else str(value)
