"""Forms between acceptance and opinion: the report of the means check, the visit, another programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.desk.forms.base import ActForm, one_of, some_of, words_field
from casework.desk.situation import Situation
from policies import queries as law


class ReportForm(ActForm):
    """What the report of the means check says."""

    result = one_of(_("报告怎么说"), words.RESULTS.items())
    number = forms.CharField(label=_("报告编号"), max_length=40, required=False)


class VisitForm(ActForm):
    """Who went, how, and what they saw."""

    methods = some_of(_("怎么调查的"), words.METHODS.items(), initial=["visit"])
    findings = words_field(
        _("看到什么、问到什么"), rows=5, required=False, help_text=_("写事实,不写身份证号和卡号。")
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

    text = words_field(_("看到什么、听到什么"), rows=4, help_text=_("写事实,不写身份证号和卡号。"))


class ReclassifyForm(ActForm):
    """Another programme of the place for the same application."""

    def lay_out(self, situation: Situation) -> None:
        place = situation.case.unit.jurisdiction.code
        others = [
            (version.programme.code, version.programme.name)
            for version in law.programmes(place, situation.today)
            if version.programme.code != situation.book.spec.code
        ]
        self.fields["to"] = one_of(_("改成哪个项目"), others, help_text=_("编号和材料都不变,不用重新申请。"))

    def entered(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"]}
