"""Part four: every adult agrees to the check and signs, on this phone or by a link of his own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
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
from front.forms.papers import SignForm, SupporterForm, SupporterSignForm
from front.models import KEPT, ApplicationDraft
from front.qr import qr_svg
from front.rules.draft import DraftPerson, Signature, Supporter
from front.views.apply.ground import back_from, is_settled, onward, private, with_draft
from notices.queries import letterhead
from notices.rules.wording import fill
from policies import queries as law
from policies.rules import disclosure

SALT = "front.sign"
MOST_RELATIVES = 12


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
    shown = {"rows": rows, "alone": len(rows) == 1, "back": "/apply/", **_relatives(request, draft)}
    return render(request, "front/apply/signing.html", shown)


def _relatives(request: HttpRequest, draft: ApplicationDraft) -> dict[str, Any]:
    """Return what is asked of relatives elsewhere; nothing where the programme asks for no signature of theirs."""
    assert draft.disclosure is not None
    step = law.rulebook(draft.disclosure.version_id).spec.step("lodge")
    if step is None or not step.option("supporters_sign"):
        return {}
    data = draft.data()
    relatives = [
        {
            "one": one,
            "signed": data.signature(one.key),
            "address": request.build_absolute_uri(reverse("sign", args=[link_token(draft, one.key)])),
        }
        for one in data.supporters
    ]
    return {
        "asks_relatives": True,
        "relatives": relatives,
        "none": data.no_supporters,
        "form": SupporterForm(),
    }


@with_draft
def relatives(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Write down a relative elsewhere who signs too, take one out, or say that there is none (SY-A1.1d)."""
    if request.method != "POST" or not is_settled(draft) or not _relatives(request, draft):
        return redirect("apply_signing")
    press = request.POST
    form = SupporterForm(press if "add" in press else None)
    with drafts.changing(draft.pk, at=timezone.now()) as row:
        data = row.data()
        if "none" in press:
            for one in data.supporters:
                data = data.without_supporter(one.key)
            row.put(replace(data, no_supporters=True))
        elif "remove" in press:
            row.put(data.without_supporter(press["remove"]))
        elif form.is_valid() and len(data.supporters) < MOST_RELATIVES:
            row.put(data.with_supporter(form.cleaned_data["name"], form.cleaned_data["relation"]))
    if form.is_bound and not form.is_valid():
        shown = {"form": form, "back": "/apply/signing/"}
        return render(request, "front/apply/relative.html", shown, status=422)
    return redirect("apply_signing")


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
    person = (draft.data().person(key) or draft.data().supporter(key)) if draft else None
    if draft is None or person is None or draft.case_id is not None or not is_settled(draft):
        return render(request, "front/apply/sign_gone.html", status=410)
    if draft.data().signature(key):
        return render(request, "front/apply/signed.html")
    relative = isinstance(person, Supporter)
    form = (SupporterSignForm if relative else SignForm)(request.POST or None, expected=person.name)
    if request.method == "POST" and form.is_valid():
        _sign(draft, person, form)
        return render(request, "front/apply/signed.html")
    shown = {**_shown(draft, person), "form": form, "by_link": True}
    return render(request, "front/apply/sign_relative.html" if relative else "front/apply/sign.html", shown)


def _from_link(token: str) -> tuple[ApplicationDraft | None, str]:
    try:
        draft, key = seals.loads(token, salt=SALT, max_age=KEPT)
        found = ApplicationDraft.objects.select_related("disclosure").filter(pk=UUID(draft)).first()
    except (seals.BadSignature, ValueError, TypeError):
        return None, ""
    return found, key


def _shown(draft: ApplicationDraft, person: DraftPerson | Supporter) -> dict[str, object]:
    assert draft.disclosure is not None
    adults = draft.data().adults(timezone.localdate())
    return {
        "person": person,
        "names": [who.name for who in adults],
        "shared": disclosure.thaw(draft.disclosure.items).shared,
        "commitment": _commitment(draft) if person.key == draft.data().people[0].key else None,
        "demo": settings.YIMEN_DEMO,
    }


def _commitment(draft: ApplicationDraft) -> dict[str, object] | None:
    """Return what the applicant commits himself to by signing, in the place's words; None where it asks for nothing."""
    assert draft.disclosure is not None
    spec, unit = law.rulebook(draft.disclosure.version_id).spec, draft.disclosure.unit
    paper = spec.paper("commitment")
    if paper is None:
        return None
    head = letterhead(unit) if unit else None
    said = {
        "name": draft.data().people[0].name,
        "programme": spec.name,
        "office": head.office if head else str(_("受理的乡镇（街道）")),
        "phone": head.phone if head else "",
        "hotline": head.hotline if head else "",
        "basis": paper.cite.clause,
    }
    lines, plain = fill(paper.statement, said), fill(paper.plain, said)
    return {"title": paper.title, "lines": lines, "plain": plain, "clause": paper.cite.clause}


def _sign(draft: ApplicationDraft, person: DraftPerson | Supporter, form: SignForm) -> None:
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
