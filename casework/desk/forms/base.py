"""What every form of an act has: the page it was read from, the case, and what it hands to the action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.desk.situation import Situation
from policies.rules.private_numbers import scan

Choices = Iterable[tuple[str, Any]]
PRIVATE = _("里面像是有身份证号、卡号或者电话，请去掉，其他的话都还在。")


class ActForm(forms.Form):
    """A form about one case. Subclasses add fields in `lay_out` and translate them in `entered`."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, situation: Situation, verb: str = "") -> None:
        self.situation, self.verb = situation, verb
        super().__init__(data, files, initial={"seen": situation.case.seq}, label_suffix="")
        self.lay_out(situation)
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("还没有选。") if chosen else _("还没有填。")

    def lay_out(self, situation: Situation) -> None:
        """Add the fields that depend on the case."""

    def take_up(self, typed: Mapping[str, list[str]]) -> None:
        """Begin from what was typed at an earlier time; a choice that is no longer offered stays unchosen."""
        for name, field in self.fields.items():
            if name != "seen":
                values = typed.get(name, [])
                several = isinstance(field, forms.MultipleChoiceField)
                self.initial[name] = values if several else values[-1] if values else None

    def clean(self) -> dict[str, Any]:
        """Refuse private numbers in anything typed freely, without repeating them."""
        found = super().clean() or {}
        for name, field in self.fields.items():
            text = found.get(name)
            if isinstance(text, str) and isinstance(field, forms.CharField) and scan(text):
                self.add_error(name, ValidationError(PRIVATE))
        return found

    def entered(self) -> dict[str, Any]:
        """Return what the action takes, by keyword."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def repeated(self) -> list[tuple[str, str]]:
        """Return what the page before an irreversible act repeats: label and value."""
        return []


class Money(forms.DecimalField):
    """Yuan as typed, with at most two decimals; the form hands out fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"min_value": 0, "max_digits": 12, "decimal_places": 2, **kwargs},
        )
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.01"}


def fen(yuan: Decimal | None) -> int | None:
    """Return yuan with at most two decimals in fen."""
    return None if yuan is None else int(yuan * 100)


def one_of(label: Any, choices: Choices, **kwargs: Any) -> forms.ChoiceField:
    """Return a field that asks for one answer, all answers in sight."""
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect, **kwargs)


def some_of(label: Any, choices: Choices, **kwargs: Any) -> forms.MultipleChoiceField:
    """Return a field that asks for any number of answers, all in sight."""
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, **kwargs
    )


def words_field(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Return a field for a few sentences."""
    attrs = {"rows": rows, "autocomplete": "off"}
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs=attrs), **kwargs)
