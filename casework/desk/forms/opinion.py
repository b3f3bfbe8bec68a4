"""The first opinion with its arithmetic: an income sheet where aid is the difference to a standard."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.desk.forms.base import ActForm, Money, fen, one_of
from casework.desk.situation import Situation
from casework.rules.asking import day_of
from casework.rules.reckoning import annual, kept, reckon
from casework.rules.refusal import StepRefused
from policies import queries as law
from policies.rules.calculation import Calculation
from policies.rules.ways import ways

INCOME_TESTED = ("dibao",)
"""Programmes whose amount is the difference between income and the standard (57 art. 23)."""
PERIODS = (("month", _("每月")), ("year", _("每年")))
USUAL = {"wage": "month", "business": "year", "property": "year", "transfer": "month"}


class OpinionForm(ActForm):
    """Whether to grant, and for how much: computed from the sheet, or typed where the place computes otherwise."""

    grant = one_of(_("您的意见"), (("yes", _("符合")), ("no", _("不符合"))))

    def lay_out(self, situation: Situation) -> None:
        self.tested = situation.book.spec.code in INCOME_TESTED
        self.calculation: Calculation | None = None
        self.unconfigured: StepRefused | None = None
        step = situation.book.spec.step("confirm")
        self.fields["grant"].help_text = self._one_form(situation)
        if self.tested:
            self._lay_out_sheet(situation)
        if step and "amount" in step.option("amounts", ()):
            self.fields["by_hand"] = Money(
                label=self._amount_label(),
                required=False,
                help_text=_("例如单人保。一般空着。") if self.tested else "",
            )
        if self.tested and "by_hand" in self.fields:
            self.fields["by_hand_reason"] = forms.CharField(
                label=_("为什么不按这张表算"), max_length=200, required=False
            )

    def _one_form(self, situation: Situation) -> Any:
        """Say what the same application has not been weighed under yet, where one form serves for all (YC-4a)."""
        if not ways(situation.book.spec).one_form:
            return ""
        looked = {situation.facts.programme, *(one.programme for one in situation.facts.determinations)}
        place = situation.book.spec.place
        rest = [
            one.programme.name
            for one in law.programmes(place, situation.today)
            if one.programme.code not in looked
        ]
        if not rest:
            return ""
        return _("一张申请表，分类认定。不符合这一项的，看看适不适合：%s。") % "、".join(rest)

    def _amount_label(self) -> Any:
        if self.situation.book.spec.pays_once:
            return _("建议一次给多少（元）")
        return _("不按这张表算的，每月多少（元）") if self.tested else _("建议每月多少（元）")

    def _lay_out_sheet(self, situation: Situation) -> None:
        for kind, label in words.KINDS.items():
            self.fields[f"per_{kind}"] = forms.ChoiceField(label=label, choices=PERIODS, initial=USUAL[kind])
        for key, name in situation.people.items():
            for kind, label in words.KINDS.items():
                self.fields[f"{key}_{kind}"] = Money(label=words.headed(name, label), required=False)
        try:
            reckon(situation.book, self.law_day, len(situation.people), Fraction(0))
        except StepRefused as refusal:
            self.unconfigured = refusal

    @property
    def law_day(self) -> Any:
        """The day whose values count: acceptance."""
        accepted = self.situation.facts.when("accept")
        return day_of(accepted) if accepted else self.situation.today

    @property
    def periods(self) -> list[Any]:
        """The fields that say how each kind of income is given."""
        return [self[f"per_{kind}"] for kind in words.KINDS] if self.tested else []

    @property
    def rows(self) -> list[tuple[str, list[Any]]]:
        """The sheet: each member's name with the fields of the kinds."""
        if not self.tested:
            return []
        return [
            (name, [(label, self[f"{key}_{kind}"]) for kind, label in words.KINDS.items()])
            for key, name in self.situation.people.items()
        ]

    @property
    def lines(self) -> list[dict[str, str]]:
        """The arithmetic in words, when it has been done."""
        return explained(self.calculation.rows) if self.calculation else []

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if "reckon" in self.data:
            self.errors.pop("grant", None)  # he only wants the sum; the opinion comes after it
        if self.tested and not self.errors:
            self._reckon(found)
        if found.get("grant") == "yes" and "reckon" not in self.data and not self.errors:
            self._check_grant(found)
        return found

    def _reckon(self, found: dict[str, Any]) -> None:
        try:
            self.calculation = reckon(
                self.situation.book,
                self.law_day,
                len(self.situation.people),
                annual(self._entries(found), self._periods(found)),
            )
        except StepRefused as refusal:
            self.unconfigured = refusal

    def _check_grant(self, found: dict[str, Any]) -> None:
        by_hand = found.get("by_hand")
        if not self.tested:
            if "by_hand" in self.fields and by_hand is None:
                self.add_error("by_hand", ValidationError(_("还没有填金额。")))
            return
        if by_hand is not None:
            if not found.get("by_hand_reason", "").strip():
                self.add_error("by_hand_reason", ValidationError(_("不按这张表算的，要写原因。")))
        elif self.calculation is None:
            refusal = self.unconfigured
            self.add_error(None, ValidationError(refusal.reason if refusal else _("这张表还没有算。")))
        elif not self.calculation.eligible:
            self.add_error(
                "grant", ValidationError(_("按这张表，收入不低于标准。请核对收入，或者提“不符合”。"))
            )

    def _entries(self, found: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {
            key: {
                kind: found[f"{key}_{kind}"] for kind in words.KINDS if found.get(f"{key}_{kind}") is not None
            }
            for key in self.situation.people
        }

    def _periods(self, found: dict[str, Any]) -> dict[str, str]:
        return {kind: found[f"per_{kind}"] for kind in words.KINDS}

    def entered(self) -> dict[str, Any]:
        found = self.cleaned_data
        grant, by_hand = found["grant"] == "yes", fen(found.get("by_hand"))
        amount = by_hand if by_hand is not None else self.calculation.fen if self.calculation else None
        return {
            "grant": grant,
            "amount": amount if grant else None,
            "calculation": self._kept(found) if self.calculation else None,
        }

    def _kept(self, found: dict[str, Any]) -> dict[str, Any]:
        assert self.calculation is not None
        made = kept(self.calculation, self._entries(found), self._periods(found))
        if found.get("by_hand") is not None:
            made["inputs"]["by_hand"] = {"fen": fen(found["by_hand"]), "reason": found["by_hand_reason"]}
        return made

    def repeated(self) -> list[tuple[str, str]]:
        entered = self.entered()
        lines = [(_now("您的意见"), _now("符合") if entered["grant"] else _now("不符合"))]
        if entered["amount"] is not None:
            once = self.situation.book.spec.pays_once
            lines.append(
                (_now("一次给多少钱") if once else _now("每月多少钱"), words.yuan(entered["amount"]))
            )
        return lines


def explained(rows: Any) -> list[dict[str, str]]:
    """Return the lines of a calculation, fresh or kept, in words."""
    found = []
    for row in rows:
        part = row if isinstance(row, dict) else {name: getattr(row, name) for name in row.__slots__}
        found.append(
            {
                "label": words.line_words(part["label_key"]),
                "expression": part["expression"],
                "value": str(words.ANSWERS.get(part["value"], part["value"])),
                "clause": part["clause"],
            }
        )
    return found
