"""Forms around a posting: where it hangs, how an objection is answered, and how it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.desk.forms.base import ActForm, one_of, some_of
from casework.desk.situation import Situation


class PostForm(ActForm):
    """Where the posting hangs."""

    def lay_out(self, situation: Situation) -> None:
        step = situation.book.spec.step("post")
        stated = list(step.option("places", ())) if step else []
        self.fields["where"] = some_of(
            _("贴在哪里"),
            words.PLACES.items(),
            initial=stated,
            help_text=_("本地文件写了的，已经替您勾上。") if stated else "",
        )

    def repeated(self) -> list[tuple[str, str]]:
        where = "、".join(str(words.PLACES[code]) for code in self.cleaned_data["where"])
        days = self.situation.book.parameters.number("posting_days", self.situation.today)
        lines = [(_now("贴在"), where)]
        if days is not None:
            lines.append((_now("公示几天"), _now("%d 天（自然日，贴出当天不算）") % days))
        return lines


class AnswerForm(ActForm):
    """How the objection was looked into: by whom, and the votes where there was a meeting."""

    def lay_out(self, situation: Situation) -> None:
        self.fields["who"] = some_of(_("谁参加的"), situation.colleagues)
        if self.verb == "appraise":
            self.fields["approves"] = forms.IntegerField(label=_("几票同意"), min_value=0, max_value=999)
            self.fields["rejects"] = forms.IntegerField(label=_("几票不同意"), min_value=0, max_value=999)


class CloseForm(ActForm):
    """Whether the objection holds."""

    outcome = one_of(
        _("异议成立吗"),
        words.OUTCOMES.items(),
        help_text=_("成立的，原来的意见作废，要重新调查、重新提意见。"),
    )

    def lay_out(self, situation: Situation) -> None:
        objection = situation.facts.objection
        if objection is not None and objection.against == "result":
            self.fields["outcome"].help_text = _("成立的，接着要提出调整或者停发；决定以前钱照发。")

    def repeated(self) -> list[tuple[str, str]]:
        return [(_now("异议成立吗"), str(words.OUTCOMES[self.cleaned_data["outcome"]]))]

    def entered(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"]}
