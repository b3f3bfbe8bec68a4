"""The report of one attempt at service, as the two people who went say it: each way of serving has its own few boxes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from casework.desk.words import aside
from casework.models import Appointment, HouseholdMember
from casework.rules.roles import VILLAGE
from notices.actions import Report
from notices.models import Notice
from notices.queries import office_of
from notices.rules.proofs import PRIVATE, PROOF_NAMES, Said, private, unsaid
from notices.rules.service import WITNESS_NAMES

NOBODY = ("", _("没有人签"))
RELATIVE = "relative"
WORDS = ("waybill", "reason", "place", "witness", "witness_post")
AGAIN = _("照片和录音要重新选一次，别的都还在。")
RESULTS = [("yes", _("签收了")), ("no", _("退回来了"))]
MOST_FILES = 8
PICTURES = "image/jpeg,image/png,image/webp"

FIELDS = {
    "direct": ("servers", "place", "signed_by", "refused_to_sign", "reason", "signed", "photos"),
    "left": (
        *("servers", "place", "refused_to_sign", "reason", "photos", "film"),
        *("witness", "witness_for", "witness_post", "signed"),
    ),
    "post": ("waybill", "address_confirmed"),
    "post_result": ("delivered", "receipt"),
    "public": ("sure",),
}
"""Which boxes a way of serving needs; the result of a letter that is under way has its own."""
FILES = {"photos": "photo", "film": "video", "signed": "signed", "receipt": "receipt"}


class Files(forms.ClearableFileInput):
    """A box for several files at once."""

    allow_multiple_selected = True


class Several(forms.FileField):
    """Several pictures; empty where none was chosen."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files; refuse a pile."""
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > MOST_FILES:
            raise ValidationError(_("一次最多传 %(most)s 张。"), params={"most": MOST_FILES})
        return [super(Several, self).clean(one, initial) for one in given]


def _pictures(label: Any, help_text: Any = "") -> forms.FileField:
    return forms.FileField(
        label=label, help_text=help_text, required=False, widget=forms.FileInput(attrs={"accept": PICTURES})
    )


JUDGED = frozenset({"servers", "waybill"})
"""Boxes that the place's rule demands, not the form: empty they are refused with the clause, so none says optional."""


class ServiceForm(forms.Form):
    """One attempt by one method; the rule says what is legally missing, the form what its record lacks."""

    use_required_attribute = False

    servers = forms.MultipleChoiceField(
        label=_("送达人"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("去的人都勾上。")
    )
    place = forms.CharField(
        label=_("在哪里送的"),
        max_length=120,
        error_messages={"required": _("写一下在哪里送的，例如：青石村 3 组家中。")},
    )
    signed_by = forms.ChoiceField(label=_("谁签收"), required=False)
    refused_to_sign = forms.BooleanField(label=_("见到了人，不肯签"), required=False)
    reason = forms.CharField(
        label=_("没有签收的事由"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("印在送达回证上。签收了的，空着。"),
    )
    photos = Several(
        label=_("拍的照片"),
        required=False,
        help_text=_("能一次选几张。要看得清门牌和文书。只存在内部，不公开。"),
        widget=Files(attrs={"accept": PICTURES, "multiple": True}),
    )
    film = forms.FileField(
        label=_("录像或者录音"),
        required=False,
        help_text=_("手机录的就行，不超过 100 MB。"),
        widget=forms.FileInput(attrs={"accept": "video/*,audio/*"}),
    )
    witness = forms.CharField(
        label=_("见证人姓名"),
        required=False,
        max_length=60,
        help_text=_("没有照片、录像、录音的，要有见证人。邻居不算。"),
    )
    witness_for = forms.ChoiceField(
        label=_("见证人代表谁"),
        required=False,
        choices=[
            ("", _("没有见证人")),
            *((code, _(name)) for code, name in WITNESS_NAMES.items()),
            ("other", _("邻居或者别的人")),
        ],
    )
    witness_post = forms.CharField(label=_("见证人的单位和职务"), required=False, max_length=60)
    waybill = forms.CharField(
        label=_("邮件单号"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address_confirmed = forms.BooleanField(label=_("寄到的是申请人自己确认过的地址"), required=False)
    delivered = forms.ChoiceField(
        label=_("邮件的结果"),
        choices=RESULTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选签收了还是退回来了。")},
    )
    receipt = _pictures(_("邮件回执"), _("回执拍下来；退回来的，拍信封。"))
    signed = _pictures(_("签好的送达回证"), _("拍下来传上；还在路上的，以后补也行。"))
    sure = forms.BooleanField(
        label=_("公告会贴到网上和村（社区）公示栏，名字只写姓。我看过了，现在公告"),
        error_messages={"required": _("请勾上，确认现在公告。")},
    )

    def __init__(self, *args: Any, notice: Notice, method: str, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.method, self.notice = method, notice
        self.result = method == "post" and notice.state == "under_way"
        wanted = FIELDS["post_result" if self.result else method]
        self.fields = {name: self.fields[name] for name in wanted}
        for name in self.fields.keys() & JUDGED:
            self.fields[name].judged = True  # type: ignore[attr-defined]
        self._choices(notice)

    def _choices(self, notice: Notice) -> None:
        office: list[tuple[str, str]] = []
        village: list[tuple[str, str]] = []
        for post in _posts(notice):
            (village if post.role == VILLAGE else office).append((str(post.officer_id), post.officer.name))
        members = HouseholdMember.objects.select_related("person").filter(household=notice.case.household_id)
        signers = [
            (member.key, aside(member.person.name, member.relation or _("申请人"))) for member in members
        ]
        if "servers" in self.fields:
            self.fields["servers"].choices = _once(office)  # type: ignore[attr-defined]
        if "signed_by" in self.fields:
            self.fields["signed_by"].choices = [  # type: ignore[attr-defined]
                NOBODY,
                *signers,
                *_once(village),
                (RELATIVE, _("别的亲属")),
            ]

    def clean(self) -> dict[str, Any]:
        """Say box by box what the record lacks; a private number is refused without repeating it."""
        found = super().clean() or {}
        typed = {name: found.get(name) or "" for name in WORDS}
        for name in private(typed):
            self.add_error(name, ValidationError(_(PRIVATE)))
        for name, sentence in unsaid(self._said(found)).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, ValidationError(sentence))
        if self.errors and self.files:
            self.add_error(None, ValidationError(AGAIN))
        return found

    def _said(self, found: dict[str, Any]) -> Said:
        return Said(
            method=self.method,
            signed=bool(found.get("signed_by")) and not found.get("refused_to_sign"),
            reason=bool((found.get("reason") or "").strip()),
            place=bool((found.get("place") or "").strip()),
            witness=bool((found.get("witness") or "").strip()),
            witness_for=bool(found.get("witness_for")),
            witness_post=bool((found.get("witness_post") or "").strip()),
            delivered=self._delivered(found),
            proofs={kind for kind, _file in self._proofs(found)},
        )

    def _delivered(self, found: dict[str, Any]) -> bool | None:
        return {"yes": True, "no": False}.get(str(found.get("delivered")))

    def _proofs(self, found: dict[str, Any]) -> list[tuple[str, UploadedFile]]:
        proofs = []
        for name, kind in FILES.items():
            given = found.get(name) or []
            proofs += [(kind, one) for one in (given if isinstance(given, list) else [given])]
        return proofs

    def report(self) -> Report:
        """Return what the action takes."""
        said = self.cleaned_data
        signed = said.get("signed_by", "")
        return Report(
            method=self.method,
            servers=said.get("servers", ()),
            signed_by=str(_("亲属")) if signed == RELATIVE else signed,
            signer=RELATIVE if signed == RELATIVE else "",
            refused_to_sign=said.get("refused_to_sign", False),
            witness=said.get("witness", "").strip(),
            witness_for=said.get("witness_for", ""),
            witness_post=said.get("witness_post", ""),
            waybill=said.get("waybill", "").strip(),
            address_confirmed=said.get("address_confirmed", False),
            delivered=self._delivered(said),
            place=said.get("place", ""),
            reason=said.get("reason", ""),
            proofs=self._proofs(said),
        )


class ProofForm(forms.Form):
    """A file that comes later: the signed form, the receipt of the post."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("是什么"), choices=[(kind, _(name)) for kind, name in PROOF_NAMES.items()]
    )
    file = forms.FileField(label=_("照片或者文件"), error_messages={"required": _("还没有选文件。")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def _posts(notice: Notice) -> list[Appointment]:
    """Return the posts of the township and of the household's village; not of its other villages."""
    office, village = office_of(notice.case.unit), notice.case.unit
    posts = Appointment.objects.filter(unit__in=[office.pk, village.pk], until=None)
    return list(posts.select_related("officer").order_by("officer__name", "pk"))


def _once(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(choices))
