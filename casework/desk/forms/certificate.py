"""Forms of the certificate: its number, the day of its stamp, why it is replaced, and who destroyed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk.forms.base import ActForm, one_of, some_of, words_field
from casework.desk.situation import Situation
from casework.rules.certificate import MOST_NUMBER, WHY, WITNESSES


class DayForm(ActForm):
    """The day it was done, today unless the person says otherwise."""

    def lay_out(self, situation: Situation) -> None:
        day = forms.DateInput(attrs={"type": "date", "max": situation.today.isoformat()}, format="%Y-%m-%d")
        self.fields["on"] = forms.DateField(label=_("哪一天"), initial=situation.today, widget=day)


class IssueForm(DayForm):
    """The number printed on the certificate."""

    number = forms.CharField(
        label=_("证上印的编号"), max_length=MOST_NUMBER, widget=forms.TextInput({"autocomplete": "off"})
    )
    field_order: tuple[str, ...] = ("number", "on")


class ReplaceForm(IssueForm):
    """Why, what happened, and the number that holds from now on."""

    why = one_of(_("为什么"), [(code, _(words)) for code, words in WHY.items()])
    reason = words_field(_("事情的经过"), rows=2)
    field_order = ("why", "reason", "number", "on")

    def lay_out(self, situation: Situation) -> None:
        super().lay_out(situation)
        held = situation.facts.certificate
        self.fields["number"].label = _("新的编号")
        if held is not None:
            self.fields["number"].help_text = _("原来的是 %(number)s。") % {"number": held.number}

    def repeated(self) -> list[tuple[str, str]]:
        held = self.situation.facts.certificate
        return [
            (_now("作废的编号"), held.number if held else ""),
            (_now("新的编号"), self.cleaned_data["number"]),
        ]


class LostForm(DayForm):
    """How it was lost, and on which day that was told."""

    reason = words_field(_("事情的经过"), rows=2, help_text=_("问过谁、怎么丢的、找过哪里。"))
    field_order = ("reason", "on")

    def repeated(self) -> list[tuple[str, str]]:
        held = self.situation.facts.certificate
        return [(_now("作废的编号"), held.number if held else "")]


class DestroyForm(DayForm):
    """The two who destroyed it, and when."""

    def lay_out(self, situation: Situation) -> None:
        self.fields["who"] = some_of(_("哪两个人销毁的"), situation.colleagues)
        super().lay_out(situation)

    def clean_who(self) -> list[str]:
        """Ask for two."""
        who: list[str] = self.cleaned_data["who"]
        if len(who) != WITNESSES:
            raise ValidationError(_("请选两个人。"))
        return who

    def repeated(self) -> list[tuple[str, str]]:
        names = dict(self.situation.colleagues)
        who = "、".join(names[pk] for pk in self.cleaned_data["who"])
        return [(_now("哪两个人销毁的"), who), (_now("哪一天"), f"{self.cleaned_data['on']:%Y-%m-%d}")]

    def entered(self) -> dict[str, Any]:
        return {"who": self.cleaned_data["who"], "on": self.cleaned_data["on"]}
