"""The objection to a posting: without a login, without a name, in as few words as somebody likes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policies.rules.private_numbers import scan

OTHER = "other"
TOPICS = [
    ("property", _("家里有车、房或者生意")),
    ("members", _("人口不对")),
    ("gone", _("人已经去世或者搬走")),
    ("relative", _("是干部亲戚")),
    ("left_out", _("应该有却没有（漏了谁）")),
    (OTHER, _("其他")),
]


class ObjectionForm(forms.Form):
    """What somebody has to say about one posted household."""

    use_required_attribute = False

    topic = forms.ChoiceField(
        label=_("什么情况？"),
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一样；都不像就选“其他”。")},
    )
    words = forms.CharField(
        label=_("说说看，越具体越好"),
        help_text=_("不用写身份证号、卡号。选了上面一样的，这里可以空着。"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("写得太长了，最多 1000 个字。")},
    )
    contact = forms.CharField(
        label=_("留不留电话？"),
        help_text=_("可以不留。留了我们能回您，只有镇里和县里办这件事的人能看到。"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        """Refuse private numbers in the words; they stay in the box for the writer to mend."""
        words: str = self.cleaned_data["words"].strip()
        if scan(words):
            raise ValidationError(
                _("这里像是写了身份证号、卡号或者手机号，请删掉再交，其他的话都还在。电话写在下面一格。"),
                code="private",
            )
        return words

    def clean(self) -> dict[str, Any]:
        """Ask for words where the choice alone says nothing."""
        data = super().clean() or {}
        if data.get("topic") == OTHER and "words" not in self.errors and not data.get("words"):
            self.add_error("words", _("选了“其他”，请写一句是什么事。"))
        return data

    def said(self) -> str:
        """Return the words, or the chosen sentence where there are none."""
        data = self.cleaned_data
        return data["words"] or str(dict(TOPICS)[data["topic"]])
