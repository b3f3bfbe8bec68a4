"""Forms before and at acceptance: signatures, papers, the one demand, and the reason for not accepting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.desk.forms.base import ActForm, Choices, some_of, words_field
from casework.desk.situation import Situation
from casework.rules import commitment
from casework.rules.completeness import required, to_bring
from policies.rules.disclosure import ChecklistItem
from policies.rules.typography import set_type

CHANGED = "facts_changed"


class AcceptForm(ActForm):
    """Nothing to fill in, except where the applicant's signed commitment is not on record yet."""

    def lay_out(self, situation: Situation) -> None:
        owed = commitment.owed(situation.facts, situation.book.spec)
        if owed is not None:
            self.fields["committed"] = forms.BooleanField(
                label=_("申请表上的承诺，申请人看过、签了字"),
                required=False,
                help_text=f"{_('依据：')}{owed.clause}",
            )

    def clean_committed(self) -> bool:
        """Refuse to go on without it, in a sentence that says what to do."""
        seen: bool = self.cleaned_data["committed"]
        if not seen:
            raise ValidationError(_("承诺还没有签，不能收下。请申请人看过、签了，再勾上。"))
        return seen


class RequestMissingForm(ActForm):
    """Which papers lack. Only what the catalogue lists for this household can be asked for."""

    def lay_out(self, situation: Situation) -> None:
        facts, spec = situation.facts, situation.book.spec
        listed = [item for item in to_bring(facts, spec, situation.today).items if item.group != "shared"]
        self.lacking = [code for code in required(facts, spec, situation.today) if code not in facts.supplied]
        choices = [(item.code, _paper(item, item.code in facts.supplied)) for item in listed]
        known = {code for code, _label in choices}
        self.fields["codes"] = some_of(
            _("还差哪几样"),
            choices,
            initial=self.lacking,
            help_text=_("一次说全。没交的已经替您勾上了；交了但看不清的，也可以勾。"),
        )
        if facts.demanded or facts.disclosed:
            more = [(item.code, set_type(item.name)) for item in spec.materials if item.fetch != "shared"]
            self.fields["changed"] = some_of(
                _("他家情况变了，要另外加的"),
                [(code, name) for code, name in more if code not in known or facts.demanded],
                required=False,
                help_text=_("告知过以后再要，算二次告知，县里看得到。情况没有变的，不要选。"),
            )
            self.fields["codes"].required = False
            self.fields["because"] = words_field(
                _("情况变在哪里"),
                rows=2,
                required=False,
                help_text=_("二次告知要写。例如：孩子上个月办了残疾证。"),
            )

    @property
    def banned(self) -> list[str]:
        """What nobody may ask for, in words."""
        return [words.headed(proof.name, proof.instead) for proof in self.situation.book.spec.banned]

    def entered(self) -> dict[str, Any]:
        changed = self.cleaned_data.get("changed") or []
        codes = list(dict.fromkeys([*self.cleaned_data["codes"], *changed]))
        return {
            "codes": codes,
            "why": CHANGED if changed else "",
            "because": self.cleaned_data.get("because", ""),
        }


def _paper(item: ChecklistItem, supplied: bool) -> str:
    copies = _now("%(name)s（%(count)d 份）") % {"name": item.name, "count": item.count}
    name = set_type(copies if item.count > 1 else item.name)
    if item.group == "signed" and not supplied:
        return f"{name} — {_now('当场签')}"
    return f"{name} — {_now('已经交了') if supplied else _now('还没交')}"


class DeclineForm(ActForm):
    """Why the application is not accepted; the sentence goes into the written notice."""

    reason = words_field(_("为什么不收"), help_text=_("会写进告知书，请写清楚依据哪一条，缺什么。"))

    def repeated(self) -> list[tuple[str, str]]:
        return [(_now("为什么不收"), self.cleaned_data["reason"])]


def _people(situation: Situation, keys: tuple[str, ...] | None = None) -> Choices:
    return [(key, name) for key, name in situation.people.items() if keys is None or key in keys]


class SignForm(ActForm):
    """Who has signed the application at the window."""

    def lay_out(self, situation: Situation) -> None:
        facts = situation.facts
        unsigned = tuple(member.key for member in facts.members if member.key not in facts.signed)
        self.fields["who"] = some_of(_("谁签了字"), _people(situation, unsigned), required=False)
        others = sorted(facts.supporters - facts.supporters_signed)
        if others:
            self.fields["supporters"] = some_of(
                _("哪几家赡养人代表签了字"), [(name, name) for name in others], required=False
            )


class AuthoriseForm(ActForm):
    """Which adults have authorised the means check, each for himself."""

    def lay_out(self, situation: Situation) -> None:
        facts = situation.facts
        adults = tuple(
            member.key for member in facts.adults(situation.today) if member.key not in facts.authorised
        )
        self.fields["who"] = some_of(
            _("谁签了核对授权书"), _people(situation, adults), help_text=_("每个大人自己签，别人不能代签。")
        )
        self.fields["on"] = forms.DateField(
            label=_("授权书上的日期"),
            initial=situation.today,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            required=False,
        )
        self.fields["scope"] = forms.CharField(
            label=_("授权查什么"),
            max_length=100,
            initial=_now("收入、存款、房产、车辆等家庭经济状况"),
        )


class PapersForm(ActForm):
    """What was brought in: papers, signatures and authorisations that are there now."""

    def lay_out(self, situation: Situation) -> None:
        facts, spec = situation.facts, situation.book.spec
        needed = required(facts, spec, situation.today)
        adults = tuple(member.key for member in facts.adults(situation.today))
        self.fields["supplied"] = some_of(
            _("材料"),
            [(code, situation.material(code)) for code in needed],
            initial=[code for code in needed if code in facts.supplied],
            required=False,
        )
        self.fields["signed"] = some_of(
            _("申请表上签了字的"), _people(situation), initial=sorted(facts.signed), required=False
        )
        self.fields["authorised"] = some_of(
            _("签了核对授权书的"),
            _people(situation, adults),
            initial=sorted(facts.authorised),
            required=False,
        )
