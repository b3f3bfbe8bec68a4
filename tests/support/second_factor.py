"""A phone in the pocket of invented staff: tied to the account, and its code given for as long as the test lasts."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django_otp.oath import TOTP

from policies.step_up import KEPT
from yimen.models import Phone

FOREVER = 10**11


def tie_phone(user: Any) -> Phone:
    """Tie a phone to an account."""
    return Phone.objects.filter(user=user, confirmed=True).first() or Phone.new(user, confirmed=True)


def code_of(device: Phone, *, ahead: int = 0) -> str:
    """Return what the phone shows now, or shows so many half minutes later."""
    shown = device.generator()
    return f"{shown.token() if not ahead else _later(shown, ahead):06d}"


def _later(shown: TOTP, ahead: int) -> int:
    shown.drift += ahead
    return int(shown.token())


def confirm_once_for_all(client: Client, user: Any) -> None:
    """Let somebody's code hold for the whole test; scenes about the code itself give it at the page."""
    session = client.session
    session[KEPT] = {"until": FOREVER, "device": tie_phone(user).persistent_id}
    session.save()


def confirm_in(page: Any, device: Phone) -> None:
    """Type the code of a phone into the page that asks for it, in a real browser."""
    page.fill("input[name=second_factor]", code_of(device))
    page.get_by_role("button", name="确认", exact=True).click()
