"""What is asked about an officer: numbers are read to compare them and are never kept or shown again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from casework.desk.kin.forms import read_name, read_number
from casework.rules.roles import OFFICE_ROLES, ROLE_NAMES
from policies.models import Unit
from policies.rules.contact_numbers import normalise_phone, phone_kind

Choices = list[tuple[str, Any]]
ONCE = {"autocomplete": "off", "inputmode": "text"}
MOBILES = ("mobile", "demo")
"""A landline is an office's and says nothing about who somebody is."""
REQUIRED = _("还没有填。")


class OfficeForm(forms.Form):
    """What all forms about people share."""

    use_required_attribute = False

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED


class PostForm(OfficeForm):
    """A post: where, which, from when, until when."""

    unit = forms.ChoiceField(label=_("在哪个单位"))
    role = forms.ChoiceField(
        label=_("什么岗位"),
        choices=[("", _("请选")), *((role, _(ROLE_NAMES[role])) for role in OFFICE_ROLES)],
    )
    since = forms.DateField(
        label=_("任职起"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("不填就是马上。"),
    )
    until = forms.DateField(
        label=_("任职止"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("不填就是没有期限。"),
    )

    def __init__(self, data: Any = None, *, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.known = {unit.code: unit for unit in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选")), *((unit.code, unit.name) for unit in units)]

    def post(self) -> dict[str, Any]:
        """Return what the action takes."""
        found = self.cleaned_data
        return {
            "unit": self.known[found["unit"]],
            "role": found["role"],
            "since": found["since"],
            "until": found["until"],
        }


class NumberForm(OfficeForm):
    """The number of a document, read to be compared."""

    id_number = forms.CharField(
        label=_("本人的身份证号"),
        max_length=40,
        help_text=_("照证件输。只用来比对是不是同一个人、是不是他自己家的件，比完就不留号码，也不再显示。"),
        widget=forms.PasswordInput(ONCE),
    )

    def clean_id_number(self) -> str:
        """Return the number as it is compared."""
        return read_number(self.cleaned_data["id_number"])


class DocumentForm(NumberForm):
    """His number and his mobile, to find out whether he is here already and whose household is his own."""

    phone = forms.CharField(
        label=_("本人的手机号"),
        max_length=40,
        required=False,
        help_text=_("填本人的，不填办公电话：手机号一样的两条记录当作同一个人。也不留号码。"),
        widget=forms.PasswordInput({"autocomplete": "off", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        """Return the mobile as it is compared; a wrong one is named as wrong and not repeated."""
        raw: str = self.cleaned_data["phone"]
        if not raw.strip():
            return ""
        if phone_kind(raw, demo=settings.YIMEN_DEMO) not in MOBILES:
            raise forms.ValidationError(_("手机号不对：要 11 位，请重新输一遍。"))
        return normalise_phone(raw)


class EntryForm(DocumentForm, PostForm):
    """Somebody new, with his first post and, for the keeper of the accounts, his login."""

    name = forms.CharField(label=_("姓名"), max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    login = forms.ChoiceField(
        label=_("登录账号"), required=False, help_text=_("账号先在“设置、用户”里建好，再在这里选。")
    )
    field_order = ("name", "id_number", "phone", "unit", "role", "since", "until", "login")

    def __init__(self, data: Any = None, *, logins: Choices | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if logins is None:
            del self.fields["login"]
            return
        field = self.fields["login"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("还没有")), *logins]

    def clean_name(self) -> str:
        """Refuse a number in the place of a name."""
        return read_name(self)


class MergeForm(NumberForm):
    """The number once more, read from the document: it decides whether two records are one human."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["id_number"]
        field.label, field.help_text = _("照证件再输一遍身份证号"), _("和登记的对得上才并。不留号码。")
