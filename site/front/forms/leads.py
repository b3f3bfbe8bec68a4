"""Whom a lead is about: what does not travel through a chat, typed on the site's own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from front.forms.base import PlainText, SiteForm
from policies.rules.contact_numbers import check_phone, normalise_phone


class TelephoneField(forms.CharField):
    """A mobile or landline number that may be left out; cleaned as it is dialled."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "tel", "autocomplete": "off", "class": "digits"}
        super().__init__(max_length=40, required=False, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the number, or nothing; raise for what cannot be dialled."""
        typed: str = super().clean(value)
        if not typed:
            return ""
        if problem := check_phone(typed, demo=settings.YIMEN_DEMO):
            raise ValidationError(problem.sentence, code=problem.code)
        return normalise_phone(typed)


class LeadReportForm(SiteForm):
    """Whom an officer of the village reports."""

    name = PlainText(
        label=_("他叫什么名字"),
        error_messages={"required": _("请写他的名字。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = TelephoneField(label=_("他的电话（没有就空着）"), help_text=_("手机或座机都行。"))


class LeadNameForm(SiteForm):
    """Whom a resident told of, as far as he wants to say it."""

    name = PlainText(
        label=_("他叫什么名字（可以不写）"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = TelephoneField(label=_("他家的电话（可以不写）"))
    teller = TelephoneField(
        label=_("您自己的电话（可以不写）"),
        help_text=_("写了，镇里有不清楚的能问您。只有镇里办的人看得到，村里看不到，加锁保存，办完就删掉。"),
    )
