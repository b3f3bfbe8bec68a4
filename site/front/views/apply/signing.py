"""Part four: every adult agrees to the check and signs, on this phone or by a link of his own."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing as seals
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from front.actions import drafts
from front.forms.papers import SignForm
from front.models import KEPT, ApplicationDraft
from front.qr import qr_svg
from front.rules.draft import DraftPerson, Signature
from front.views.apply.ground import back_from, is_settled, onward, private, with_draft
from policies.rules import disclosure

SALT = "front.sign"


def link_token(draft: ApplicationDraft, key: str) -> str:
    """Return the token of one adult's own signing page; it names the draft, never the person."""
    return seals.dumps([draft.pk.hex, key], salt=SALT)


@with_draft
def signing(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """List who has to sign, with a link for whoever is elsewhere."""
    if not is_settled(draft):
        return redirect("apply_trouble")
    data, today = draft.data(), timezone.localdate()
    rows = []
    for person in data.adults(today):
        address = request.build_absolute_uri(reverse("sign", args=[link_token(draft, person.key)]))
        signed = data.signature(person.key)
        code = "" if signed else qr_svg(address, _("用手机扫一扫去签字"))
        rows.append({"person": person, "signed": signed, "address": address, "qr": code})
    shown = {"rows": rows, "alone": len(rows) == 1, "back": "/apply/"}
    return render(request, "front/apply/signing.html", shown)


@with_draft
def sign_here(request: HttpRequest, draft: ApplicationDraft, key: str) -> HttpResponse:
    """Sign on this phone, handed round."""
    person = draft.data().person(key)
    if person is None or not is_settled(draft) or not person.adult_on(timezone.localdate()):
        raise Http404
    form = SignForm(request.POST or None, expected=person.name)
    if request.method == "POST" and form.is_valid():
        _sign(draft, person, form)
        return onward(request, "apply_signing")
    shown = {**_shown(draft, person), "form": form, "back": back_from(request, "/apply/signing/")}
    return render(request, "front/apply/sign.html", shown)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def sign_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign on one's own phone. The page shows no number, and nothing of the others but their number."""
    draft, key = _from_link(token)
    person = draft.data().person(key) if draft else None
    if draft is None or person is None or draft.case_id is not None or not is_settled(draft):
        return render(request, "front/apply/sign_gone.html", status=410)
    if draft.data().signature(key):
        return render(request, "front/apply/signed.html")
    form = SignForm(request.POST or None, expected=person.name)
    if request.method == "POST" and form.is_valid():
        _sign(draft, person, form)
        return render(request, "front/apply/signed.html")
    return render(request, "front/apply/sign.html", {**_shown(draft, person), "form": form, "by_link": True})


def _from_link(token: str) -> tuple[ApplicationDraft | None, str]:
    try:
        draft, key = seals.loads(token, salt=SALT, max_age=KEPT)
        found = ApplicationDraft.objects.select_related("disclosure").filter(pk=UUID(draft)).first()
    except (seals.BadSignature, ValueError, TypeError):
        return None, ""
    return found, key


def _shown(draft: ApplicationDraft, person: DraftPerson) -> dict[str, object]:
    assert draft.disclosure is not None
    adults = draft.data().adults(timezone.localdate())
    return {
        "person": person,
        "names": [who.name for who in adults],
        "shared": disclosure.thaw(draft.disclosure.items).shared,
        "demo": settings.YIMEN_DEMO,
    }


def _sign(draft: ApplicationDraft, person: DraftPerson, form: SignForm) -> None:
    strokes = form.cleaned_data["strokes"]
    mark = Signature(
        key=person.key,
        name=form.cleaned_data["name"],
        how="drawn" if strokes else "typed",
        at=timezone.now().isoformat(),
        strokes=strokes,
    )
    with drafts.changing(draft.pk, at=timezone.now()) as row:
        row.put(row.data().with_signature(mark))
