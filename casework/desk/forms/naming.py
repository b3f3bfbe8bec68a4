"""The form that puts a misspelt name right: whose, how it is written, and from which paper it was read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk.forms.base import ActForm, one_of, words_field
from casework.desk.situation import Situation
from casework.rules.naming import MOST


class NameForm(ActForm):
    """Whose name, the right one, the paper, and how it came to be wrong."""

    def lay_out(self, situation: Situation) -> None:
        people = [(member.key, member.person.name) for member in situation.members]
        self.fields["member"] = one_of(_("谁的名字写错了"), people)
        self.fields["name"] = forms.CharField(
            label=_("正确的名字"),
            max_length=MOST,
            help_text=_("对着证件写，一个字一个字看。"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["paper"] = forms.CharField(
            label=_("照哪份证件改的"), max_length=60, help_text=_("例：居民身份证，户口簿。号码不用写。")
        )
        self.fields["reason"] = words_field(_("怎么写错的"), rows=2, help_text=_("例：“程”听成了“陈”。"))

    def repeated(self) -> list[tuple[str, str]]:
        return [
            (_now("原来写的"), self.situation.people[self.cleaned_data["member"]]),
            (_now("改成"), self.cleaned_data["name"]),
        ]
