"""The form of a home visit: who, how, what was seen, the income sheet, the property, and what it hands to the action."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.actions.survey import Visit
from casework.desk import words
from casework.desk.forms.base import PRIVATE, Money, fen, some_of, words_field
from casework.desk.forms.opinion import PERIODS, USUAL
from casework.desk.situation import Situation
from casework.rules.reckoning import annual
from casework.rules.survey import COUNTED, INCOME, WAYS
from policies.rules import money
from policies.rules.private_numbers import scan

MOST_COUNTED = 99
HELD = (
    ("deposits", _("存款、理财一共多少（元）")),
    ("capital", _("做生意投了多少（元）")),
    ("others", _("商业保险、别人欠的钱，一共多少（元）")),
)
OWNED = (("vehicles", _("几辆车（残疾人代步车不算）")), ("houses", _("几处房（农村宅基地也算）")))


class VisitForm(forms.Form):
    """One visit. The names of the fields are plain, so that the page can keep them without a network."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    begun = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, situation: Situation, sheet: Mapping[str, Any] | None = None
    ) -> None:
        self.situation = situation
        super().__init__(data, initial={"key": uuid.uuid4(), **_typed(sheet or {})}, label_suffix="")
        self._lay_out_people()
        self._lay_out_money()
        for field in self.fields.values():
            field.error_messages["required"] = (
                _("还没有选。") if isinstance(field, forms.ChoiceField) else _("还没有填。")
            )

    def _lay_out_people(self) -> None:
        situation = self.situation
        own = situation.actor.officer
        self.fields["who"] = some_of(
            _("谁去的"), situation.colleagues, initial=[own], help_text=company_words(situation)
        )
        for way in self.ways:
            self.fields[f"way_{way}"] = forms.BooleanField(
                label=words.METHODS[way], required=False, initial=way == "visit"
            )
            self.fields[f"on_{way}"] = forms.DateField(
                label=_("哪一天"),
                required=False,
                initial=situation.today,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"asked_{way}"] = forms.ChoiceField(
                label=_("问的是谁"), required=False, choices=[("", _("没有记")), *words.RESPONDENTS.items()]
            )
        self.fields["present"] = some_of(_("家里谁在场"), situation.people.items(), required=False)
        self.fields["findings"] = words_field(
            _("看到什么、问到什么"), rows=4, help_text=_("写事实，不写身份证号和卡号。")
        )
        self.fields["housing"] = words_field(_("房子什么样"), rows=2, required=False)

    def _lay_out_money(self) -> None:
        for kind, label in words.KINDS.items():
            self.fields[f"per_{kind}"] = forms.ChoiceField(label=label, choices=PERIODS, initial=USUAL[kind])
        for key in self.situation.people:
            for kind, label in words.KINDS.items():
                self.fields[f"{key}_{kind}"] = Money(label=label, required=False)
        for name, label in HELD:
            self.fields[name] = Money(label=label, required=False)
        for name, label in OWNED:
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST_COUNTED, required=False
            )

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways of asking this place states, or all."""
        step = self.situation.book.spec.step("visit")
        return tuple(step.option("methods", ()) if step else ()) or WAYS

    @property
    def way_rows(self) -> list[tuple[Any, Any, Any]]:
        """Each way with its day and whom it asked."""
        return [(self[f"way_{way}"], self[f"on_{way}"], self[f"asked_{way}"]) for way in self.ways]

    @property
    def money_rows(self) -> list[tuple[str, list[Any]]]:
        """The income sheet: each member's name with his fields."""
        return [
            (name, [self[f"{key}_{kind}"] for kind in words.KINDS])
            for key, name in self.situation.people.items()
        ]

    @property
    def periods(self) -> list[Any]:
        """How each kind of income is given."""
        return [self[f"per_{kind}"] for kind in words.KINDS]

    @property
    def property_fields(self) -> list[Any]:
        """What the household owns."""
        return [self[name] for name, _label in (*HELD, *OWNED)]

    def clean(self) -> dict[str, Any]:
        """Refuse private numbers in free words, a day to come, and a visit without any way of asking."""
        found = super().clean() or {}
        for name in ("findings", "housing", "why"):
            if scan(str(found.get(name) or "")):
                self.add_error(name, ValidationError(PRIVATE))
        for way in self.ways:
            if found.get(f"way_{way}") and _later(found.get(f"on_{way}"), self.situation.today):
                self.add_error(f"on_{way}", ValidationError(_("日期还没有到，请改成实际那一天。")))
        if not any(found.get(f"way_{way}") for way in self.ways):
            self.add_error(f"way_{self.ways[0]}", ValidationError(_("还没有选怎么调查的。")))
        return found

    def visit(self) -> Visit:
        """Return what the action takes."""
        found = self.cleaned_data
        return Visit(
            who=tuple(found["who"]),
            methods=self._methods(found),
            findings=found["findings"],
            body=self.body(),
            begun=found.get("begun"),
            key=found["key"],
        )

    def _methods(self, found: Mapping[str, Any]) -> list[dict[str, str]]:
        return [
            {
                "way": way,
                "on": (found.get(f"on_{way}") or self.situation.today).isoformat(),
                "respondent": found.get(f"asked_{way}") or "",
            }
            for way in self.ways
            if found.get(f"way_{way}")
        ]

    def body(self) -> dict[str, Any]:
        """Return the form as it is kept: plain JSON, yuan as text where typed, fen where compared."""
        found = self.cleaned_data
        entries = self._entries(found)
        periods = {kind: found[f"per_{kind}"] for kind in words.KINDS}
        compared: dict[str, int | None] = {name: fen(found.get(name)) for name, _label in HELD}
        compared |= {name: found.get(name) for name in COUNTED}
        compared[INCOME] = int(annual(entries, periods) * 100) if entries else None
        return {
            "present": sorted(found["present"]),
            "findings": found["findings"],
            "housing": found["housing"],
            "methods": self._methods(found),
            "income": {
                key: {kind: str(amount) for kind, amount in kinds.items()} for key, kinds in entries.items()
            },
            "periods": periods,
            "found": {name: value for name, value in compared.items() if value is not None},
        }

    def _entries(self, found: Mapping[str, Any]) -> dict[str, dict[str, Decimal]]:
        entries = {
            key: {
                kind: found[f"{key}_{kind}"] for kind in words.KINDS if found.get(f"{key}_{kind}") is not None
            }
            for key in self.situation.people
        }
        return {key: kinds for key, kinds in entries.items() if kinds}


class AmendForm(VisitForm):
    """A correction of the form: the same fields, filled in, and why it is changed."""

    def __init__(
        self, data: Any = None, *, situation: Situation, sheet: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, situation=situation, sheet=sheet)
        self.fields["who"].required = False
        self.fields["why"] = forms.CharField(
            label=_("为什么改"), max_length=200, help_text=_("改了就是新的一版，以前打印的那一份作废。")
        )
        self.fields["why"].error_messages["required"] = _("还没有填。")


def _later(day: date | None, today: date) -> bool:
    return day is not None and day > today


def _typed(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept form as the page shows it again."""
    found = body.get("found") or {}
    typed = {name: body.get(name) for name in ("present", "findings", "housing")}
    typed |= {name: money.typed(found[name]) for name, _label in HELD if name in found}
    typed |= {name: found[name] for name in COUNTED if name in found}
    typed |= {f"per_{kind}": period for kind, period in (body.get("periods") or {}).items()}
    for key, kinds in (body.get("income") or {}).items():
        typed |= {f"{key}_{kind}": amount for kind, amount in kinds.items()}
    for way in body.get("methods") or ():
        typed |= {
            f"way_{way['way']}": True,
            f"on_{way['way']}": way["on"],
            f"asked_{way['way']}": way["respondent"],
        }
    return {name: value for name, value in typed.items() if value is not None}


def company_words(situation: Situation) -> str:
    """Say in a sentence who has to be among the visitors here, as this place states it."""
    step = situation.book.spec.step("visit")
    if step is None:
        return ""
    said = []
    if (least := int(step.option("least", 1))) > 1:
        said.append(_now("至少 %(least)d 个人") % {"least": least})
    if step.option("levels"):
        said.append(_now("乡镇和村里都要有人"))
    if step.option("lead"):
        said.append(_now("要由干部牵头"))
    return _now("本地规定：%s。") % "，".join(said) if said else ""


def moment(text: str) -> datetime | None:
    """Return a moment as the telephone wrote it (ISO, with its zone), or None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if timezone.is_aware(found) else None
