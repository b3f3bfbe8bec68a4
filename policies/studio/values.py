"""What the document does not say: the national value beside it, and one press, with a reason, to take it over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from policies.actions.parameters import adopt_national
from policies.models import ParameterValue
from policies.queries import parts
from policies.rules.parameters import value_problem
from policies.studio.words import Choices, called
from policies.write_wall import found, sentence

CHANGE = "policies.change_parametervalue"


CHOICES: dict[str, Choices] = {
    "yesno": [("true", _("是")), ("false", _("不"))],
    "mode": [("gap", _("补差额")), ("tier", _("分档"))],
    "letter": [("warn", _("提醒审批的人，照样能批")), ("refuse", _("不能批"))],
    "rounding": list(ParameterValue.Rounding.choices),
}
"""Values that are one of a few words, by their unit."""


UNITS = {
    "yuan": _("元"),
    "workday": _("个工作日"),
    "day": _("天"),
    "month": _("个月"),
    "hour": _("小时"),
    "percent": "%",
    "multiple": _("倍"),
    "day_of_month": _("日"),
    "person": _("人"),
}
"""What stands behind a number; other units are no units, their values say it all."""


def in_words(row: ParameterValue, value: str) -> str:
    """Return a value of a row as a clerk reads it: closed words by their names, numbers with their unit."""
    if row.unit in CHOICES:
        return called(CHOICES[row.unit]).get(value, value)
    unit = UNITS.get(row.unit, "")
    return f"{value} {unit}" if value and unit else value


def say(row: ParameterValue) -> str:
    """Return the national value of a row in words."""
    return in_words(row, row.national_value)


def about(row: ParameterValue) -> str:
    """Return for which programme and part of the place a row holds; empty for all of it."""
    programme = row.jurisdiction.programmes.filter(code=row.programme).values_list("name", flat=True).first()
    part = dict(parts(row.jurisdiction.code)).get(row.scope, row.scope) if row.scope else ""
    return "、".join(filter(None, (programme or row.programme, part)))


class ValueForm(WagtailAdminModelForm):
    """A number needs its clause and a reason; an empty one stays 未载明 and is never read as nought."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "scope" in self.fields:
            self.fields["scope"] = self._scope()
        unit, field = self.instance.unit, self.fields.get("value")
        if field is None:
            return
        if unit in CHOICES:
            field.widget = forms.Select(choices=[("", _("未载明")), *CHOICES[unit]])
            field.help_text = _("从里面选一个；选“未载明”就是文件没有写。")
        elif unit == "text":
            field.widget = forms.Textarea(attrs={"rows": 3})
            field.help_text = _("照文件写，会印在文书上。空着：文件没有写，文书上就不印。")
        if self.instance.national_value:
            beside = gettext("国家：%(value)s（%(clause)s）。只供参照。") % {
                "value": say(self.instance),
                "clause": self.instance.national_clause,
            }
            field.help_text = f"{field.help_text}{beside}"

    def _scope(self) -> forms.ChoiceField:
        row = self.instance
        choices = parts(row.jurisdiction.code if row.jurisdiction_id else "")
        if row.scope and row.scope not in dict(choices):
            choices.append((row.scope, gettext("%(place)s（没有这个乡镇，请重选）") % {"place": row.scope}))
        described = self.fields["scope"]
        return forms.ChoiceField(
            label=described.label, help_text=described.help_text, choices=choices, required=False
        )

    def clean_scope(self) -> str:
        """Refuse a township of another place."""
        scope: str = self.cleaned_data["scope"]
        place = self.cleaned_data.get("jurisdiction")
        if place is not None and scope not in dict(parts(place.code)):
            raise forms.ValidationError(_("这个乡镇不在这个地方，请重新选。"))
        return scope

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        cleaned["value"] = (cleaned.get("value") or "").strip() or None
        if cleaned["value"] is not None:
            if wrong := value_problem(self.instance.unit or cleaned.get("unit", ""), cleaned["value"]):
                self.add_error("value", wrong)
            for name, words in (
                ("clause", _("有数就要有依据。")),
                ("reason", _("写明为什么这样填，例如 县政府〔2026〕3号。")),
            ):
                if not cleaned.get(name):
                    self.add_error(name, words)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """What a county fills in is the county's: loading a pack again leaves it alone."""
        if self.has_changed():
            self.instance.origin = ParameterValue.Origin.COUNTY
        return super().save(commit)


class ReasonForm(forms.Form):
    """Why the national value is taken over."""

    reason = forms.CharField(
        label=_("为什么采用"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：县里还没有另定，先按国家的执行；经分管领导同意。"),
        error_messages={"required": _("写明为什么采用。没有人负责的数不能用。")},
    )

    def clean_reason(self) -> str:
        """Refuse a private number."""
        said: str = self.cleaned_data["reason"]
        if kinds := found(said):
            raise forms.ValidationError(sentence(kinds))
        return said


class AdoptView(WagtailAdminTemplateMixin, FormView[ReasonForm]):
    """The silence on one side, the national value with its clause on the other, and a reason between them."""

    form_class = ReasonForm
    template_name = "policies/studio/adopt.html"
    page_title = _("采用国家的数值")
    header_icon = "sliders"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may change values."""
        if not isinstance(request.user, User) or not request.user.has_perm(CHANGE):
            raise PermissionDenied
        self.row = get_object_or_404(ParameterValue.objects.select_related("jurisdiction"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.row.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back to the values."""
        return [{"url": _list(), "label": _("参数")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            row=self.row, national=say(self.row), about=about(self.row), back=_list(), **kwargs
        )

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Write the national value into the silence, with clause and reason, in the county's name."""
        row = self.row
        try:
            adopt_national(row=row, reason=form.cleaned_data["reason"])
        except ValueError as refused:
            messages.error(self.request, str(refused))
            return redirect(_list())
        messages.success(
            self.request,
            gettext("“%(label)s”采用了国家的数值 %(value)s，依据和原因都记下了。")
            % {"label": row.label, "value": say(row)},
        )
        return redirect(_list())


def _list() -> str:
    return reverse("wagtailsnippets_policies_parametervalue:list")
