"""Part one: who is at home."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.rules.lodgement import AWAY, MOST_MEMBERS, away_unsaid
from front import queries
from front.actions import drafts
from front.forms.household import PersonForm
from front.models import ApplicationDraft
from front.rules.draft import DraftData, DraftPerson
from front.views.apply.ground import back_from, onward, with_draft


@with_draft
def household(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """List the members; with nobody in the list, ask for the applicant first."""
    data = draft.data()
    people = data.people
    if not people:
        return redirect("apply_person", "new")
    shown = {
        "people": people,
        "full": len(people) >= MOST_MEMBERS,
        "away_unsaid": away_unsaid(data.answers, (who.registered for who in people)),
        "back": back_from(request, "/apply/"),
    }
    return render(request, "front/apply/household.html", shown)


@with_draft
def person(request: HttpRequest, draft: ApplicationDraft, key: str) -> HttpResponse:
    """Ask about one member, or write down a new one."""
    data = draft.data()
    member = data.person(key)
    if member is None and (key != "new" or len(data.people) >= MOST_MEMBERS):
        raise Http404
    form = PersonForm(
        request.POST or None,
        applicant=not data.people or member is data.people[0],
        taken={other.id_number for other in data.people if other is not member},
        today=timezone.localdate(),
        asks_away=queries.asks(data.village, AWAY, timezone.localdate()),
        initial=_initial(data, member),
    )
    if request.method == "POST" and form.is_valid():
        _save(draft, form, member.key if member else _next_key(data))
        return onward(request, "apply_household")
    shown = {
        "form": form,
        "member": member,
        "back": back_from(request, "/apply/household/" if data.people else "/apply/"),
        "removable": member is not None and member is not data.people[0],
    }
    return render(request, "front/apply/person.html", shown)


@with_draft
def remove(request: HttpRequest, draft: ApplicationDraft, key: str) -> HttpResponse:
    """Take a member out of the list; the applicant stays."""
    if request.method == "POST":
        with drafts.changing(draft.pk, at=timezone.now()) as row:
            data = row.data()
            kept = (who for number, who in enumerate(data.people) if number == 0 or who.key != key)
            row.put(data.with_people(kept))
            row.programme = ""
    return redirect("apply_household")


def _save(draft: ApplicationDraft, form: PersonForm, key: str) -> None:
    new = form.person(key)
    with drafts.changing(draft.pk, at=timezone.now()) as row:
        data = row.data()
        before = data.person(key)
        people = [new if who.key == key else who for who in data.people]
        row.put(data.with_people(people if before else [*people, new]))
        if before is None or _chooses_papers(before) != _chooses_papers(new):
            # The list of papers depends on who is there: part two is gone through once more.
            row.programme = ""


def _chooses_papers(member: DraftPerson) -> tuple[str, str, bool]:
    return member.id_number, member.disability, bool(member.registered)


def _next_key(data: DraftData) -> str:
    used = {int(member.key[1:]) for member in data.people}
    return f"m{max(used, default=0) + 1}"


def _initial(data: DraftData, member: DraftPerson | None) -> dict[str, str]:
    """Return what the form shows: the member as typed, or whom the village found as the applicant."""
    if member is not None:
        return {name: getattr(member, name) for name in PersonForm.base_fields}
    if data.found is not None and not data.people:
        return {"name": data.found.name, "phone": data.found.phone}
    return {}
