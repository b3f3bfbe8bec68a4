"""Forms of the certificate: its number, the day of its stamp, and who destroyed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk.forms.base import ActForm, some_of
from casework.desk.situation import Situation
from casework.rules.certificate import MOST_NUMBER, WITNESSES


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
    field_order = ("number", "on")


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
