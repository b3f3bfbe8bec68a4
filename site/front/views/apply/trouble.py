"""Part two: the money and the trouble, one question of the programme a page; at its end the one-time list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.rules.holdings import PROPERTY
from casework.rules.lodgement import AWAY
from front import queries
from front.actions import drafts
from front.forms.property import PropertyForm, opening
from front.forms.questions import QuestionsForm, initial
from front.models import ApplicationDraft
from front.views.apply.ground import CHECK, back_from, with_draft
from policies.rules import screening
from policies.rules.conditions import holds
from policies.rules.programme import Question

# Answered by part one, or only there to lead a conversation.
ELSEWHERE = ("for_whom", "members", "living_together", AWAY, "disability_class")
VILLAGE, SEEN = "village", "difficulty"


def questions(draft: ApplicationDraft, day: date) -> tuple[Question, ...]:
    """Return the questions of this application in order: the village first, private numbers never."""
    data = draft.data()
    book = queries.entry_book(queries.place_of(data.village), day)
    if book is None:
        return ()
    facts = screening.facts_from(book.spec, data.answers)
    asked = [
        question
        for question in book.spec.questions
        if question.sensitivity != "private"
        and question.key not in ELSEWHERE
        and (question.condition is None or holds(question.condition, facts))
    ]
    return tuple(sorted(asked, key=lambda question: question.key != VILLAGE))


@with_draft
def trouble(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Go to the first question without an answer, or to the end of the part."""
    data = draft.data()
    if not data.people:
        return redirect("apply_household")
    asked = questions(draft, timezone.localdate())
    if not asked:
        return render(request, "front/check_closed.html")
    for question in asked:
        if question.key not in data.answers:
            return redirect("apply_question", question.key)
    if not draft.programme:
        return _settle(draft)
    return redirect("apply_question", asked[0].key)


@with_draft
def question(request: HttpRequest, draft: ApplicationDraft, key: str) -> HttpResponse:
    """Ask one question of the programme."""
    asked = questions(draft, timezone.localdate())
    number = next((place for place, item in enumerate(asked) if item.key == key), None)
    if number is None or not draft.data().people:
        raise Http404
    current = asked[number]
    form = _form(draft, current, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _keep(draft, key, form)
        return _after(request, draft, key)
    before = f"/apply/trouble/{asked[number - 1].key}/" if number else "/apply/"
    shown = {
        "form": form,
        "question": current,
        "number": number + 1,
        "total": len(asked),
        "back": back_from(request, before),
    }
    return render(request, "front/apply/question.html", shown)


def _answered(draft: ApplicationDraft) -> dict[str, Any]:
    """Return the answers so far; what the village saw stands where the trouble is told, to be put right."""
    data = draft.data()
    return {**({SEEN: data.found.seen} if data.found else {}), **data.answers}


def _form(draft: ApplicationDraft, question: Question, typed: Any) -> QuestionsForm:
    data = draft.data()
    if question.key == PROPERTY:
        return PropertyForm(question, data=typed, initial=opening(data.answers, data.much))
    villages = queries.villages() if question.type == "place" else []
    return QuestionsForm([question], villages, data=typed, initial=initial(_answered(draft)))


def _keep(draft: ApplicationDraft, key: str, form: QuestionsForm) -> None:
    answer = form.cleaned_data[key]
    with drafts.changing(draft.pk, at=timezone.now()) as row:
        data = row.data()
        if isinstance(form, PropertyForm):
            data = replace(data, much=form.much())
        kept = (
            answer if isinstance(answer, bool | int | str | tuple) else "" if answer is None else str(answer)
        )
        changed = data.answers.get(key) != (list(kept) if isinstance(kept, tuple) else kept)
        data = replace(data, answers={**data.answers, key: kept})
        if key == VILLAGE:
            data = replace(data, village=str(kept))
        row.put(data)
        if changed:
            row.programme = ""


def _after(request: HttpRequest, draft: ApplicationDraft, key: str) -> HttpResponse:
    """Go to the next open question; after the last one, or from the check page, settle the list."""
    draft.refresh_from_db()
    answers = draft.data().answers
    asked = questions(draft, timezone.localdate())
    place = [item.key for item in asked].index(key)
    following = asked[place + 1 :] if request.GET.get("from") != CHECK else asked
    for item in following:
        if item.key not in answers or request.GET.get("from") != CHECK:
            return redirect("apply_question", item.key)
    response = _settle(draft)
    return redirect("apply_check") if request.GET.get("from") == CHECK else response


def _settle(draft: ApplicationDraft) -> HttpResponse:
    """Give the one-time disclosure for these answers and show it."""
    data = draft.data()
    receipt = drafts.tell(draft=draft.pk, answers=data.answers, village=data.village, at=timezone.now())
    return redirect("disclosure", receipt.token)
