"""What is written of a lead, and the time over which the county counts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policies.models import Unit
from policies.rules.contact_numbers import check_phone, normalise_phone

NEEDED = _("还没有填。")
YES_NO = (("no", _("不是")), ("yes", _("是")))


class LeadForm(forms.Form):
    """Whom it is about, what was seen, and whether whoever files is kin; `key` files one lead, however often pressed."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    village = forms.ChoiceField(label=_("哪个村（社区）"))
    name = forms.CharField(
        label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=40,
        required=False,
        help_text=_("手机或座机都行，没有就空着。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    seen = forms.CharField(
        label=_("看到的情况"),
        max_length=2000,
        help_text=_("谁病了、房子怎样、靠什么过日子。不要写身份证号和卡号。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    urgent = forms.BooleanField(
        label=_("急，今天就要有人去看"),
        required=False,
        help_text=_("没饭吃、没地方住、病得重、孩子没人管。有生命危险，先打 120 或 110。"),
    )
    related = forms.ChoiceField(
        label=_("您和他家是近亲属吗"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=_("是近亲属也能报。报了以后由别的同事办，您看不到。"),
    )

    data: Any

    def __init__(self, data: Any = None, *, villages: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.fields["village"].choices = [(row.code, str(row)) for row in villages]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = NEEDED

    def clean(self) -> dict[str, Any]:
        """Give an old page, or one whose key got lost, a new key: one more press files it."""
        if "key" in self.errors:
            del self.errors["key"]
            self.data = {**self.data.dict(), "key": str(self.initial["key"])}
            self.add_error(None, _("这一页旧了，请再按一次。"))
        return super().clean() or {}

    def clean_phone(self) -> str:
        """Return the number as it is dialled; the application asks for the very same."""
        typed = self.cleaned_data["phone"]
        if not typed:
            return ""
        if problem := check_phone(typed, demo=settings.YIMEN_DEMO):
            raise ValidationError(problem.sentence, code=problem.code)
        return normalise_phone(typed)

    def said(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {**self.cleaned_data, "related": self.cleaned_data["related"] == "yes"}


class PeriodForm(forms.Form):
    """From which day to which, both included; this month where nothing is said."""

    use_required_attribute = False
    since = forms.DateField(
        label=_("从哪天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到哪天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, *, today: date) -> None:
        self.today = today
        said = {name: data[name] for name in ("since", "until") if name in data}
        usual = {"since": f"{today.replace(day=1)}", "until": f"{today}"}
        super().__init__({**usual, **said}, label_suffix="")
        for field in self.fields.values():
            field.error_messages |= {"required": NEEDED, "invalid": _("日期像 2026-03-02 这样写。")}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and since > until:
            self.add_error("until", _("结束的日期在开始的前面，请改过来。"))
        return found

    @property
    def period(self) -> tuple[date, date] | None:
        """The two days; None where they make no sense."""
        return (self.cleaned_data["since"], self.cleaned_data["until"]) if self.is_valid() else None

    @property
    def usual(self) -> list[tuple[Any, str]]:
        """The months and the year most asked for, each with its query."""
        first = self.today.replace(day=1)
        before = first - timedelta(days=1)
        spans = (
            (_("这个月"), first, self.today),
            (_("上个月"), before.replace(day=1), before),
            (_("今年"), first.replace(month=1), self.today),
        )
        return [(label, f"since={since}&until={until}") for label, since, until in spans]
