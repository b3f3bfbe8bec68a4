"""Editors teach the chat one more way of saying something, take it back, or note that nothing is to be answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from intake_bot.dialogue.matching import fold
from intake_bot.models import Alias, Unanswered


def teach(*, phrase: str, intent: str, at: datetime, by: Any = None, answers: str = "") -> Alias:
    """Add a saying, in force with the next message, and settle the open sentences that it answers.

    `answers` is the sentence it was added for, where the phrase is only a part of it.
    Raises Django's `ValidationError` for a phrase that is taken, empty or holds a private number.
    """
    with transaction.atomic():
        alias = Alias(phrase=phrase.strip(), intent=intent)
        alias.full_clean()
        alias.save()
        log(instance=alias, action="wagtail.create", user=by)
        folded = {fold(phrase), fold(answers)} - {""}
        said = [row.pk for row in Unanswered.objects.filter(settled_at=None) if fold(row.text) in folded]
        Unanswered.objects.filter(pk__in=said).update(settled_at=at, alias=alias)
    return alias


def take_back(*, alias: int, by: Any = None) -> str:
    """Take a saying away again; what it had settled is open again. Return the phrase, or nothing if it is gone."""
    with transaction.atomic():
        row = Alias.objects.select_for_update().filter(pk=alias).first()
        if row is None:
            return ""
        Unanswered.objects.filter(alias=row).update(settled_at=None, alias=None)
        log(instance=row, action="wagtail.delete", user=by, deleted=True)
        row.delete()
    return row.phrase


def settle(*, text: str, at: datetime) -> int:
    """Note that a sentence needs no answer; return how many days' lines that settles."""
    return Unanswered.objects.filter(text=text, settled_at=None).update(settled_at=at)


def reopen(*, text: str) -> int:
    """Put a sentence that was settled without a saying back on the list."""
    return Unanswered.objects.filter(text=text, alias=None).exclude(settled_at=None).update(settled_at=None)
