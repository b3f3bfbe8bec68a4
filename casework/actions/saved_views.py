"""Names for narrowed queues: an officer's own, or his office's. Raise `StepRefused` and then leave nothing changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from casework.models import SavedView
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.models import Unit
from policies.rules.private_numbers import scan

MOST = 20
"""Views of one officer; more are not found again either."""


def views_for(actor: Actor) -> QuerySet[SavedView]:
    """Return an officer's own views and those shared with an office he works for today."""
    mine = Q(owner=UUID(actor.officer)) | Q(unit__code__in=actor.units)
    return SavedView.objects.filter(mine).select_related("owner")


def save_view(*, actor: Actor, at: datetime, name: str, query: str, shared: bool) -> SavedView:
    """Keep a narrowed queue under a name, in place of the officer's earlier one of that name."""
    name = name.strip()
    if not name:
        raise StepRefused("还没有起名字，写了再存", code="missing")
    if scan(name) or scan(query):
        raise StepRefused("名字里像是有身份证号、卡号或者电话，请换一个", code="invalid")
    known = SavedView.objects.filter(owner=UUID(actor.officer))
    if known.count() >= MOST and not known.filter(name=name).exists():
        raise StepRefused(f"最多存 {MOST} 个，先删一个再存", code="invalid")
    unit = Unit.objects.filter(code__in=actor.units).order_by("code").first() if shared else None
    row, _made = SavedView.objects.update_or_create(
        owner_id=UUID(actor.officer), name=name, defaults={"query": query, "unit": unit, "at": at}
    )
    return row


def drop_view(*, actor: Actor, view: int) -> None:
    """Delete one of the officer's own views; a shared one is deleted by whoever made it."""
    gone, _each = SavedView.objects.filter(owner=UUID(actor.officer), pk=view).delete()
    if not gone:
        raise StepRefused("这个筛选不是您存的，请找存它的人删", code="role")
