"""Take a pack in by hand: offices and values as the diff showed them, programmes as drafts for a second person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from policies.actions.pack_archives import read_archive
from policies.actions.pack_files import PackError
from policies.actions.packs import CHANGED, NEW, SAME, Difference, PackDiff, diff_ground, save_ground
from policies.models import PackImport, Programme
from policies.rules.packs import Data, Pack
from policies.rules.programme import SpecError, digest


def receive_pack(*, archive: bytes, user: User, at: datetime) -> tuple[PackImport, PackDiff]:
    """Keep an archive for reading and return what taking it in would change; nothing of the law changes yet.

    Raises `PackError` or `PackRefused` for an archive that cannot be taken in.
    """
    pack = read_archive(archive)
    diff = preview(pack)
    with transaction.atomic():
        PackImport.objects.filter(by=user, taken_in_at=None).delete()
        kept = PackImport.objects.create(
            place=pack.code, sha256=hashlib.sha256(archive).hexdigest(), archive=archive, by=user, at=at
        )
    return kept, diff


def take_in(*, received: PackImport, at: datetime) -> PackDiff:
    """Take in what was received, read and checked anew, and return what it changed; a second time changes nothing.

    Raises `PackError` when the kept bytes are not those that were read.
    """
    archive = bytes(received.archive)
    if hashlib.sha256(archive).hexdigest() != received.sha256:
        raise PackError("留存的压缩包和当时读的不一样，没有导入。请重新上传。")
    pack = read_archive(archive)
    with transaction.atomic():
        diff = preview(pack)
        place = save_ground(pack)
        for body in pack.programmes:
            programme, _ = Programme.objects.get_or_create(
                jurisdiction=place,
                code=body["code"],
                defaults={"name": body["name"], "short": body.get("short", ""), "live": False},
            )
            if _said(programme) != digest(body):
                _draft(programme, body, received.by)
        if received.taken_in_at is None:
            received.taken_in_at, received.changes = at, len(diff.changes)
            received.save(update_fields=["taken_in_at", "changes"])
    return diff


def preview(pack: Pack) -> PackDiff:
    """Return what taking a pack in would change: offices and values at once, programmes as drafts."""
    return PackDiff(pack.code, (*diff_ground(pack=pack), *_drafts(pack)))


def _drafts(pack: Pack) -> Iterator[Difference]:
    for body in pack.programmes:
        programme = Programme.objects.filter(jurisdiction__code=pack.code, code=body["code"]).first()
        if programme is None:
            yield Difference("项目", str(body["name"]), NEW, "放进草稿")
        elif _said(programme) == digest(body):
            yield Difference("项目", str(body["name"]), SAME)
        else:
            yield Difference("项目", str(body["name"]), CHANGED, "放进草稿")


def _said(programme: Programme) -> str:
    """Return the fingerprint of what the programme's newest draft says."""
    try:
        return digest(programme.get_latest_revision_as_object().draft_body())
    except (SpecError, TypeError, ValueError):
        return ""


def _draft(programme: Programme, body: Data, user: User) -> None:
    draft = programme.get_latest_revision_as_object()
    draft.take_body(body)
    draft.go_live_at = draft.expire_at = None
    draft.save_revision(user=user, log_action=True, clean=False)
