"""Forms of an application on behalf: the village takes it over; the township asks the household itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.desk.forms.base import ActForm, one_of, words_field
from casework.desk.situation import Situation


class TakeForm(ActForm):
    """Why the household cannot go on by itself, on what evidence, and whether who takes it is its near kin."""

    reason = forms.CharField(label=_("为什么要代办"), max_length=100, help_text=_("例：不识字，腿脚不便。"))
    evidence = forms.CharField(
        label=_("凭什么代办"), max_length=100, help_text=_("委托书、合影，或者电话核实是哪一天。")
    )
    related = one_of(_("您和他家是近亲属吗"), [("no", _("不是")), ("yes", _("是，要备案"))])

    def lay_out(self, situation: Situation) -> None:
        """Ask for reason and evidence as this place does: elsewhere they may stay empty."""
        lodge = situation.book.spec.step("lodge")
        for name in ("reason", "evidence"):
            self.fields[name].required = lodge is not None and bool(lodge.option(f"delegation_{name}"))

    def entered(self) -> dict[str, Any]:
        return super().entered() | {"related": self.cleaned_data["related"] == "yes"}


class AskedForm(ActForm):
    """How the household was asked, and what it said."""

    words = words_field(_("怎么问的本人、他怎么说"), rows=2)
