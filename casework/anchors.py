"""Anchors: a day's heads of all chains in one small text file, to be kept where the database's keeper cannot reach.

An anchor is a text like a checkpoint of a transparency log: origin, moment, counts, the Merkle root over the heads
of all cases, the fingerprint of the anchor before it, and the heads that moved since. Read in order, the files give
every head back; each is signed (Ed25519) where a key is configured.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import Sum

from casework.audit import Head
from casework.models import Case
from casework.rules.asking import SHANGHAI

SUFFIX = ".anchor"
FIRST_LINE = "yimen anchor 1"
SIGNED = "\n-- "
KEEP_OUT = 0o600


class AnchorBroken(ValueError):
    """An anchor is not what was written; the message names the file and what is wrong, in Chinese."""


@dataclass(slots=True)
class Anchors:
    """What a folder of anchors adds up to: every head as last sealed, and the files it was read from."""

    heads: dict[UUID, Head] = field(default_factory=dict)
    files: int = 0
    signed: int = 0
    last: str = "-"


def seal(folder: Path, now: datetime) -> Path:
    """Write the anchor of this moment behind those in the folder and return its path.

    Raises `AnchorBroken` when the folder no longer adds up: nothing is sealed on top of a broken row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = read(folder)
    heads = {
        pk: Head(seq, head) for pk, seq, head in Case.objects.values_list("id", "seq", "head_hash").iterator()
    }
    moved = {pk: head for pk, head in heads.items() if before.heads.get(pk) != head}
    if cut := next(
        (pk for pk, head in moved.items() if pk in before.heads and head.seq < before.heads[pk].seq), None
    ):
        raise AnchorBroken(f"办件 {cut} 的步数比封存过的还少，经过被截掉过，先查清楚再封存")
    # What is gone from the database is not forgotten here: the root goes on covering it.
    body = _body(before.heads | moved, moved, before.last, now)
    path = folder / f"{now.astimezone(SHANGHAI):%Y-%m-%dT%H%M%S}{SUFFIX}"
    if path.exists() or (before.files and path.name <= _files(folder)[-1].name):
        raise AnchorBroken(f"{path.name}：这一刻或者以后的封存已经有了，请看机器的时钟")
    _write(path, _sign(body))
    return path


def read(folder: Path) -> Anchors:
    """Return what the anchors of a folder add up to; raise `AnchorBroken` at the first that does not fit."""
    found = Anchors()
    for path in _files(folder):
        text = path.read_text(encoding="utf-8")
        body, mark, signature = text.partition(SIGNED)
        _check_signature(path, body, signature if mark else "")
        _fold(path, body, found)
        found.files += 1
        found.signed += bool(mark)
        found.last = hashlib.sha256(text.encode()).hexdigest()
    return found


def root(heads: Mapping[UUID, Head]) -> str:
    """Return the Merkle root over all heads in the order of their cases, as RFC 6962 builds its tree."""
    return _tree([_leaf(pk, heads[pk]) for pk in sorted(heads)]).hex()


def _leaf(pk: UUID, head: Head) -> bytes:
    return hashlib.sha256(b"\x00" + f"{pk} {head.seq} {head.hash}".encode()).digest()


def _tree(level: list[bytes]) -> bytes:
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level = above + level[len(above) * 2 :]
    return level[0]


def _body(heads: Mapping[UUID, Head], moved: Mapping[UUID, Head], before: str, now: datetime) -> str:
    events = Case.objects.aggregate(total=Sum("seq"))["total"] or 0
    lines = [
        FIRST_LINE,
        f"origin {settings.WAGTAILADMIN_BASE_URL}",
        f"at {now.astimezone(SHANGHAI).isoformat(timespec='seconds')}",
        f"cases {len(heads)}",
        f"events {events}",
        f"root {root(heads)}",
        f"before {before}",
        f"moved {len(moved)}",
        *(f"{pk} {moved[pk].seq} {moved[pk].hash}" for pk in sorted(moved)),
    ]
    return "\n".join(lines) + "\n"


def _fold(path: Path, body: str, found: Anchors) -> None:
    lines = body.splitlines()
    try:
        values = dict(line.split(" ", 1) for line in lines[1:8])
        entries = [line.split(" ") for line in lines[8:]]
        heads = {UUID(pk): Head(int(seq), head) for pk, seq, head in entries}
        counts = int(values["cases"]), int(values["moved"])
        stated = lines[0], values["root"], values["before"]
    except (ValueError, KeyError, IndexError) as error:
        raise AnchorBroken(f"{path.name}：读不懂，不是封存文件或者被改过") from error
    if stated[2] != found.last:
        raise AnchorBroken(f"{path.name}：接不上前一份，中间的封存文件少了或者被改过")
    for pk, head in heads.items():
        if pk in found.heads and head.seq < found.heads[pk].seq:
            raise AnchorBroken(f"{path.name}：办件 {pk} 的步数比前一份封存的还少，经过被截掉过")
    found.heads.update(heads)
    if (FIRST_LINE, root(found.heads)) != stated[:2] or (len(found.heads), len(heads)) != counts:
        raise AnchorBroken(f"{path.name}：内容与自己的总指纹不符，被改过")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def _key() -> Ed25519PrivateKey | None:
    seed: bytes | None = settings.YIMEN_AUDIT_KEY
    return Ed25519PrivateKey.from_private_bytes(seed) if seed else None


def _sign(body: str) -> str:
    key = _key()
    if key is None:
        return body
    return f"{body}{SIGNED}{base64.b64encode(key.sign(body.encode())).decode()}\n"


def _check_signature(path: Path, body: str, signature: str) -> None:
    """Where a key is configured, every anchor must carry its signature."""
    key = _key()
    if key is None:
        return
    try:
        key.public_key().verify(base64.b64decode(signature), body.encode())
    except (InvalidSignature, ValueError) as error:
        raise AnchorBroken(f"{path.name}：签名不对或者没有签名") from error


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, KEEP_OUT), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def sealed_on(folder: Path, day: str) -> bool:
    """Say whether an anchor of that day (`YYYY-MM-DD`, Asia/Shanghai) is there."""
    return any(path.name.startswith(day) for path in _files(folder))
