"""Proofs of service on disk: pictures drawn anew, film and sound told by their first bytes, all where no address leads."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from casework.evidence import redrawn
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from notices.models import ServiceAttempt, ServiceProof
from notices.rules.proofs import SOUND_AND_FILM, media

MOST_BYTES = 100 * 1024 * 1024
SUFFIX = {
    "image/jpeg": "jpg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
}
SUFFIX |= {"audio/amr": "amr", "audio/ogg": "ogg", "audio/wav": "wav"}


def read_proof(kind: str, file: IO[bytes]) -> tuple[str, str, bytes]:
    """Return kind, content type and clean bytes of what was uploaded.

    `kind` is what the desk took it for; film and sound are told apart by the file itself. Raises `StepRefused`
    with what to do for a file that is too large or is nothing of the kind.
    """
    if kind not in SOUND_AND_FILM:
        return kind, "image/jpeg", redrawn(file)
    body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise StepRefused("这段录音录像太大了（超过 100 MB），请截短一点再传", code="invalid")
    found = media(body[:16])
    if found is None:
        raise StepRefused("这个文件不是录音或者录像，请传手机录的 MP4、M4A、MP3", code="invalid")
    return found.kind, found.content_type, body


def keep_proof(
    *, attempt: ServiceAttempt, kind: str, file: IO[bytes], actor: Actor, at: datetime
) -> ServiceProof:
    """Keep one file of an attempt and return its row. Raises `StepRefused`; then nothing was written."""
    kind, content_type, body = read_proof(kind, file)
    row = ServiceProof(
        attempt=attempt,
        kind=kind,
        content_type=content_type,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        uploaded_by_id=actor.officer or None,
        at=at,
    )
    name = f"service/{secrets.token_hex(16)}.{SUFFIX[content_type]}"
    row.name = storages["private"].save(name, ContentFile(body))
    row.save(force_insert=True)
    return row


def open_proof(proof: ServiceProof) -> Any:
    """Open the stored bytes; whoever calls has asked who is asking."""
    return storages["private"].open(proof.name)
