"""Tying a phone to an account, the codes on paper for the day it is lost, and taking both off again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from policies.step_up import DEMO

PAPER = "paper"
CODES = 8
"""How many codes are handed out on paper; each works once."""


def waiting_phone(user: Any) -> TOTPDevice:
    """Return the phone that is being tied, made at the first look; it opens nothing until its first code came."""
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "phone"})
    return device


def tie(user: Any, code: str) -> tuple[str, ...]:
    """Tie the waiting phone by its first code and return fresh codes for paper; empty when the code is not right."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None or not device.verify_token(code):
            return ()
        TOTPDevice.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        return _paper(user)


def _paper(user: Any) -> tuple[str, ...]:
    StaticDevice.objects.filter(user=user, name=PAPER).delete()
    device = StaticDevice.objects.create(user=user, name=PAPER, confirmed=True)
    codes = tuple(StaticToken.random_token() for _number in range(CODES))
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def take_off(user: Any) -> bool:
    """Take phone and paper codes off an account; say whether there were any. Codes still standing fall with them."""
    with transaction.atomic():
        phones, _each = TOTPDevice.objects.filter(user=user).delete()
        papers, _each = StaticDevice.objects.filter(user=user).delete()
    return bool(phones or papers)


def left(user: Any) -> int:
    """Return how many codes on paper an account still has."""
    return int(StaticToken.objects.filter(device__user=user, device__name=PAPER).count())


def demo_code(user: Any) -> str:
    """Return a code that works once, for the page of the demo county that shows it; never called elsewhere."""
    with transaction.atomic():
        device, _made = StaticDevice.objects.get_or_create(user=user, name=DEMO, defaults={"confirmed": True})
        device.token_set.all().delete()
        code = str(StaticToken.random_token())
        device.token_set.create(token=code)
    return code
