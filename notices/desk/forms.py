"""The report of one attempt at service, as the two people who went say it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.models import Appointment, HouseholdMember
from casework.rules.roles import VILLAGE
from notices.actions import Report
from notices.models import Notice
from notices.queries import office_of
from notices.rules.service import METHOD_NAMES
from policies.rules.private_numbers import scan

NOBODY = ("", _("没有人签"))
RELATIVE = "relative"
PRIVATE = _("里面像是有身份证号、卡号或者电话,请去掉,其他的话都还在。")
RESULTS = [("", _("刚寄出,还不知道")), ("yes", _("签收了")), ("no", _("退回来了"))]


class ServiceForm(forms.Form):
    """One attempt; which of the fields count depends on the method, and the rule says what is missing."""

    use_required_attribute = False

    method = forms.ChoiceField(
        label=_("怎么送的"), choices=list(METHOD_NAMES.items()), widget=forms.RadioSelect
    )
    servers = forms.MultipleChoiceField(
        label=_("送达人"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("当面送和留置要写明是谁送的。"),
    )
    signed_by = forms.ChoiceField(label=_("谁签收"), required=False)
    refused_to_sign = forms.BooleanField(label=_("见到了人,不肯签"), required=False)
    recording = forms.BooleanField(label=_("拍了照、录了像或者录了音"), required=False)
    witness = forms.ChoiceField(label=_("见证人"), required=False)
    address_confirmed = forms.BooleanField(label=_("寄到的是申请人自己确认过的地址"), required=False)
    waybill = forms.CharField(label=_("邮件单号"), required=False, max_length=40)
    delivered = forms.ChoiceField(label=_("邮件的结果"), required=False, choices=RESULTS)

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        office: list[tuple[str, str]] = []
        village: list[tuple[str, str]] = []
        for post in _posts(notice):
            (village if post.role == VILLAGE else office).append((str(post.officer_id), post.officer.name))
        members = HouseholdMember.objects.select_related("person").filter(household=notice.case.household_id)
        signers = [
            (member.key, f"{member.person.name}({member.relation or _('申请人')})") for member in members
        ]
        self.fields["servers"].choices = _once(office)  # type: ignore[attr-defined]
        self.fields["signed_by"].choices = [  # type: ignore[attr-defined]
            NOBODY,
            *signers,
            *_once(village),
            (RELATIVE, _("别的亲属")),
        ]
        self.fields["witness"].choices = [("", _("没有")), *_once(village)]  # type: ignore[attr-defined]

    def clean_waybill(self) -> str:
        """Refuse a private number typed into the wrong box."""
        waybill: str = self.cleaned_data["waybill"].strip()
        if scan(waybill):
            raise ValidationError(PRIVATE)
        return waybill

    def report(self) -> Report:
        """Return what the action takes."""
        said = self.cleaned_data
        signed = said["signed_by"]
        return Report(
            method=said["method"],
            servers=said["servers"],
            signed_by=str(_("亲属")) if signed == RELATIVE else signed,
            signer=RELATIVE if signed == RELATIVE else "",
            refused_to_sign=said["refused_to_sign"],
            recording=said["recording"],
            witness=said["witness"],
            waybill=said["waybill"],
            address_confirmed=said["address_confirmed"],
            delivered={"yes": True, "no": False}.get(said["delivered"]),
        )


def _posts(notice: Notice) -> list[Appointment]:
    """Return the posts of the township and of the household's village; not of its other villages."""
    office, village = office_of(notice.case.unit), notice.case.unit
    posts = Appointment.objects.filter(unit__in=[office.pk, village.pk], until=None)
    return list(posts.select_related("officer").order_by("officer__name", "pk"))


def _once(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(choices))
