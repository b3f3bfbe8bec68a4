"""Photos of papers: type checked, drawn anew without their metadata, kept where no address leads."""

from __future__ import annotations

import hashlib
import io
import secrets
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from PIL import Image, ImageOps, UnidentifiedImageError

from casework.models import Attachment, Case
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONG_SIDE = 2400
# MPO, what some phones call a JPEG, is read by the reader of JPEG and has none of its own.
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85


def store_photo(
    file: IO[bytes],
    *,
    material: str,
    actor: Actor,
    at: datetime,
    owner: str = "",
    case: Case | None = None,
    member: str = "",
    taken_at: datetime | None = None,
) -> Attachment:
    """Keep a photo of a paper for a draft (`owner`) or a case and return its row.

    The picture is decoded and drawn anew as JPEG: position, device and any hidden text stay behind,
    and the original is never written; `taken_at` is what the telephone said. Raises `StepRefused` with what to do for anything that is no photo.
    """
    return keep_photo(
        redrawn(file),
        material=material,
        actor=actor,
        at=at,
        owner=owner,
        case=case,
        member=member,
        taken_at=taken_at,
    )


def fingerprint(made: bytes) -> str:
    """Return the fingerprint by which a photo drawn anew is known."""
    return hashlib.sha256(made).hexdigest()


def keep_photo(
    made: bytes,
    *,
    material: str,
    actor: Actor,
    at: datetime,
    owner: str = "",
    case: Case | None = None,
    member: str = "",
    taken_at: datetime | None = None,
) -> Attachment:
    """Keep a photo that was drawn anew already."""
    row = Attachment(
        case=case,
        lodgement_id=case.lodgement_id if case else None,
        owner=owner,
        material=material,
        member=member,
        kind="image/jpeg",
        size=len(made),
        sha256=fingerprint(made),
        uploaded_by_id=actor.officer or None,
        at=at,
        taken_at=taken_at,
    )
    row.name = storages["private"].save(f"papers/{secrets.token_hex(16)}.jpg", ContentFile(made))
    row.save()
    return row


def redrawn(file: IO[bytes]) -> bytes:
    """Return the picture as fresh JPEG bytes; raise `StepRefused` when it is too large or no picture."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise StepRefused("这张照片太大了（超过 20 MB），请用手机重拍一张小一点的", code="invalid")
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise StepRefused("这张照片尺寸太大，请用手机重拍一张", code="invalid")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise StepRefused("这个文件不是照片，请拍一张 JPG 或 PNG 照片再传", code="invalid") from error
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    made = io.BytesIO()
    clean.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def of_case(case: Case) -> Q:
    """Return what finds the papers of a case: its own, and those handed in with the application it stands on."""
    return Q(case=case) | Q(lodgement=case.lodgement_id)


def open_attachment(attachment: Attachment) -> IO[bytes]:
    """Open the stored bytes; whoever calls has asked who is asking."""
    return storages["private"].open(attachment.name)


def drop(attachment: Attachment) -> None:
    """Remove a photo that belongs to no case yet; the file goes with the row."""
    if attachment.case_id is not None:
        raise StepRefused("已经交上去的材料不能删", code="order")
    storages["private"].delete(attachment.name)
    attachment.delete()


def forget(attachment: Attachment) -> None:
    """Remove a photo that nobody handed in; its file goes once the row is gone for good, never before."""
    if attachment.case_id is not None:
        raise StepRefused("已经交上去的材料不能删", code="order")
    name = attachment.name
    attachment.delete()
    transaction.on_commit(lambda: storages["private"].delete(name))
