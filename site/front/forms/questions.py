"""A form made from a programme's own questions: the same words, choices and reasons as in the chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from front.forms.base import PlainText, SiteForm
from policies.rules import screening
from policies.rules.programme import Question

Groups = list[tuple[str, list[tuple[str, str]]]]


class ChosenField(forms.MultipleChoiceField):
    """Radio buttons or check boxes of one question, read by the rule that the chat uses too."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        self.question = question
        many = question.type == "multi"
        kwargs["widget"] = forms.CheckboxSelectMultiple() if many else OneOf()
        super().__init__(choices=_choices(question), required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the answer, or the sentence of the rule that refuses it."""
        try:
            return screening.read_answer(self.question, value or [])
        except screening.AnswerError as error:
            raise ValidationError(str(error), code="answer") from error


class OneOf(forms.RadioSelect):
    """Radio buttons that hand over a list, so that one and many are read alike."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what was chosen as a list of none or one."""
        chosen = data.get(name)
        return [chosen] if chosen else []

    def format_value(self, value: Any) -> list[str]:  # type: ignore[override] # as Django's own ChoiceWidget
        """Show a stored answer or a list."""
        return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


class QuestionsForm(SiteForm):
    """Some questions of a programme; `cleaned_data` maps question keys to answers of `screening`."""

    def __init__(self, questions: Iterable[Question], villages: Groups, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for question in questions:
            self.fields[question.key] = field_for(question, villages)


def field_for(question: Question, villages: Groups) -> forms.Field:
    """Return the field that asks one question."""
    words: dict[str, Any] = {"label": question.ask, "help_text": question.why}
    if question.type == "place":
        return forms.ChoiceField(
            choices=[("", _("请选村或社区")), *villages],
            error_messages={
                "required": _("请选您户口所在的村或社区。"),
                "invalid_choice": _("请从列出的村里选一个。"),
            },
            **words,
        )
    if question.choices or question.type == "yesno":
        return ChosenField(question, **words)
    if question.type == "number":
        return forms.IntegerField(
            min_value=1,
            max_value=screening.MOST_MEMBERS,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
            error_messages=_number_errors(screening.MOST_MEMBERS),
            **words,
        )
    if question.type == "money":
        return money_field(**words)
    return PlainText(rows=3, required=False, **words)


def money_field(**words: Any) -> forms.DecimalField:
    """Return a field for yuan that may stay empty."""
    return forms.DecimalField(
        min_value=0,
        max_value=9_999_999,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"}),
        error_messages={
            "invalid": _("请写数字，单位是元，例：3600。"),
            "min_value": _("钱数不能是负的。"),
            "max_value": _("这个数太大了，请核对是不是多写了零。"),
            "max_digits": _("这个数太大了，请核对是不是多写了零。"),
            "max_decimal_places": _("最多写到分。"),
        },
        **words,
    )


def _number_errors(most: int) -> dict[str, Any]:
    sentence = _("请写 1 到 %(most)d 之间的数字。") % {"most": most}
    return {"required": sentence, "invalid": sentence, "min_value": sentence, "max_value": sentence}


def _choices(question: Question) -> list[tuple[str, Any]]:
    if question.type == "yesno":
        return [("yes", _("有")), ("no", _("没有")), (screening.UNKNOWN, _("不知道"))]
    choices: list[tuple[str, Any]] = [(choice.code, choice.label) for choice in question.choices]
    codes = {choice.code for choice in question.choices}
    if question.type == "multi" and screening.NOTHING not in codes:
        choices.append((screening.NOTHING, _("都没有")))
    if screening.UNKNOWN not in codes:
        choices.append((screening.UNKNOWN, _("不知道")))
    return choices


def shown(question: Question, answer: Any, beside: Mapping[str, str] | None = None) -> str:
    """Return an answer in words, for the page where everything is checked; `beside`: what was written beside a choice."""
    labels = {code: str(label) for code, label in _choices(question)} if _has_choices(question) else {}
    if answer is None or answer == "":
        return str(_("没填"))
    if answer is True or answer is False:
        return labels["yes" if answer else "no"]
    if isinstance(answer, list | tuple):
        said = (labels.get(str(code), str(code)) + (beside or {}).get(str(code), "") for code in answer)
        return "、".join(said) or labels[screening.NOTHING]
    if question.type == "money":
        return f"{answer} 元"
    return labels.get(str(answer), str(answer))


def _has_choices(question: Question) -> bool:
    return bool(question.choices) or question.type == "yesno"


def initial(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored answers as initial values of the fields."""
    found: dict[str, Any] = {}
    for key, answer in answers.items():
        if isinstance(answer, bool):
            found[key] = ["yes" if answer else "no"]
        elif isinstance(answer, list | tuple):
            found[key] = list(answer) or [screening.NOTHING]
        else:
            found[key] = answer
    return found
