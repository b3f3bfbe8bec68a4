"""`/check/`: the screener, one question a page, with every answer in the page itself and none kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from front import queries
from front.forms.questions import QuestionsForm, initial
from policies import queries as law
from policies.rules import screening
from policies.rules.programme import Question
from policies.rules.rulebook import RuleBook

# A prefix keeps carried answers apart from the question that is being answered.
CARRIED = "a."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or say where the answers point."""
    today = timezone.localdate()
    answers = _carried(request.POST, queries.entry_book(queries.place_of(), today))
    village = str(answers.get("village") or "")
    place = queries.place_of(village)
    book = queries.entry_book(place, today, village)
    if book is None or not screening.questions(book.spec, {}):
        return render(request, "front/check_closed.html", status=200)
    asked = [q for q in screening.questions(book.spec, answers) if q.key == request.POST.get("asked")]
    if request.method == "POST" and asked:
        if request.POST.get("back"):
            return _ask(request, book, _without_last(book, answers, asked[0]))
        form = _form(asked[0], data=request.POST)
        if not form.is_valid():
            return _ask(request, book, answers, asked[0], form)
        answers[asked[0].key] = form.cleaned_data[asked[0].key]
    if screening.next_question(book.spec, answers) is None:
        return _result(request, book, answers)
    return _ask(request, book, answers)


def _carried(data: QueryDict, book: RuleBook | None) -> dict[str, Any]:
    """Read the answers that the page brought back; what does not fit its question is asked again."""
    answers: dict[str, Any] = {}
    for question in book.spec.questions if book else ():
        raw = data.getlist(CARRIED + question.key)
        if question.part != "screener" or not raw:
            continue
        try:
            answers[question.key] = screening.read_answer(question, raw)
        except screening.AnswerError:
            continue
    return answers


def _form(question: Question, **kwargs: Any) -> QuestionsForm:
    villages = queries.villages() if question.type == "place" else []
    return QuestionsForm([question], villages, **kwargs)


def _without_last(book: RuleBook, answers: dict[str, Any], asked: Question) -> dict[str, Any]:
    before = [
        q.key for q in screening.questions(book.spec, answers) if q.key in answers and q.key != asked.key
    ]
    return {key: answer for key, answer in answers.items() if not before or key != before[-1]}


def _ask(
    request: HttpRequest,
    book: RuleBook,
    answers: dict[str, Any],
    question: Question | None = None,
    form: QuestionsForm | None = None,
) -> HttpResponse:
    question = question or screening.next_question(book.spec, answers)
    assert question is not None
    others = {key: value for key, value in answers.items() if key != question.key}
    asked = screening.questions(book.spec, others)
    shown = {
        "question": question,
        "form": form or _form(question, initial=initial(answers)),
        "carried": [
            (CARRIED + key, word)
            for key, value in initial(others).items()
            for word in (value if isinstance(value, list) else [value])
        ],
        "number": asked.index(question) + 1,
        "total": len(asked),
    }
    return render(request, "front/check.html", shown)


def _result(request: HttpRequest, book: RuleBook, answers: dict[str, Any]) -> HttpResponse:
    today = timezone.localdate()
    versions = {version.programme.code: version for version in law.programmes(book.spec.place, today)}
    outcome = screening.outcome(
        book.spec,
        answers,
        standard=book.parameters.fen("standard", today),
        programmes=tuple(versions),
    )
    others = [
        {"place": book.spec.place, "code": code, "name": versions[code].programme.name}
        for code in outcome.others
    ]
    return render(
        request, "front/check_result.html", {"outcome": outcome, "spec": book.spec, "others": others}
    )
