"""The web chat: one page that works without a script, and the page where a telephone number may be left."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.tries import count_try
from intake_bot.actions import Incoming, handle, leave_number, receive
from intake_bot.models import CallRequest, Conversation, Inbound
from intake_bot.transcript import opening, transcript
from policies.rules.contact_numbers import check_phone, normalise_phone

SESSION_KEY = "intake_bot.chat"
CHANNEL = "web"
KEPT = timedelta(days=14)
# What a link or a poster's code may bring along: a posting, a list, a case.
START = re.compile(r"[pmt]_[A-Za-z0-9_-]{1,62}", re.ASCII)
NONCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_A_MINUTE = 40  # sentences of one chat, and new chats of one network
MOST_OF_A_NETWORK = 600
WAITING = ("form", "lead_form")
"""Where the dialogue stands while a page of the site is being filled in."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest) -> HttpResponse:
    """Show the talk so far; take one more sentence or button."""
    if request.method == "POST":
        failed = not _take(request)
        return redirect(f"{request.path}?sorry=1#last" if failed else f"{request.path}#last")
    now = timezone.now()
    row, start = _conversation(request), _start(request.GET)
    lines = transcript(row, now) if row else []
    if start or not row:
        language = row.mind().language if row else request.LANGUAGE_CODE
        lines = [*lines, *opening(language, now, start)]
    shown = {
        "lines": lines,
        "choices": next((line.choices for line in reversed(lines) if line.choices), ()),
        "nonce": str(uuid4()),
        "start": start,
        "waiting": bool(row and row.mind().scene in WAITING),
        "sorry": "sorry" in request.GET,
    }
    response = render(request, "chat/chat.html", shown)
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, token: str) -> HttpResponse:
    """Take a telephone number for a call back; the link works once and for a day."""
    hashed = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
    wanted = CallRequest.objects.filter(
        token_hash=hashed, left_at=None, expires_at__gt=timezone.now()
    ).first()
    if wanted is None:
        return render(request, "chat/call_gone.html", status=410)
    shown: dict[str, Any] = {"urgent": wanted.urgent}
    if request.method == "POST":
        typed = request.POST.get("phone", "")[:40]
        problem = check_phone(typed, demo=settings.YIMEN_DEMO)
        if problem is None:
            leave_number(request=wanted.pk, phone=normalise_phone(typed), at=timezone.now())
            return render(request, "chat/call_done.html", shown)
        shown |= {"typed": typed, "error": problem.sentence}
    return render(request, "chat/call.html", shown, status=422 if "error" in shown else 200)


def _take(request: HttpRequest) -> bool:
    """Write what came into the inbox and handle it at once; the same form sent twice is handled once."""
    now = timezone.now()
    if _too_fast(request):
        return False
    payload = _payload(request)
    nonce = request.POST.get("nonce", "")
    if payload is None or not NONCE.fullmatch(nonce):
        return True
    row, start = _conversation(request), _start(request.POST)
    if row is None:
        row = _begin(request, now, start)
    elif start:
        _hear_start(row.external_id, start, str(uuid5(UUID(nonce), "start")), now)
    receive(channel=CHANNEL, bot="", incoming=[Incoming(nonce, row.external_id, payload)], at=now)
    inbound = Inbound.objects.filter(channel=CHANNEL, update_id=nonce, external_id=row.external_id).first()
    if inbound is None or inbound.done_at is not None:
        return True
    if handle(inbound=inbound.pk, now=now, origin=request.META.get("REMOTE_ADDR", "")):
        return True
    # The person sees that it failed and says it again; a later retry would answer a question long gone.
    # Where the same form was sent twice at once, the other one has handled it meanwhile.
    return not Inbound.objects.filter(pk=inbound.pk, done_at=None).update(dead_at=now)


def _payload(request: HttpRequest) -> dict[str, Any] | None:
    if code := request.POST.get("code", ""):
        return {"code": code[:64]}
    text = request.POST.get("text", "").strip()
    return {"text": text} if text else None


def _start(values: QueryDict) -> str:
    """Return what the page was opened with, or nothing."""
    start = values.get("start", "")
    return start if START.fullmatch(start) else ""


def _hear_start(chat: str, start: str, key: str, now: datetime) -> None:
    """Open the chat with what a link brought, once for each key."""
    receive(channel=CHANNEL, bot="", incoming=[Incoming(key, chat, {"start": start})], at=now)
    handle(inbound=Inbound.objects.get(channel=CHANNEL, update_id=key, external_id=chat).pk, now=now)


def _conversation(request: HttpRequest) -> Conversation | None:
    key = request.session.get(SESSION_KEY)
    return Conversation.objects.filter(channel=CHANNEL, external_id=key).first() if key else None


def _begin(request: HttpRequest, now: datetime, start: str) -> Conversation:
    """Make a chat of this browser session; it opens with the greeting that the page already shows."""
    key = secrets.token_urlsafe(24)
    request.session[SESSION_KEY] = key
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT)
    row = Conversation.objects.create(
        channel=CHANNEL, external_id=key, state={"language": request.LANGUAGE_CODE}, touched_at=now
    )
    _hear_start(key, start, str(uuid4()), now)
    return row


def _too_fast(request: HttpRequest) -> bool:
    """Count what one chat says in a minute, and what one network does: a village or a whole carrier may be behind it."""
    now, network = timezone.now(), request.META.get("REMOTE_ADDR", "")
    chat = request.session.get(SESSION_KEY)
    what, who = ("chat", chat) if chat else ("chat.new", network)
    if count_try(what, who, seconds=60, now=now) > MOST_A_MINUTE:
        return True
    return count_try("chat.network", network, seconds=60, now=now) > MOST_OF_A_NETWORK
