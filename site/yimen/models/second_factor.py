"""What gives the codes of the second factor: a phone, whose secret is sealed, and codes on paper, kept as fingerprints.

The devices that come with django-otp keep both in plain columns, where every backup shows them; these two are
devices of ours in its own scheme, and whatever asks for the devices of a user finds them.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import models
from django_otp.models import Device, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP

from casework.sealing import SealBroken, Sealed, blind_index, seal
from policies.step_up import DIGITS, PHONE

SECRET_BYTES = 20
STEP = 30
"""Seconds for which a phone shows one code (RFC 6238)."""
TOLERANCE = 1
"""How many steps a phone's clock may be off, either way."""
PAPER_BYTES = 5


class Phone(TimestampMixin, ThrottlingMixin, Device):
    """A phone tied to an account. Its secret is sealed for this account: copied to another one, it opens nothing."""

    secret = models.BinaryField(editable=False)
    drift = models.SmallIntegerField(default=0)
    last_step = models.BigIntegerField(default=-1)

    wagtail_reference_index_ignore = True

    class Meta(Device.Meta):
        verbose_name = "动态码手机"
        verbose_name_plural = "动态码手机"

    @classmethod
    def new(cls, user: Any, *, confirmed: bool = False) -> Phone:
        """Tie a phone with a fresh secret; it opens nothing until it is confirmed."""
        phone = cls(user=user, name=PHONE, confirmed=confirmed)
        phone.put(secrets.token_bytes(SECRET_BYTES))
        phone.save()
        return phone

    def put(self, secret: bytes) -> None:
        """Seal a secret into the row (not saved yet)."""
        self.secret = seal(secret.hex(), self._place)

    @property
    def _place(self) -> str:
        return f"phone.secret.{self.user_id}"

    def opens(self) -> bool:
        """Say whether the key ring still opens the secret."""
        try:
            return bool(self._opened())
        except SealBroken:
            return False

    def _opened(self) -> bytes:
        return bytes.fromhex(Sealed(self.secret, self._place).open())

    def generator(self) -> TOTP:
        """Return what works the codes out; raises `SealBroken` when the key of the secret is gone."""
        return TOTP(self._opened(), STEP, 0, DIGITS, self.drift)

    def verify_token(self, token: str) -> bool:
        """Say whether this is the code of now and was not given before; a wrong one makes the next wait longer."""
        if not self.verify_is_allowed()[0]:
            return False
        if not (token.isdecimal() and self.opens()):
            self.throttle_increment(commit=True)
            return False
        codes = self.generator()
        if not codes.verify(int(token), TOLERANCE, self.last_step + 1):
            self.throttle_increment(commit=True)
            return False
        self.last_step, self.drift = codes.t(), codes.drift
        self.throttle_reset(commit=False)
        self.set_last_used_timestamp(commit=False)
        self.save()
        return True

    def get_throttle_factor(self) -> int:
        """Return the seconds of the first wait; every further failure doubles it."""
        return 1

    @property
    def config_url(self) -> str:
        """The address in the drawing that a phone scans; shown once to its owner, never kept."""
        label = quote(f"{settings.OTP_TOTP_ISSUER}:{self.user.get_username()}")
        asked = {
            "secret": b32encode(self._opened()).decode(),
            "algorithm": "SHA1",
            "digits": DIGITS,
            "period": STEP,
            "issuer": settings.OTP_TOTP_ISSUER,
        }
        return f"otpauth://totp/{label}?{urlencode(asked, quote_via=quote)}"


class PaperCodes(TimestampMixin, ThrottlingMixin, Device):
    """Codes on a sheet of paper, each good once. Only their keyed fingerprints are kept."""

    left = models.JSONField(default=list, editable=False)

    wagtail_reference_index_ignore = True

    class Meta(Device.Meta):
        verbose_name = "备用码"
        verbose_name_plural = "备用码"

    def fresh(self, number: int) -> tuple[str, ...]:
        """Replace all codes by so many new ones and return them; the row is saved and cannot show them again."""
        codes = tuple(b32encode(secrets.token_bytes(PAPER_BYTES)).decode().lower() for _one in range(number))
        self.left = [self.fingerprint(code) for code in codes]
        self.save()
        return codes

    def fingerprint(self, code: str) -> str:
        """Return what is kept of a code: it tells nothing without the key, and counts for this account only."""
        return blind_index(f"{self.user_id}:{code}", "paper code")

    def verify_token(self, token: str) -> bool:
        """Say whether this code stands on the sheet, and strike it; a wrong one makes the next wait longer."""
        if not self.verify_is_allowed()[0]:
            return False
        given = self.fingerprint(token)
        if given not in self.left:
            self.throttle_increment(commit=True)
            return False
        self.left = [one for one in self.left if one != given]
        self.throttle_reset(commit=False)
        self.set_last_used_timestamp(commit=False)
        self.save()
        return True

    def get_throttle_factor(self) -> int:
        """Return the seconds of the first wait; every further failure doubles it."""
        return 1
