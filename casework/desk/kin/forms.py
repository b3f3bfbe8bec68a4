"""The form of one declaration: the number is asked for to find the person, and is not kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.rules.identity import check_id, normalise_id
from policies.rules.private_numbers import scan

Choices = list[tuple[str, Any]]


class KinForm(forms.Form):
    """Whose relative, who he is, and what kin."""

    use_required_attribute = False

    officer = forms.ChoiceField(label=_("哪位工作人员"))
    name = forms.CharField(
        label=_("亲属姓名"), max_length=60, widget=forms.TextInput({"autocomplete": "off"})
    )
    id_number = forms.CharField(
        label=_("亲属的身份证号"),
        max_length=40,
        help_text=_("只用来比对是不是我们办的人家，比完就不留号码。"),
        widget=forms.PasswordInput({"autocomplete": "off", "inputmode": "text"}),
    )
    relation = forms.ChoiceField(label=_("什么亲"))

    def __init__(self, data: Any = None, *, officers: Choices, relations: Choices) -> None:
        super().__init__(data, label_suffix="")
        for name, choices in (("officer", officers), ("relation", relations)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")
        if len(officers) == 1:
            self.fields["officer"].initial = officers[0][0]
            self.fields["officer"].widget = forms.HiddenInput()

    def clean_name(self) -> str:
        """Refuse a number in the place of a name."""
        return read_name(self)

    def clean_id_number(self) -> str:
        """Return the number as it is compared."""
        return read_number(self.cleaned_data["id_number"])


def read_number(raw: str) -> str:
    """Return an identity number as it is compared; a wrong one is named as wrong and not repeated."""
    if check_id(raw) is not None:
        raise forms.ValidationError(_("身份证号不对：要 18 位，请照证件重新输一遍。"))
    return normalise_id(raw)


def read_name(form: forms.Form) -> str:
    """Return the name of a form; a number in its place is refused and taken out, so that the page does not repeat it."""
    name: str = form.cleaned_data["name"]
    if scan(name):
        form.data = {**dict(form.data.items()), "name": ""}
        raise forms.ValidationError(_("这里写姓名，不写号码。"))
    return name.strip()
