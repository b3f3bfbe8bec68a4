"""Asking after a case, and complaining."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from front.forms.base import PlainText, SiteForm
from policies.rules.identity import strip_noise

TOPICS = (
    ("money", _("有人要钱要东西")),
    ("delay", _("拖着不办")),
    ("manner", _("态度不好")),
    ("payment", _("钱没到，或者少了")),
    ("other", _("别的")),
)


class TrackForm(SiteForm):
    """The code of the receipt, and the last four characters of the applicant's identity number."""

    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        help_text=_("在回执上，12 位数字。中间有空格也没关系。"),
        error_messages={"required": _("请写回执上的查询码。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits"}),
    )
    second = forms.CharField(
        label=_("申请人身份证的最后 4 位"),
        max_length=20,
        help_text=_("最后一位是 X 也写上。这样别人捡到回执也看不到。"),
        error_messages={"required": _("请写申请人身份证的最后 4 位。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "digits short"}),
    )

    def clean_code(self) -> str:
        """Return plain digits."""
        code = strip_noise(self.cleaned_data["code"])
        if not (code.isascii() and code.isdigit() and 8 <= len(code) <= 16):
            raise ValidationError(_("查询码都是数字，请对照回执再写一次。"), code="code")
        return code

    def clean_second(self) -> str:
        """Return four characters in capitals."""
        second = strip_noise(self.cleaned_data["second"]).upper()
        if not (second.isascii() and second.isalnum() and len(second) == 4):
            raise ValidationError(_("请写身份证最后 4 位，例：001X。"), code="second")
        return second


class WithdrawForm(SiteForm):
    """Taking an application back; why is the household's own affair."""

    reason = PlainText(
        label=_("为什么不办了（可以不写）"),
        max_length=200,
        required=False,
        help_text=_("写了，窗口以后帮得上忙。不要写身份证号和卡号。"),
    )


class RevokeForm(SiteForm):
    """Taking the village off an application; why is the household's own affair."""

    words = PlainText(
        label=_("想说明的（可以不写）"),
        max_length=200,
        required=False,
        help_text=_("村里、镇里看得到。不要写身份证号和卡号。"),
    )


class StatusForm(SiteForm):
    """Number and code of a complaint or an objection, from its receipt."""

    number = forms.CharField(
        label=_("编号"),
        max_length=40,
        help_text=_("回执上的第一行，例：T-2026-0007。"),
        error_messages={"required": _("请写回执上的编号。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        help_text=_("在回执上，12 位数字。中间有空格也没关系。"),
        error_messages={"required": _("请写回执上的查询码。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits"}),
    )


class ComplaintForm(SiteForm):
    """What happened, in the person's own words; a name is never asked."""

    topic = forms.ChoiceField(
        label=_("是什么事"),
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选是什么事。"), "invalid_choice": _("请从列出的里面选。")},
    )
    words = PlainText(
        label=_("说说看"),
        rows=6,
        max_length=2000,
        help_text=_("什么时候、在哪里、谁、怎么了。越具体越好查。不要写身份证号和卡号。"),
        error_messages={"required": _("写几句发生了什么。")},
    )
    unit = forms.ChoiceField(
        label=_("是哪个乡镇（街道）的事"),
        required=False,
        error_messages={"invalid_choice": _("请从列出的里面选。")},
    )
    contact = forms.CharField(
        label=_("怎么联系您（可以不写）"),
        max_length=60,
        required=False,
        help_text=_("写了，县里能回您。只有县里看得到，加锁保存。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, townships: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("说不清，或者不想说")), *townships]
