"""What a household says at the counter that it has: the question of its place, and how much where it knows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.desk.forms.base import Money, some_of
from casework.rules.holdings import PROPERTY, Holdings, holdings
from casework.rules.survey import COUNTED, MONEY
from policies.rules import screening
from policies.rules.programme import Question
from policies.rules.typography import set_type

MOST_COUNTED = 99
HOW_MUCH = {"yuan": _("%(kind)s：大概多少元"), "pieces": _("%(kind)s：几个")}


class HoldingsForm(forms.Form):
    """Kinds to tick, “none” or “does not know”; left empty, nobody has asked."""

    def __init__(self, data: Any = None, *, question: Question) -> None:
        super().__init__(data, label_suffix="")
        self.question = question
        kinds = [(choice.code, set_type(choice.label)) for choice in question.choices]
        ends = [(screening.NOTHING, _("都没有")), (screening.UNKNOWN, _("不知道"))]
        self.fields[PROPERTY] = some_of(
            set_type(question.ask),
            [*kinds, *ends],
            required=False,
            help_text=_("问过才勾。没有问的，一个都不要勾。"),
        )
        for kind, label in kinds:
            if kind in MONEY:
                words = HOW_MUCH["yuan"] % {"kind": label}
                self.fields[f"much_{kind}"] = Money(label=words, required=False)
            elif kind in COUNTED:
                words = HOW_MUCH["pieces"] % {"kind": label}
                self.fields[f"much_{kind}"] = forms.IntegerField(
                    label=words, required=False, min_value=1, max_value=MOST_COUNTED
                )

    @property
    def boxes(self) -> list[Any]:
        """The boxes for how much."""
        return [self[name] for name in self.fields if name != PROPERTY]

    def clean_property(self) -> screening.Answer | None:
        """Return the answer as the doors keep it, or None where nobody asked."""
        raw = self.cleaned_data[PROPERTY]
        if not raw:
            return None
        try:
            return screening.read_answer(self.question, raw)
        except screening.AnswerError as error:
            raise ValidationError(set_type(str(error))) from error

    def clean(self) -> dict[str, Any]:
        """Ask again where something is written of a kind that is not ticked."""
        found = super().clean() or {}
        chosen = found.get(PROPERTY) or ()
        for name in self.fields:
            kind = name.removeprefix("much_")
            if name != PROPERTY and found.get(name) and PROPERTY not in self.errors and kind not in chosen:
                self.add_error(name, ValidationError(_("写了多少，却没有勾。有就勾上，没有就把数删掉。")))
        return found

    def holdings(self) -> Holdings | None:
        """Return what the application keeps."""
        typed = {
            name.removeprefix("much_"): value
            for name, value in self.cleaned_data.items()
            if value is not None
        }
        much = {
            kind: int(value) if kind in COUNTED else int(value * 100)
            for kind, value in typed.items()
            if kind != PROPERTY
        }
        return holdings(self.question, self.cleaned_data.get(PROPERTY), much)
