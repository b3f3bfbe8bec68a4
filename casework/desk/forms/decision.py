"""Forms of deciding: the meeting, approval with its amounts, refusal, extension, emergency relief."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.actions.decision import earlier_of
from casework.desk import words
from casework.desk.forms.base import ActForm, Money, fen, one_of, some_of, words_field
from casework.desk.situation import Situation
from casework.rules.asking import Ask
from casework.rules.filing import demanded
from casework.rules.months import first_month
from casework.rules.payee import payees
from casework.rules.relief import lacking
from policies.relations import to_stand_aside
from policies.rules import money

AMOUNTS = {"amount": _("每月多少钱（元）"), "care_amount": _("照料护理费每月多少（元）")}
TYPED = ("despite", "basis", "payee", "payee_name", "payee_proof")
ONCE = AMOUNTS | {"amount": _("一次给多少钱（元）")}


class PanelForm(ActForm):
    """A meeting: who sat, who led it, how they voted."""

    approves = forms.IntegerField(label=_("几票同意"), min_value=0, max_value=999)
    rejects = forms.IntegerField(label=_("几票不同意"), min_value=0, max_value=999)
    minutes = forms.BooleanField(label=_("有会议记录，已经归档"), required=False)
    reasons = words_field(_("会上怎么说的，为什么这样定"), rows=4, required=False)
    field_order = ("members", "chair", "approves", "rejects", "special", "reasons", "minutes")

    def lay_out(self, situation: Situation) -> None:
        people = situation.colleagues
        quorum = situation.book.parameters.number("panel_quorum", situation.today)
        self.fields["members"] = some_of(
            _("谁参加了"),
            people,
            help_text=_("至少 %d 人到会。") % quorum if quorum else _("到会几人才算数，本地文件没有写。"),
        )
        step = situation.book.spec.step("confirm")
        if step is not None and step.option("special") == "panel":
            self.fields["special"] = forms.BooleanField(
                label=_("这一件特殊，按一事一议办"), required=False, help_text=_("要有会议记录，写明理由。")
            )
        self.fields["chair"] = one_of(_("谁主持"), people)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("chair") and found["chair"] not in found.get("members", ()):
            self.add_error("chair", ValidationError(_("主持人也要勾在参加的人里。")))
        return found


class ConfirmForm(ActForm):
    """The amounts that the programme demands, and the reasons where the place wants them in writing."""

    def lay_out(self, situation: Situation) -> None:
        step, opinion = situation.book.spec.step("confirm"), situation.facts.opinion
        self.labels = ONCE if situation.book.spec.pays_once else AMOUNTS
        for name in step.option("amounts", ()) if step else ():
            proposed = opinion.amount if opinion and name == "amount" else None
            self.fields[name] = Money(
                label=self.labels[name], initial=None if proposed is None else money.typed(proposed)
            )
        if step is not None and "basis" in step.option("opinion_needs", ()):
            self.fields["basis"] = words_field(
                _("审批意见（理由和依据）"), rows=3, help_text=_("写为什么批、按哪一条。印在审批表上。")
            )
        self._lay_out_payee(situation)
        if earlier_of(situation.case, situation.now):
            self.fields["despite"] = words_field(
                _("近期因为同样的原因救助过，为什么还要批"),
                rows=2,
                help_text=_("会记在这一件里，县里看得到。"),
            )

    def _lay_out_payee(self, situation: Situation) -> None:
        """Ask to whom it is paid, where the place says to whom it may be (QY-3.1.2c)."""
        stated = payees(situation.facts, situation.book.spec)
        if not stated:
            return
        choices = [(who, words.PAYEES[who]) for who in stated]
        self.fields["payee"] = one_of(_("钱发给谁"), choices, initial=stated[0])
        self.fields["payee_name"] = forms.CharField(
            label=_("不是本人的，收款人或者机构的名字"), max_length=60, required=False
        )
        self.fields["payee_proof"] = words_field(
            _("不是本人的，凭什么发给他"),
            rows=2,
            required=False,
            help_text=_("监护关系、委托照料、供养协议。"),
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("payee", "applicant") != "applicant":
            for name in ("payee_name", "payee_proof"):
                if not str(found.get(name) or "").strip() and name not in self.errors:
                    self.add_error(name, ValidationError(_("还没有填。")))
        return found

    def entered(self) -> dict[str, Any]:
        found = {name: fen(self.cleaned_data[name]) for name in AMOUNTS if name in self.cleaned_data}
        found |= {name: self.cleaned_data[name] for name in TYPED if name in self.cleaned_data}
        return found | {"undo": settings.YIMEN_UNDO_MINUTES}

    def repeated(self) -> list[tuple[str, str]]:
        situation = self.situation
        lines = [
            (
                _now("给谁"),
                words.aside(situation.case.applicant_name, _now("%d 口人") % len(situation.members)),
            )
        ]
        entered = self.entered()
        lines += [
            (str(label), words.yuan(entered[name])) for name, label in self.labels.items() if name in entered
        ]
        if "amount" in entered and not situation.book.spec.pays_once:
            ask = Ask("confirm", situation.facts, situation.book, situation.actor, situation.now, entered)
            lines.append((_now("从哪个月起"), first_month(ask)))
        if "payee" in entered:
            lines.append(
                (_now("发给谁"), f"{words.PAYEES[entered['payee']]} {entered['payee_name']}".strip())
            )
        if "basis" in entered:
            lines.append((_now("审批意见"), entered["basis"]))
        return lines


class RefuseForm(ActForm):
    """Why the application is refused; the sentence goes into the written notice."""

    reason = words_field(_("为什么不批"), help_text=_("会写进告知书，群众看得到。写事实和依据。"))

    def entered(self) -> dict[str, Any]:
        return super().entered() | {"undo": settings.YIMEN_UNDO_MINUTES}

    def repeated(self) -> list[tuple[str, str]]:
        return [(_now("为什么不批"), self.cleaned_data["reason"])]


class RetractForm(ActForm):
    """Why a decision just made is taken back."""

    reason = words_field(_("为什么撤回"), rows=2)


class ElevateForm(ActForm):
    """What is disputed about a decision."""

    cause = words_field(_("争议是什么"), rows=4)


class CloseElevatedForm(ActForm):
    """What the elevated review found, and why."""

    found = one_of(_("复核的结果"), words.FOUND.items())
    words = words_field(_("理由"), rows=5, help_text=_("写查了什么、依据哪一条。"))

    def repeated(self) -> list[tuple[str, str]]:
        return [(_now("复核的结果"), str(words.FOUND[self.cleaned_data["found"]]))]


class DelayForm(ActForm):
    """Why a limit was missed, in words the household reads, and the new day."""

    reason = words_field(_("为什么晚了"), rows=2, help_text=_("例如：银行的核对报告还没有回。"))
    until = forms.DateField(
        label=_("新的日子"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def entered(self) -> dict[str, Any]:
        until = self.cleaned_data["until"]
        return {"reason": self.cleaned_data["reason"], "until": until.isoformat() if until else ""}


class ExtendForm(ActForm):
    """Which of the stated reasons extends the limit, once."""

    def lay_out(self, situation: Situation) -> None:
        clock = situation.book.spec.clock("whole")
        reasons = clock.extension_reasons if clock else ()
        help_text = ""
        if clock and clock.extended_limit:
            help_text = _("只能延长一次，一共 %d 个工作日。") % clock.extended_limit
        self.fields["reason"] = one_of(
            _("为什么要延长"), [(code, words.EXTENSIONS[code]) for code in reasons], help_text=help_text
        )


class PlanForm(ActForm):
    """The receipt of a special plan that the county has been told of."""

    receipt = forms.CharField(label=_("县里的备案号"), max_length=60)


class FileForm(ActForm):
    """Where the bound papers stand, where the place keeps this programme on paper (QY-3.1.1w)."""

    def lay_out(self, situation: Situation) -> None:
        if "bound" in demanded(situation.book.spec):
            self.fields["box"] = forms.CharField(
                label=_("装订在哪一卷、哪一盒"), max_length=60, help_text=_("例如：2025 年临时救助第 3 卷。")
            )


class RelieveForm(ActForm):
    """Emergency relief: how much, how, and why not to an account."""

    amount = Money(label=_("先给多少（元）"))
    channel = one_of(_("怎么给"), words.PAYMENTS.items(), initial="account")
    reason = words_field(_("不打到账上的，写原因"), rows=2, required=False)
    receipt = forms.CharField(
        label=_("不打到账上的，收条是谁签的、哪一天"),
        max_length=100,
        required=False,
        help_text=_("收条的照片，给完以后在办件页上传。"),
    )

    def lay_out(self, situation: Situation) -> None:
        step = situation.book.spec.step("relieve")
        allowed = step.option("channels", tuple(words.PAYMENTS)) if step else tuple(words.PAYMENTS)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, label) for code, label in words.PAYMENTS.items() if code in allowed]

    def entered(self) -> dict[str, Any]:
        return super().entered() | {"amount": fen(self.cleaned_data["amount"])}

    def repeated(self) -> list[tuple[str, str]]:
        found = self.cleaned_data
        return [
            (_now("给谁"), self.situation.case.applicant_name),
            (_now("先给多少"), words.yuan(fen(found["amount"]))),
            (_now("怎么给"), str(words.PAYMENTS[found["channel"]])),
        ]


class ReceiptForm(ActForm):
    """The photo of what was signed for cash or goods."""

    photo = forms.FileField(
        label=_("收条的照片"),
        help_text=_("拍清楚签名和日期。照片加锁存放，看的人会记下来。"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )


class BackfillForm(ActForm):
    """Which papers after the relief are complete now."""

    def lay_out(self, situation: Situation) -> None:
        items = lacking(situation.facts, situation.book.spec)
        self.fields["fields"] = some_of(_("补好了哪几样"), [(item, words.BACKFILL[item]) for item in items])


class RelativeForm(ActForm):
    """Who of the staff is near kin of whom."""

    field_order = ("officer", "member", "relation")

    def lay_out(self, situation: Situation) -> None:
        self.fields["officer"] = one_of(
            _("哪位工作人员"), situation.colleagues, initial=situation.actor.officer
        )
        self.fields["member"] = one_of(_("是谁的亲戚"), situation.people.items())
        near = to_stand_aside(situation.case.unit.jurisdiction)
        self.fields["relation"] = one_of(_("什么亲"), [(label, label) for label in near])
        self.order_fields(self.field_order)

    def repeated(self) -> list[tuple[str, str]]:
        found = self.cleaned_data
        kin = f"{self.situation.people[found['member']]} · {found['relation']}"
        return [
            (_now("工作人员"), dict(self.situation.colleagues)[found["officer"]]),
            (_now("和谁是亲戚"), kin),
            (_now("以后"), _now("这位工作人员不再看到这一件，也不能再办。")),
        ]


class ProposeForm(ActForm):
    """A new amount or the end of support, with its cause."""

    what = one_of(_("怎么调整"), (("to", _("改金额")), ("stop", _("停发"))))
    to = Money(label=_("改成每月多少（元）"), required=False)
    cause = words_field(_("为什么"))

    def lay_out(self, situation: Situation) -> None:
        step = situation.book.spec.step("change")
        if step is not None and step.option("proof_required"):
            self.fields["proof"] = words_field(
                _("有什么材料证明"), rows=2, help_text=_("写材料的名称，放进了哪一份档案。")
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("what") == "to" and found.get("to") is None and "to" not in self.errors:
            self.add_error("to", ValidationError(_("还没有填改成多少。")))
        return found

    def entered(self) -> dict[str, Any]:
        found = self.cleaned_data
        stop = found["what"] == "stop"
        entered = {"stop": stop, "to": None if stop else fen(found["to"]), "cause": found["cause"]}
        return entered | {name: found[name] for name in ("proof",) if name in found}


class DefendForm(ActForm):
    """What the household said, word for word."""

    words = words_field(_("他说了什么"), rows=5, help_text=_("照原话记。决定里要答复。"))


class DecideChangeForm(ActForm):
    """The decision on a proposed change, and the answer to what the household said."""

    answer = words_field(_("对申辩的答复"), required=False, help_text=_("他说过话的，一定要答复。"))

    def repeated(self) -> list[tuple[str, str]]:
        change = self.situation.facts.change
        if change is None:
            return []
        what = _now("停发") if change.stop else _now("改成 %s") % words.yuan(change.to)
        return [(_now("给谁"), self.situation.case.applicant_name), (_now("怎么调整"), what)]
