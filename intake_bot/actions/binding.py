"""A chat is bound to a village officer by a one-time code that his county gives him, and by nothing else."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from casework import queries as cases
from casework.models import Officer
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import VILLAGE, Actor
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.events import Bound
from intake_bot.models import BindingCode, Conversation, OfficerBinding
from policies.models import Unit

LASTS = timedelta(days=2)


def issue_binding_code(*, officer: UUID | str, at: datetime, by: int | None = None) -> str:
    """Return a new one-time code for an officer (use it as `v_<code>`); codes given before it are void.

    Raises `StepRefused` for somebody who holds no village post.
    """
    holder = Officer.objects.get(pk=officer)
    _villages(cases.actor_of(str(holder.pk), holder.name, day_of(at)))
    code = secrets.token_urlsafe(15)
    with transaction.atomic():
        BindingCode.objects.filter(officer=holder, used_at=None).update(used_at=at)
        BindingCode.objects.create(
            code_hash=_hash(code), officer=holder, issued_by_id=by, issued_at=at, expires_at=at + LASTS
        )
    return code


def bind(*, conversation: Conversation, code: str, at: datetime) -> Bound:
    """Bind a chat to the officer of a code, once; raise `StepRefused` for a code that is used, old or unknown."""
    fresh = BindingCode.objects.select_for_update().filter(
        code_hash=_hash(code), used_at=None, expires_at__gt=at
    )
    row = fresh.select_related("officer").first()
    if row is None:
        raise StepRefused("这个绑定码用过了,或者过期了。请县里再给一个", code="gone")
    row.used_at = at
    row.save(update_fields=["used_at"])
    villages = _villages(cases.actor_of(str(row.officer_id), row.officer.name, day_of(at)))
    unbind(conversation=conversation, at=at)
    OfficerBinding.objects.create(conversation=conversation, officer=row.officer, bound_at=at)
    return Bound(str(row.officer_id), row.officer.name, villages)


def unbind(*, conversation: Conversation, at: datetime) -> None:
    """End the binding of a chat, if there is one."""
    OfficerBinding.objects.filter(conversation=conversation, ended_at=None).update(ended_at=at)


def officer_of(conversation: Conversation, at: datetime) -> Actor:
    """Return the officer of a chat as he is appointed today; raise `StepRefused` where he no longer is."""
    row = (
        OfficerBinding.objects.filter(conversation=conversation, ended_at=None)
        .select_related("officer")
        .first()
    )
    if row is None:
        raise StepRefused("这个聊天没有绑定村里的经办人,不能替人申请", code="role")
    actor = cases.actor_of(str(row.officer_id), row.officer.name, day_of(at))
    _villages(actor)
    return actor


def _villages(actor: Actor) -> tuple[Button, ...]:
    """Return the villages of an officer; raise `StepRefused` where he holds no village post."""
    rows = Unit.objects.filter(level=Unit.Level.VILLAGE).order_by("code")
    own = tuple(Button(unit.code, unit.name) for unit in rows if actor.units and actor.covers(unit.code))
    if VILLAGE not in actor.roles or not own:
        raise StepRefused("这个人现在不是村(社区)的经办人", code="role")
    return own


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
