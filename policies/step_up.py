"""The second factor: an act of weight asks for the code of a phone, which then holds for some minutes.

A view calls `step_up` once it knows that the act itself is allowed, and before it does it. `StepUpNeeded` is
answered by one middleware of the house, with a page that carries along everything that was typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone
from django_otp import devices_for_user
from django_otp.models import Device

FIELD = "second_factor"
"""The name under which a code is posted, beside whatever the form itself holds."""
KEPT = "second_factor"
"""Where the session keeps until when a code holds and which device gave it."""
DIGITS = 6
PHONE, PAPER, DEMO = "phone", "paper", "demo"
"""What the devices are called. Demo: the device whose codes the demo county shows on the page; it opens nothing outside a demo."""

stepped_up = Signal()
"""Arguments: `request`, `at` (aware), `act` (a code), `case` (id or None), `device` (totp | recovery | demo)."""


class StepUpNeeded(Exception):
    """The act has to be confirmed with a code first. `wrong`: one was given and is not right; `wait` in seconds."""

    def __init__(self, *, wrong: bool = False, wait: int = 0) -> None:
        self.wrong, self.wait = wrong, wait
        super().__init__("second factor needed")


def step_up(request: HttpRequest, now: datetime, *, act: str, case: Any = None) -> None:
    """Let an act of weight pass with a code given now or a few minutes ago; raise `StepUpNeeded` without."""
    device = _standing(request, now)
    if device is None:
        device = _given(request)
        until = int(now.timestamp()) + settings.YIMEN_STEP_UP_MINUTES * 60
        request.session[KEPT] = {"until": until, "device": device.persistent_id}
    stepped_up.send(sender=type(request), request=request, at=now, act=act, case=case, device=kind_of(device))


def kind_of(device: Device) -> str:
    """Return what gave a code: `totp` (a phone), `recovery` (a code on paper), or `demo`."""
    return {PHONE: "totp", DEMO: DEMO}.get(device.name, "recovery")


def enrolled(user: Any) -> bool:
    """Say whether somebody has tied a phone to his account."""
    return any(device.name == PHONE for device in devices_for_user(user, confirmed=True))


def _standing(request: HttpRequest, now: datetime) -> Device | None:
    """Return the device of the code that still holds, if it has not been taken away meanwhile."""
    kept = request.session.get(KEPT)
    if not kept or now.timestamp() >= kept["until"]:
        return None
    device = Device.from_persistent_id(kept["device"])
    return device if device is not None and device.user_id == request.user.pk and device.confirmed else None


def _given(request: HttpRequest) -> Device:
    """Return the device that stands behind the posted code; a wrong one makes the next attempt wait longer."""
    code = "".join(request.POST.get(FIELD, "").split()).lower()
    if not code:
        raise StepUpNeeded
    with transaction.atomic():
        waits = []
        for device in _candidates(request.user, code):
            if device.verify_token(code):
                return device
            waits.append(_wait(device))
        refused = StepUpNeeded(wrong=True, wait=max(waits, default=0))
    # Raised outside the transaction: a failure that is rolled back would never be counted.
    raise refused


def _candidates(user: Any, code: str) -> Iterable[Any]:
    """Return the devices a code of this shape can come from, so that one kind never counts against the other."""
    if code.isdecimal() and len(code) == DIGITS:
        names = [PHONE]
    else:
        names = [PAPER, DEMO] if settings.YIMEN_DEMO else [PAPER]
    return [device for device in devices_for_user(user, for_verify=True) if device.name in names]


def _wait(device: Any) -> int:
    """Return after how many seconds a device looks at the next code; every failure doubles it."""
    allowed, why = device.verify_is_allowed()
    if allowed or not why:
        return 0
    return max(1, int((why["locked_until"] - timezone.now()).total_seconds()) + 1)
