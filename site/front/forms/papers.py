"""Photos, account, signature: the parts of the application that are not questions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from front.forms.base import PlainText, SiteForm
from policies.rules.contact_numbers import account_warning, check_account, normalise_account
from policies.rules.identity import strip_noise

LARGEST_PHOTO = 15 * 1024 * 1024
_STROKES = re.compile(r"(?:[ML]\d{1,4} \d{1,4})+")


class PhotoForm(SiteForm):
    """One photo of one paper."""

    photo = forms.FileField(
        label=_("照片"),
        error_messages={
            "required": _("还没有选照片。请拍一张，或从相册里选。"),
            "empty": _("这张照片是空的，请再拍一张。"),
        },
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def clean_photo(self) -> Any:
        """Refuse what is larger than any phone makes; the type is judged by its content, not its name."""
        photo = self.cleaned_data["photo"]
        if photo.size > LARGEST_PHOTO:
            raise ValidationError(
                _("这张照片太大了（超过 15 MB），请用手机自带的相机再拍一张。"), code="large"
            )
        return photo


class CannotForm(SiteForm):
    """Why a paper cannot be had."""

    why = PlainText(
        label=_("为什么拿不到"),
        rows=2,
        max_length=200,
        error_messages={"required": _("写一句为什么拿不到就行。")},
    )


class AccountForm(SiteForm):
    """Where the money goes: an account of the applicant, or none yet."""

    account = forms.CharField(
        label=_("收款账号"),
        max_length=60,
        required=False,
        help_text=_("申请人本人的存折、银行卡或社保卡，16 到 19 位数字，有空格也没关系。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits"}),
    )
    sure = forms.BooleanField(label=_("我对照过了，账号没有写错"), required=False)
    no_account = forms.BooleanField(label=_("没有银行账户，窗口帮我办"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubtful = False

    def clean(self) -> dict[str, Any]:
        """Ask again, once, for an account whose check digit is doubtful; refuse only the impossible."""
        typed = super().clean() or self.cleaned_data
        if typed.get("no_account"):
            return {**typed, "account": ""}
        account = normalise_account(typed.get("account", ""))
        if not account:
            self.add_error("account", _("请写收款账号。没有账户，就在下面打勾。"))
        elif problem := check_account(account):
            self.add_error("account", problem.sentence)
        elif (doubt := account_warning(account)) and not typed.get("sure"):
            self.doubtful = True
            self.add_error("account", doubt.sentence)
        return {**typed, "account": account}


RELATIONS = [
    ("儿子", _("儿子")),
    ("女儿", _("女儿")),
    ("父亲", _("父亲")),
    ("母亲", _("母亲")),
    ("配偶", _("配偶")),
    ("其他亲人", _("其他亲人")),
]


class SupporterForm(SiteForm):
    """A relative who lives elsewhere and owes support."""

    relation = forms.ChoiceField(label=_("是您的什么人"), choices=RELATIONS)
    name = PlainText(label=_("他的姓名"), max_length=40)


class SignForm(SiteForm):
    """An adult agrees to the check and signs: the name typed, or drawn with a finger."""

    agree = forms.BooleanField(
        label=_("我听懂了，我同意"),
        error_messages={"required": _("同意了才能查。请打勾，或者先打电话问清楚。")},
    )
    name = forms.CharField(
        label=_("签名：写上您的姓名"),
        max_length=40,
        error_messages={"required": _("请写上您的姓名。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    strokes = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_name(self) -> str:
        """Accept only the name of the one who is to sign; dots and spaces do not matter."""
        name: str = self.cleaned_data["name"]
        if strip_noise(name) != strip_noise(self.expected):
            raise ValidationError(
                _("这里要写的是“%(name)s”，由本人来写。") % {"name": self.expected}, code="other"
            )
        return name

    def clean_strokes(self) -> str:
        """Keep the drawn line only when it is a line and nothing else."""
        strokes = self.cleaned_data.get("strokes", "")
        return strokes if _STROKES.fullmatch(strokes) else ""


class SupporterSignForm(SignForm):
    """The relative signs for his household; his means are looked at only as far as the law says."""

    agree = forms.BooleanField(
        label=_("我知道了，我代表我家签字"),
        error_messages={"required": _("同意了才能签。请打勾，或者先打电话问清楚。")},
    )
