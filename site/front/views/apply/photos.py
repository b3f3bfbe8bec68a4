"""Part three: one photo a page, re-encoded before it is stored, and an honest way out for what cannot be had."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework import evidence
from casework.models import Attachment
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from front import queries
from front.actions import drafts
from front.forms.papers import CannotForm, PhotoForm
from front.models import ApplicationDraft
from front.rules.draft import Paper
from front.views.apply.ground import back_from, is_settled, onward, with_draft
from policies import queries as law

MOST_PHOTOS = 60


@with_draft
def photos(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """List the photos to take."""
    if not is_settled(draft):
        return redirect("apply_trouble")
    have, data = set(queries.taken(draft)), draft.data()
    rows = [
        {"paper": paper, "taken": (paper.code, paper.member) in have, "cannot": data.excuse(paper)}
        for paper in queries.wanted(draft, timezone.localdate())
    ]
    return render(request, "front/apply/photos.html", {"rows": rows, "draft": draft, "back": "/apply/"})


@with_draft
def photo(request: HttpRequest, draft: ApplicationDraft, slug: str) -> HttpResponse:
    """Take one photo, or say why it cannot be had."""
    paper = _paper(draft, slug)
    form, cannot = PhotoForm(), CannotForm(initial={"why": draft.data().excuse(paper)})
    if request.method == "POST" and "why" in request.POST:
        cannot = CannotForm(request.POST)
        if cannot.is_valid():
            _note(draft, slug, cannot.cleaned_data["why"])
            return onward(request, "apply_photos")
    elif request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)
        if form.is_valid() and _store(draft, paper, form):
            _note(draft, slug, "")
            return onward(request, "apply_photos")
    assert draft.disclosure is not None
    material = law.rulebook(draft.disclosure.version_id).spec.material(paper.code)
    shown = {
        "form": cannot if cannot.errors else form,
        "photo_form": form,
        "multipart": True,
        "cannot_form": cannot,
        "paper": paper,
        "material": material,
        "taken": (paper.code, paper.member) in queries.taken(draft),
        "back": back_from(request, "/apply/photos/"),
    }
    return render(request, "front/apply/photo.html", shown)


def _paper(draft: ApplicationDraft, slug: str) -> Paper:
    if not is_settled(draft):
        raise Http404
    found = next((item for item in queries.wanted(draft, timezone.localdate()) if item.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _store(draft: ApplicationDraft, paper: Paper, form: PhotoForm) -> bool:
    """Store the photo in place of an earlier one; what is no photo becomes an error of the form."""
    if Attachment.objects.filter(owner=str(draft.pk)).count() >= MOST_PHOTOS:
        form.add_error("photo", "照片太多了，请打电话问问窗口。")
        return False
    earlier = list(
        Attachment.objects.filter(owner=str(draft.pk), case=None, material=paper.code, member=paper.member)
    )
    try:
        evidence.store_photo(
            form.cleaned_data["photo"],
            owner=str(draft.pk),
            material=paper.code,
            member=paper.member,
            actor=Actor(),
            at=timezone.now(),
        )
    except StepRefused as refused:
        form.add_error("photo", refused.reason)
        return False
    for old in earlier:
        evidence.drop(old)
    return True


def _note(draft: ApplicationDraft, slug: str, why: str) -> None:
    with drafts.changing(draft.pk, at=timezone.now()) as row:
        data = row.data()
        notes = {key: words for key, words in data.cannot.items() if key != slug}
        row.put(replace(data, cannot={**notes, slug: why} if why else notes))
