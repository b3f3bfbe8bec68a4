"""What the household has: kinds to tick on one page, and beside each, for whoever knows it, how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.rules.holdings import PROPERTY, told_before
from casework.rules.survey import COUNTED, MONEY
from front.forms.questions import QuestionsForm, initial, money_field
from policies.rules import money
from policies.rules.programme import Question

MOST_COUNTED = 99
PIECES = {"vehicles": _("几辆"), "houses": _("几处")}
COUNTS = {"vehicles": _("（%(count)d 辆）"), "houses": _("（%(count)d 处）")}
HOW_MUCH = _("大概多少元")


class PropertyForm(QuestionsForm):
    """The question about property. Only kinds that are compared later have a box for how much."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__([question], [], **kwargs)
        self.measured = {
            choice.code: choice.label for choice in question.choices if choice.code in (*MONEY, *COUNTED)
        }
        for kind in self.measured:
            field = _pieces() if kind in COUNTED else money_field()
            field.label = f"{self.measured[kind]}：{_unit(kind)}"
            # A box that is empty shows its blank placeholder: by that the style sheet knows it.
            field.widget.attrs["placeholder"] = " "
            self.fields[_box(kind)] = field

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each choice in order, with the box for how much and its words, where there is one."""
        rows = []
        for option in self[PROPERTY].subwidgets:
            kind = str(option.data["value"])
            box = self[_box(kind)] if kind in self.measured else None
            rows.append((option, box, _unit(kind)))
        return rows

    def clean(self) -> dict[str, Any]:
        """Ask again where something is written beside a kind that is not ticked."""
        found = super().clean() or {}
        chosen = found.get(PROPERTY)
        for kind, label in self.measured.items():
            if chosen is not None and found.get(_box(kind)) and kind not in chosen:
                sentence = _now("“%(kind)s”写了多少，却没有勾。有就勾上，没有就把数删掉。") % {"kind": label}
                self.add_error(_box(kind), ValidationError(sentence, code="unticked"))
        return found

    def much(self) -> dict[str, int]:
        """Return how much was written, by kind: fen, or pieces of what is counted."""
        typed = {kind: self.cleaned_data.get(_box(kind)) for kind in self.measured}
        return {
            kind: int(value) if kind in COUNTED else int(value * 100)
            for kind, value in typed.items()
            if value is not None
        }


def opening(answers: Mapping[str, Any], much: Mapping[str, int]) -> dict[str, Any]:
    """Return what the page begins with: what was said here, else what the six questions already heard."""
    said = initial(answers)
    if PROPERTY not in said and isinstance(said.get("situation"), list):
        said[PROPERTY] = list(told_before(said["situation"]))
    return said | {_box(kind): typed_again(kind, value) for kind, value in much.items()}


def typed_again(kind: str, value: int) -> str:
    """Return an amount as a person writes it: yuan without needless zeros, or pieces."""
    return str(value) if kind in COUNTED else money.typed(value).removesuffix(".00")


def in_brackets(much: Mapping[str, int]) -> dict[str, str]:
    """Return how much was written of each kind, as it stands behind the kind on the page where all is checked."""
    return {
        kind: str(COUNTS[kind]) % {"count": value}
        if kind in COUNTED
        else _now("（约 %(yuan)s 元）") % {"yuan": typed_again(kind, value)}
        for kind, value in much.items()
    }


def _box(kind: str) -> str:
    return f"much_{kind}"


def _unit(kind: str) -> Any:
    return PIECES.get(kind, HOW_MUCH)


def _pieces() -> forms.IntegerField:
    sentence = _("请写 1 到 %(most)d 之间的数字。") % {"most": MOST_COUNTED}
    return forms.IntegerField(
        min_value=1,
        max_value=MOST_COUNTED,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages={"invalid": sentence, "min_value": sentence, "max_value": sentence},
    )
