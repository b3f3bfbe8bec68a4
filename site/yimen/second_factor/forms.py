"""What is asked when a phone is tied to an account, and when it is taken off again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.rules.private_numbers import scan


class TieForm(forms.Form):
    """The password once more, because the computer may stand in an open hall, and the first code of the phone."""

    use_required_attribute = False

    password = forms.CharField(
        label=_("您的登录口令"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("还没有填。")},
    )
    code = forms.CharField(
        label=_("手机上现在的六位数"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("还没有填。")},
    )

    def clean_code(self) -> str:
        """Take the spaces out that a phone shows between the digits."""
        return "".join(self.cleaned_data["code"].split())


class TakeOffForm(forms.Form):
    """Why somebody's phone is taken off."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("为什么解除"),
        max_length=200,
        help_text=_("例如：手机丢了，本人当面来说的。会记下来。"),
        error_messages={"required": _("还没有填。")},
    )

    def clean_reason(self) -> str:
        """Refuse a private number in the reason, without repeating it."""
        reason: str = self.cleaned_data["reason"].strip()
        if scan(reason):
            raise forms.ValidationError(_("里面像是有身份证号、卡号或者电话，请去掉。"))
        return reason
