"""From a draft to a version in force: two people, no broken invariant, no red household, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Revision

from policies.actions.versions import publish_version
from policies.models import DraftApproval, Programme, ProgrammeVersion
from policies.models.papers import training_days
from policies.queries import parameters
from policies.rules.programme import SpecError, digest
from policies.rules.training import TRAINING, trained
from policies.rules.validator import NotPublishable
from policies.studio import personas
from policies.studio.checking import Problem, problems

SAME = "草稿和现行的一版一个字也不差，没有什么要发布的。"
ONE_PERSON = "这份草稿里有您自己写的内容。起草和发布要两个人，请另一位同事来发布。"
NOBODY = "没有人批准过这份草稿。请由发布人来发布。"


def writers(programme: Programme, revision: Revision) -> list[User]:
    """Return who wrote the draft since the last publication, in order; saving without a change writes nothing."""
    before = _digest(programme, programme.live_revision)
    drafts = programme.revisions.filter(pk__lte=revision.pk).order_by("pk").select_related("user")
    if programme.live_revision_id:
        drafts = drafts.filter(pk__gt=programme.live_revision_id)
    found: list[User] = []
    for draft in drafts:
        after = _digest(programme, draft)
        if after != before and draft.user is not None:
            found = [*(user for user in found if user != draft.user), draft.user]
        before = after
    return found


def _digest(programme: Programme, revision: Revision | None) -> str:
    """Return the fingerprint of what a revision says; without one, of the newest version."""
    if revision is None:
        newest = programme.versions.order_by("-number").first()
        return newest.sha256 if newest else ""
    try:
        return digest(revision.as_object().draft_body())
    except (SpecError, TypeError, ValueError):
        return f"unreadable {revision.pk}"


def objections(draft: Programme, revision: Revision | None, user: User | None) -> tuple[Problem, ...]:
    """Return every reason why this person may not publish this draft; empty: he may.

    Without `revision` (a form not yet saved) the hands are not judged.
    """
    found = (*problems(draft), *_untrained(draft))
    if not found and _unchanged(draft):
        found = (Problem("", SAME),)
    if not found:
        found = tuple(Problem("", red) for red in personas.reds(draft))
    if revision is not None and user is not None and user in writers(draft, revision):
        found = (Problem("", ONE_PERSON), *found)
    return found


def _untrained(draft: Programme) -> Iterator[Problem]:
    """Where the place trains first and applies then, a new policy waits for its training (YI-3d)."""
    day = draft.effective_from
    if day is None:
        return
    stated = parameters(draft.jurisdiction.code, draft.code).get(TRAINING, day)
    newest = draft.versions.order_by("-number").first() if draft.pk else None
    if stated is None or stated.value != "true":
        return
    earlier = newest.effective_from if newest else None
    if not trained(training_days(draft), effective_from=day, earlier=earlier):
        words = f"先培训后施行（{stated.cite.clause}）：{day:%Y-%m-%d} 以前还没有这项新办法的培训记录。"
        yield Problem("effective_from", f"{words}请在“培训”里记下哪天培训的、来了几个人。")


def _unchanged(draft: Programme) -> bool:
    if not draft.pk:
        return False
    newest = draft.versions.order_by("-number").first()
    return newest is not None and newest.sha256 == digest(draft.draft_body())


def publish_draft(
    *,
    programme: Programme,
    revision: Revision,
    user: User | None,
    at: datetime,
    then: Callable[..., None],
    **options: Any,
) -> None:
    """Freeze a draft as the next version and let Wagtail (`then`) mark it live; raise `NotPublishable` instead.

    A draft with a later hour is only agreed to: at its hour the clock publishes it in the name of whoever agreed.
    """
    draft = revision.as_object()
    agreed = DraftApproval.objects.filter(revision=revision).select_related("publisher").first()
    publisher = user or (agreed.publisher if agreed else None)
    if publisher is None:
        raise NotPublishable(NOBODY)
    if against := objections(draft, revision, publisher):
        raise NotPublishable(";".join(map(str, against)))
    with transaction.atomic():
        if draft.go_live_at and draft.go_live_at > at:
            DraftApproval.objects.update_or_create(
                revision=revision, defaults={"publisher": publisher, "at": at}
            )
        else:
            author = next(iter(reversed(writers(programme, revision))), None)
            publish_version(
                place=draft.jurisdiction, body=draft.draft_body(), at=at, author=author, publisher=publisher
            )
        then(revision, user=user, **options)


def draft_of(version: ProgrammeVersion, *, user: User) -> Revision:
    """Lay an earlier version into the draft, to be published by somebody else; return the new revision."""
    draft = version.programme.get_latest_revision_as_object()
    kept = draft.effective_from
    draft.take_body(version.data)
    draft.effective_from = max(filter(None, (kept, draft.effective_from)))
    draft.go_live_at = draft.expire_at = None
    return draft.save_revision(user=user, log_action=True, clean=False)
