"""By what right an officer fills in an application for somebody: he agreed, nobody is kin, why and on what evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.desk.lead.forms import NEEDED, YES_NO
from casework.rules.lead import TAKE

REASONS = (
    ("old", _("年纪大")),
    ("disability", _("残疾")),
    ("illiterate", _("不识字")),
    ("no_phone", _("没手机")),
    ("away", _("人在外地")),
    ("no_capacity", _("孩子或没有能力的人")),
)
EVIDENCE = (
    ("letter", _("委托书")),
    ("fingerprint", _("本人按手印合影")),
    ("call", _("给本人打电话确认")),
    ("guardian", _("监护关系证明")),
)
"""The same reasons and evidence as in the chat; they go into the case in words, which are the office's own."""


class FilingForm(forms.Form):
    """`way` is how the application comes in: only the village says why it files and on what evidence (SY-A1.1e)."""

    use_required_attribute = False
    agreed = forms.ChoiceField(
        label=_("他本人同意申请、同意核对吗"),
        choices=(("yes", _("同意")), ("no", _("不同意"))),
        widget=forms.RadioSelect,
        help_text=_(
            "念给他听：要查您家的存款、房、车、社保，只给办事的人看，不会贴出去。家里的大人每人还要自己签字。"
        ),
    )
    related = forms.ChoiceField(label=_("您和他家是近亲属吗"), choices=YES_NO, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("为什么代办"), choices=REASONS, widget=forms.RadioSelect)
    evidence = forms.MultipleChoiceField(
        label=_("凭什么代办"),
        choices=EVIDENCE,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("至少一样。"),
    )

    def __init__(self, data: Any = None, *, way: str) -> None:
        super().__init__(data, label_suffix="")
        if way != TAKE:
            del self.fields["reason"], self.fields["evidence"]
        for field in self.fields.values():
            field.error_messages |= {"required": NEEDED, "invalid_choice": _("请从列出的里面选。")}

    def clean_agreed(self) -> str:
        """Stop where the household does not want it."""
        said: str = self.cleaned_data["agreed"]
        if said == "no":
            raise ValidationError(_("他不同意，就不能替他申请。回到线索，写明原因办结就行。"), code="consent")
        return said

    @property
    def kin(self) -> bool:
        """Say whether the officer said that the household is near to him, whatever else lacks."""
        return self.data.get("related") == "yes"

    def said(self) -> dict[str, Any]:
        """Return what the action takes, in the words of the case."""
        chosen = self.cleaned_data
        evidence = [str(dict(EVIDENCE)[code]) for code in chosen.get("evidence", ())]
        return {
            "agreed": chosen["agreed"] == "yes",
            "reason": str(dict(REASONS).get(chosen.get("reason", ""), "")),
            "evidence": "、".join(evidence),
        }
