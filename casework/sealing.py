"""Seals on private numbers: AES-GCM with a key ring, bound to their place, and a keyed blind index beside them."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed value cannot be opened here: another place, another key, or altered bytes."""


class Sealed:
    """Sealed bytes that never show what they hold, in no log, form or traceback."""

    __slots__ = ("_blob", "_place")

    def __init__(self, blob: bytes, place: str) -> None:
        self._blob = bytes(blob)
        self._place = place

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self._blob)

    def open(self) -> str:
        """Return the text; for `casework.actions.reveal` and the forms of its owner only."""
        return unseal(self._blob, self._place) if self._blob else ""


def seal(text: str, place: str) -> bytes:
    """Seal a text for one place (`table.column.key`); bytes moved elsewhere will not open. Empty stays empty."""
    if not text:
        return b""
    key_id, key = next(iter(settings.YIMEN_SEAL_KEYS.items()))
    nonce = os.urandom(NONCE_BYTES)
    head = key_id.encode()
    return bytes([len(head)]) + head + nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())


def unseal(blob: bytes | memoryview, place: str) -> str:
    """Open what `seal` made for that place; raise `SealBroken` for anything else."""
    sealed = bytes(blob)
    size = sealed[0]
    key = settings.YIMEN_SEAL_KEYS.get(sealed[1 : 1 + size].decode(errors="replace"))
    body = sealed[1 + size :]
    if key is None:
        raise SealBroken("the key of this value is not in the key ring")
    try:
        return AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], place.encode()).decode()
    except InvalidTag as error:
        raise SealBroken("the value was altered or moved") from error


def blind_index(text: str, kind: str) -> str:
    """Return a keyed fingerprint of a normalised value, for equality only; `kind` keeps fields apart."""
    return hmac.new(settings.YIMEN_INDEX_KEY, f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()
