"""What is kept of an attempt at service: which files count as what, and what its record must say in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casework.rules.refusal import StepRefused
from policies.rules.private_numbers import scan

PROOF_NAMES = {
    "photo": "照片",
    "video": "录像",
    "audio": "录音",
    "signed": "签好的送达回证",
    "receipt": "邮件回执",
}
RECORDINGS = ("photo", "video", "audio")
"""What the law counts as a recording when a letter is left behind (SY-A1.5e)."""
SOUND_AND_FILM = ("video", "audio")
PRIVATE = "里面像是有身份证号、卡号或者电话，请去掉，其他的话都还在。"

_MAGIC = (
    (4, b"ftyp", "video/mp4", "video"),
    (0, b"\x1aE\xdf\xa3", "video/webm", "video"),
    (0, b"ID3", "audio/mpeg", "audio"),
    (0, b"\xff\xfb", "audio/mpeg", "audio"),
    (0, b"#!AMR", "audio/amr", "audio"),
    (0, b"OggS", "audio/ogg", "audio"),
    (0, b"RIFF", "audio/wav", "audio"),
)
_PHONE_SOUND = (b"M4A ", b"M4B ")


@dataclass(frozen=True, slots=True)
class Media:
    """What a file turned out to be: its content type, and whether it is `video` or `audio`."""

    content_type: str
    kind: str


def media(head: bytes) -> Media | None:
    """Tell film and sound by the first bytes of a file, whatever its name says; None for anything else."""
    for offset, sign, content_type, kind in _MAGIC:
        if head[offset : offset + len(sign)] == sign:
            if head[8:12] in _PHONE_SOUND:
                return Media("audio/mp4", "audio")
            return Media(content_type, kind)
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """What the record of one attempt says: is there a signer, a witness with whom he stands for and his office, a reason, a place, files."""

    method: str
    signed: bool = False
    reason: bool = False
    place: bool = False
    witness: bool = False
    witness_for: bool = False
    witness_post: bool = False
    delivered: bool | None = None
    proofs: Collection[str] = ()


def unsaid(said: Said) -> dict[str, str]:
    """Return what the record lacks, by field: a sentence each for the desk.

    Left behind before a witness: reason and date, signatures of servers and witness (SY-A1.5f); by post: the
    receipt is kept (SY-A1.5g). The law's own order and hands are judged in `service.judge`.
    """
    found: dict[str, str] = {}
    at_the_door = said.method in ("direct", "left")
    if at_the_door and not said.place:
        found["place"] = "写一下在哪里送的，例如：青石村 3 组家中。"
    if at_the_door and not said.signed and not said.reason:
        found["reason"] = "没有人签收，请写明事由，例如：见到本人，不肯签；去了两次，家里没有人。"
    if said.method == "left" and said.witness and not said.witness_post:
        found["witness_post"] = "写明见证人的单位和职务，例如：青石村村委会委员。"
    if said.method == "left" and said.witness and not said.witness_for:
        found["witness_for"] = "请选见证人代表谁。"
    if said.method == "post" and said.delivered is not None and "receipt" not in said.proofs:
        found["receipt"] = "请把邮件回执（退回的拍信封）拍下来传上，回执要留存。"
    return found


def private(words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of those typed words in which a private number stands (SY-A1.7b holds for every paper)."""
    return tuple(name for name, text in words.items() if scan(text))


def check_said(said: Said, words: Mapping[str, str]) -> None:
    """Refuse a record that lacks what `unsaid` names, or whose words hold a private number; nothing is echoed."""
    lacking = unsaid(said)
    if lacking:
        raise StepRefused(" ".join(lacking.values()), code="missing")
    if private(words):
        raise StepRefused(PRIVATE, code="private")
