"""The form by which a county ends a silence itself: the value it laid down, its basis, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from policies.models import ParameterValue
from policies.rules.parameters import value_problem
from policies.rules.private_numbers import scan
from policies.studio.values import CHOICES

PRIVATE = _("里面像是有身份证号、卡号或者电话，请去掉。")


class StateForm(forms.Form):
    """What the county itself laid down where its document is silent."""

    own_value = forms.CharField(label=_("县里定的是多少"), max_length=200)
    clause = forms.CharField(label=_("依据（文号、条款）"), max_length=200)
    why = forms.CharField(label=_("为什么这样填"), max_length=200)

    def __init__(self, data: Any = None, *, row: ParameterValue) -> None:
        super().__init__(data, label_suffix="")
        self.row = row
        self.known = CHOICES.get(row.unit, [])
        if self.known:
            self.fields["own_value"].widget = forms.Select(choices=[("", "—"), *self.known])
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")

    def clean_own_value(self) -> str:
        """Refuse what is no value of this unit."""
        text: str = self.cleaned_data["own_value"].strip()
        if wrong := value_problem(self.row.unit, text):
            raise ValidationError(_now(wrong))
        if self.known and text not in dict(self.known):
            raise ValidationError(_("请从给出的几种里选一个。"))
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse somebody's number in any of the three."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name, text in cleaned.items() if scan(str(text))]:
            self.add_error(name, PRIVATE)
        return cleaned
