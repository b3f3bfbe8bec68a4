"""Forms between acceptance and opinion: the report of the means check, the visit, another programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.desk.forms.base import ActForm, one_of, some_of, words_field
from casework.desk.situation import Situation
from casework.rules import entering, office
from policies import queries as law


class ReportForm(ActForm):
    """What the report of the means check says."""

    result = one_of(_("报告怎么说"), words.RESULTS.items())
    number = forms.CharField(label=_("报告编号"), max_length=40, required=False)


class VisitForm(ActForm):
    """Who went, how, and what they saw."""

    methods = some_of(_("怎么调查的"), words.METHODS.items(), initial=["visit"])
    findings = words_field(
        _("看到什么、问到什么"), rows=5, required=False, help_text=_("写事实，不写身份证号和卡号。")
    )
    field_order = ("who", "methods", "findings")

    def lay_out(self, situation: Situation) -> None:
        step = situation.book.spec.step("visit")
        least = int(step.option("least", 1)) if step else 1
        help_text = _("本地规定至少 %(least)d 个人。") % {"least": least} if least > 1 else ""
        self.fields["who"] = some_of(
            _("谁去的"), situation.colleagues, initial=[situation.actor.officer], help_text=help_text
        )
        self.order_fields(self.field_order)


class NoteForm(ActForm):
    """What somebody of the village or the township knows besides."""

    text = words_field(_("看到什么、听到什么"), rows=4, help_text=_("写事实，不写身份证号和卡号。"))


def others(situation: Situation) -> list[tuple[str, str]]:
    """Return the other programmes of the place, as choices."""
    return [
        (version.programme.code, version.programme.name)
        for version in law.programmes(situation.case.unit.jurisdiction.code, situation.today)
        if version.programme.code != situation.book.spec.code
    ]


class ReclassifyForm(ActForm):
    """Another programme of the place for the same application, and why the former is not met."""

    reason = words_field(
        _("原来的项目为什么不符合"), rows=2, required=False, help_text=_("两个项目的认定都会留在这一件里。")
    )
    field_order = ("to", "reason")

    def lay_out(self, situation: Situation) -> None:
        self.fields["to"] = one_of(
            _("改成哪个项目"), others(situation), help_text=_("编号和材料都不变，不用重新申请。")
        )
        self.order_fields(self.field_order)

    def entered(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"], "reason": self.cleaned_data["reason"]}


class AssessForm(ActForm):
    """Whether the household meets another programme, and why."""

    met = one_of(_("符合吗"), (("yes", _("符合")), ("no", _("不符合"))))
    reason = words_field(_("理由"), rows=2)
    field_order = ("programme", "met", "reason")

    def lay_out(self, situation: Situation) -> None:
        self.fields["programme"] = one_of(_("哪个项目"), others(situation))
        self.order_fields(self.field_order)

    def entered(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {"programme": found["programme"], "met": found["met"] == "yes", "reason": found["reason"]}


class LookUpForm(ActForm):
    """What has been looked up, and what came out."""

    text = words_field(_("查到什么"), rows=3, help_text=_("写结果，不写身份证号和卡号。"))
    field_order = ("codes", "text")

    def lay_out(self, situation: Situation) -> None:
        open_tasks = office.waiting(situation.facts, situation.book.spec, situation.today)
        self.fields["codes"] = some_of(_("查好了哪几样"), [(task.code, task.name) for task in open_tasks])
        self.order_fields(self.field_order)


class EnterForm(ActForm):
    """Which step was entered in which platform, on which day."""

    platform = forms.CharField(label=_("哪个平台"), max_length=60)
    on = forms.DateField(
        label=_("哪一天录的"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ("step", "platform", "on")

    def lay_out(self, situation: Situation) -> None:
        from casework.desk.acts import step_name  # the table of acts names this form

        steps = entering.open_steps(situation.facts)
        self.fields["step"] = one_of(_("哪一步"), [(step, step_name(step)) for step in steps])
        self.fields["platform"].initial = situation.book.spec.word("platform", "")
        self.fields["on"].initial = situation.today
        self.order_fields(self.field_order)
