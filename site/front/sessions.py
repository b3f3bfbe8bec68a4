"""What a browser session of a resident holds: which draft is his, which case he has shown the code of."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from casework.models import Case
from front.models import KEPT, ApplicationDraft

DRAFT, TRACKED, COMPLAINT = "front.draft", "front.tracked", "front.complaint"
# A code opens a case on this screen for so long; then it is asked for again.
TRACKED_FOR = timedelta(minutes=30)


def hold(request: HttpRequest, draft: ApplicationDraft) -> None:
    """Make the draft this session's own, and keep the session as long as the draft."""
    request.session.cycle_key()
    request.session[DRAFT] = str(draft.pk)
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT)


def held(request: HttpRequest) -> ApplicationDraft | None:
    """Return this session's draft, lodged or not; None when there is none (any more)."""
    key = request.session.get(DRAFT)
    rows = ApplicationDraft.objects.select_related("disclosure", "handoff", "case__unit")
    return rows.filter(pk=UUID(key)).first() if key else None


def let_go(request: HttpRequest) -> None:
    """Forget the draft in this session."""
    request.session.pop(DRAFT, None)


def remember_case(request: HttpRequest, case: Case) -> None:
    """Let this session see the case for half an hour."""
    request.session.cycle_key()
    request.session[TRACKED] = [str(case.pk), timezone.now().isoformat()]


def remembered_case(request: HttpRequest) -> Case | None:
    """Return the case whose code was shown here within the last half hour."""
    key, since = request.session.get(TRACKED) or ("", "")
    shown = parse_datetime(since) if since else None
    if shown is None or timezone.now() - shown > TRACKED_FOR:
        return None
    return Case.objects.select_related("unit__parent", "version", "programme").filter(pk=key).first()
