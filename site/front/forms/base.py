"""What all public forms share: no guessing by the browser, errors in our words, free text without private numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policies.rules import private_numbers

NEEDED = _("这里还没有填。")


class SiteForm(forms.Form):
    """A form whose errors are shown by us, at the top and beside the field, in the same words."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = NEEDED


def no_private_numbers(text: str) -> None:
    """Refuse an identity number, account or mobile number in free text, without repeating it."""
    if private_numbers.scan(text):
        raise ValidationError(
            _("这里像是写了身份证号、卡号或手机号。这些只写在专门的格子里，请从这里删掉。"), code="private"
        )


class PlainText(forms.CharField):
    """One line or more of words that will be read by people and must not hold private numbers."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 1000 if rows else 60)
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.validators.append(no_private_numbers)
        self.error_messages["max_length"] = _("写得太长了，最多 %(limit_value)d 个字。")
