"""Tying a phone to an account, the codes on paper for the day it is lost, and taking both off again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from policies.step_up import DEMO, PAPER
from yimen.models import PaperCodes, Phone

CODES = 8
"""How many codes are handed out on paper; each works once."""


def waiting_phone(user: Any) -> Phone:
    """Return the phone that is being tied, made at the first look; it opens nothing until its first code came."""
    with transaction.atomic():
        phone = Phone.objects.select_for_update().filter(user=user, confirmed=False).first()
        if phone is not None and phone.opens():
            return phone
        Phone.objects.filter(user=user, confirmed=False).delete()
        return Phone.new(user)


def tie(user: Any, code: str) -> tuple[str, ...]:
    """Tie the waiting phone by its first code and return fresh codes for paper; empty when the code is not right."""
    with transaction.atomic():
        phone = Phone.objects.select_for_update().filter(user=user, confirmed=False).first()
        if phone is None or not phone.verify_token(code):
            return ()
        Phone.objects.filter(user=user, confirmed=True).delete()
        phone.confirmed = True
        phone.save(update_fields=["confirmed"])
        PaperCodes.objects.filter(user=user, name=PAPER).delete()
        return PaperCodes(user=user, name=PAPER).fresh(CODES)


def take_off(user: Any) -> bool:
    """Take phone and paper codes off an account; say whether there were any. Codes still standing fall with them."""
    with transaction.atomic():
        phones, _each = Phone.objects.filter(user=user).delete()
        papers, _each = PaperCodes.objects.filter(user=user).delete()
    return bool(phones or papers)


def left(user: Any) -> int:
    """Return how many codes on paper an account still has."""
    return sum(len(sheet.left) for sheet in PaperCodes.objects.filter(user=user, name=PAPER))


def demo_code(user: Any) -> str:
    """Return a code that works once, for the page of the demo county that shows it; never called elsewhere."""
    with transaction.atomic():
        sheet, _made = PaperCodes.objects.get_or_create(user=user, name=DEMO)
        return sheet.fresh(1)[0]
