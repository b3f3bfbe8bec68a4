"""The boxes of a complaint's page: what was found, where it goes, whom it names, which case it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.models import Appointment, Statement
from casework.rules.roles import VILLAGE, Actor
from policies.models import Unit


class ComplaintForm(forms.Form):
    """A form of this page; every one says which button was pressed."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


STEPS = {
    "verify": (_("核实"), _("查到了什么"), _("记下核实结果")),
    "handle": (_("处理"), _("怎么处理的"), _("记下处理结果")),
    "answer": (_("答复"), _("答复他什么"), _("答复，办结")),
}
"""What stands over the next step, over its box, and on its button."""


class StepForm(ComplaintForm):
    """What was found, done or answered."""

    words = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("还没有写。没有答复，不能办结。")},
    )

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = step
        self.heading, self.fields["words"].label, self.button = STEPS[step]


class PassForm(ComplaintForm):
    """Which township it goes to."""

    unit = forms.ChoiceField(label=_("转给"), error_messages={"required": _("请选转给哪里。")})
    words = forms.CharField(label=_("要他们办什么"), required=False, max_length=500)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Unit.objects.filter(level=Unit.Level.TOWNSHIP).order_by("code")
        covered = [(row.code, row.name) for row in rows if actor.covers(row.code)]
        self.fields["unit"].choices = [("", _("请选")), *covered]  # type: ignore[attr-defined]


class LinkForm(ComplaintForm):
    """Which case it is about."""

    number = forms.CharField(
        label=_("受理编号"), max_length=40, error_messages={"required": _("请写受理编号。")}
    )


class NamedForm(ComplaintForm):
    """Whom it names."""

    officers = forms.MultipleChoiceField(
        label=_("涉及的工作人员"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("勾上以后，他本人看不到这一条。不能撤。"),
        error_messages={"required": _("请勾上是谁。")},
    )

    def __init__(self, *args: Any, actor: Actor, complaint: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officers"].choices = _officers(actor, complaint)  # type: ignore[attr-defined]


def _officers(actor: Actor, complaint: Statement) -> list[tuple[str, str]]:
    """Return the officers of the units it may be about: of its township with its villages, else of the county."""
    about = complaint.unit or (complaint.case.unit if complaint.case else None)
    within = [about.code] if about is not None else list(actor.units)
    posts = (
        Appointment.objects.filter(until=None).select_related("officer", "unit").order_by("unit__code", "pk")
    )
    found = {
        str(post.officer_id): words.aside(post.officer.name, f"{post.unit.short_name} {_role(post)}")
        for post in posts
        if any(post.unit.code.startswith(code) or code.startswith(post.unit.code) for code in within)
    }
    return list(found.items())


def _role(post: Appointment) -> str:
    return str(_("村里")) if post.role == VILLAGE else str(_(post.get_role_display()))
