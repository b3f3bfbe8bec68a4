"""Who lives together: one person a page, numbers read the way people write them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.rules.lodgement import PersonDraft, at_odds
from front.forms.base import PlainText, SiteForm
from front.rules.draft import DraftPerson
from policies.rules.contact_numbers import check_phone, normalise_phone
from policies.rules.identity import birth_date, check_id, normalise_id

SELF = "本人"
# Kept as printed in the forms of the office; shown as they are.
RELATIONS = ("妻", "夫", "子", "女", "父", "母", "儿媳", "女婿", "孙子女", "祖父母", "兄弟姐妹", "其他")
GRADES = (("", _("没有")), ("1", _("一级")), ("2", _("二级")), ("3", _("三级")), ("4", _("四级")))


class IdNumberField(forms.CharField):
    """A resident identity number; spaces, dashes, full-width digits and a small x are welcome."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "text", "autocomplete": "off", "spellcheck": "false", "class": "digits"}
        super().__init__(max_length=60, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the normalised number, or the sentence that says what is wrong with it."""
        number = normalise_id(super().clean(value))
        if problem := check_id(number):
            raise ValidationError(problem.sentence, code=problem.code)
        return number


class PersonForm(SiteForm):
    """One member. `taken` are the numbers of the others; the applicant is asked for a phone.

    `asks_away`: the place's programme asks who is registered elsewhere.
    """

    name = PlainText(
        label=_("姓名"),
        max_length=40,
        help_text=_("和身份证上一样。少数民族的名字照写，中间的点也写上。"),
        error_messages={"required": _("请写姓名。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    id_number = IdNumberField(
        label=_("身份证号"),
        help_text=_("18 位，最后一位可能是 X。中间有空格也没关系。例：770101 19580307 0014"),
        error_messages={"required": _("请写身份证号。孩子的在户口簿上有。")},
    )
    relation = forms.ChoiceField(
        label=_("是申请人的什么人"),
        choices=[("", _("请选")), *((word, word) for word in RELATIONS)],
        error_messages={"required": _("请选是申请人的什么人。"), "invalid_choice": _("请从列出的里面选。")},
    )
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=40,
        help_text=_("手机或座机都行。缺材料、有结果都打这个电话。没有就空着。"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "class": "digits"}),
    )
    disability = forms.ChoiceField(
        label=_("残疾证"),
        choices=GRADES,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("有残疾证的，选证上写的等级。"),
        error_messages={"invalid_choice": _("请从列出的里面选。")},
    )
    registered = PlainText(
        label=_("户口不在本县的，户口在哪里"),
        required=False,
        help_text=_("户口在本县就空着。在别处有没有领过，我们去查，不用您开证明。"),
    )

    def __init__(
        self,
        *args: Any,
        applicant: bool,
        taken: Collection[str],
        today: date,
        asks_away: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.applicant, self.taken, self.today = applicant, taken, today
        del self.fields["relation" if applicant else "phone"]
        if not asks_away:
            del self.fields["registered"]

    def clean_id_number(self) -> str:
        """Refuse a birth in the future and the same person twice."""
        number: str = self.cleaned_data["id_number"]
        if problem := check_id(number, today=self.today):
            raise ValidationError(problem.sentence, code=problem.code)
        if number in self.taken:
            raise ValidationError(_("这个人已经写过了。"), code="twice")
        return number

    def clean_phone(self) -> str:
        """Return the number as it is dialled."""
        typed = self.cleaned_data.get("phone", "")
        if not typed:
            return ""
        if problem := check_phone(typed, demo=settings.YIMEN_DEMO):
            raise ValidationError(problem.sentence, code=problem.code)
        return normalise_phone(typed)

    def clean(self) -> dict[str, Any]:
        """Hold what is said of the person against his number, by the rule of the window (QY-3.1.1c)."""
        found = super().clean() or {}
        if "id_number" in found and not self.errors and (wrong := at_odds(self._entry(found))):
            self.add_error("relation", ValidationError(wrong, code="at_odds"))
        return found

    def _entry(self, found: dict[str, Any]) -> PersonDraft:
        number, relation = found["id_number"], found.get("relation", "")
        return PersonDraft("", found["name"], birth_date(number), id_number=number, relation=relation)

    def person(self, key: str) -> DraftPerson:
        """Return the member that was typed."""
        typed = self.cleaned_data
        return DraftPerson(
            key=key,
            name=typed["name"],
            id_number=typed["id_number"],
            relation=SELF if self.applicant else typed["relation"],
            disability=typed["disability"],
            registered=typed.get("registered", ""),
            phone=typed.get("phone", ""),
        )
