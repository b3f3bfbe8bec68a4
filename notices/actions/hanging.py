"""Proof that a posting hung: photos of the board day by day, and closing the task when there is one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from casework.evidence import redrawn
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, VILLAGE, Actor
from notices.models import PostingPhoto, PostingSnapshot, Publication
from notices.queries import in_reach


def add_posting_photo(
    *, publication: int, file: IO[bytes], taken_on: date, actor: Actor, at: datetime
) -> PostingPhoto:
    """Keep a photo of a posting or a long-term board; the village does it too (YC-3.1.2d, SY-A1.7d). Raises `StepRefused`."""
    row = _hung(publication, actor, ("posting", "roster"))
    if not day_of(row.visible_from) <= taken_on <= day_of(at):
        raise StepRefused("照片的日期要在贴出来以后、今天以前", code="invalid")
    body = redrawn(file)
    photo = PostingPhoto(
        publication=row,
        taken_on=taken_on,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        uploaded_by_id=actor.officer or None,
        at=at,
    )
    photo.name = storages["private"].save(f"postings/{secrets.token_hex(16)}.jpg", ContentFile(body))
    photo.save(force_insert=True)
    return photo


def close_posting(*, publication: int, actor: Actor, at: datetime) -> Publication:
    """Mark the task of a posting as done; without a photo it stays open (YC-3.1.2d). Raises `StepRefused`."""
    with transaction.atomic():
        row = Publication.objects.select_for_update(of=("self",)).get(pk=_hung(publication, actor).pk)
        if row.done_at is not None:
            raise StepRefused("这次公示已经办结", code="order")
        if not row.photos.exists():
            raise StepRefused("还没有照片。贴好拍一张传上，再办结", code="photo")
        row.done_at = at
        row.done_by_id = actor.officer or None
        row.save(update_fields=["done_at", "done_by"])
    return row


def keep_snapshot(publication: Publication, body: bytes, *, at: datetime) -> None:
    """Keep the bytes of a page that is about to be shown; the same bytes are kept once."""
    digest = hashlib.sha256(body).hexdigest()
    if PostingSnapshot.objects.filter(publication=publication, sha256=digest).exists():
        return
    name = storages["private"].save(f"shown/{secrets.token_hex(16)}.html", ContentFile(body))
    PostingSnapshot.objects.create(publication=publication, at=at, sha256=digest, name=name)


def _hung(publication: int, actor: Actor, kinds: tuple[str, ...] = ("posting",)) -> Publication:
    row = Publication.objects.select_related("unit").filter(pk=publication, kind__in=kinds).first()
    if row is None or not actor.covers(row.unit.code) or not actor.holds((VILLAGE, *TOWNSHIP_ROLES)):
        raise StepRefused("公示的照片由村里和乡镇传", code="role")
    if row.case_id is not None and not in_reach(row.case_id, actor):
        raise StepRefused("公示的是您自己家或者近亲属家的，应当回避，请换人办理", code="relative")
    return row
