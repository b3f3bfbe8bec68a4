"""The acts of the desk in one table: what the button says, which form it opens, which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.desk.forms import certificate, decision, delegation, inquiry, intake, naming, opinion, posting
from casework.desk.forms.base import ActForm


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `step` is its name in a sentence, `button` what the person presses, `done` what he reads after it.

    `sure` says in a sentence what cannot be taken back; such an act asks once more.
    """

    step: Any
    button: Any
    run: Callable[..., Any]
    form: type[ActForm] = ActForm
    sure: Any = ""
    hint: Any = ""
    template: str = ""
    done: Any = _("办好了。")
    page: str = ""
    """The name of a page of its own, for an act that is too large for one form of the table."""


WEIGHTY = frozenset({"confirm", "refuse", "decide_change", "relieve", "post", "repost"})
"""Acts that decide over money or go before the public: confirmed with the second factor."""

ACTS: dict[str, Act] = {
    "relieve": Act(
        _("先行救助"),
        _("先给钱，后补手续"),
        actions.relieve,
        decision.RelieveForm,
        sure=_("钱给出去就收不回来。手续要在规定时间内补齐。"),
        done=_("记好了。给的是现金或者东西的，请接着传收条照片。"),
    ),
    "attach_receipt": Act(
        _("传收条照片"),
        _("传收条照片"),
        actions.attach_receipt,
        decision.ReceiptForm,
        hint=_("给了现金或者东西的，把签了字的收条拍下来，放进这一件的材料里。"),
        done=_("收条照片放进材料里了。"),
    ),
    "backfill": Act(_("补手续"), _("补手续"), actions.backfill, decision.BackfillForm),
    "spend": Act(
        _("从备用金付"),
        _("从备用金付"),
        actions.spend,
        hint=_("按批准的金额打到本人账户，同时记一笔备用金账。"),
        sure=_("记了账不能改，记错了只能再记一笔更正。"),
        done=_("备用金账记好了。"),
    ),
    "take": Act(
        _("替他代办"),
        _("本人办不了，替他代办"),
        actions.take_over,
        delegation.TakeForm,
        hint=_("他家登记过意愿，自己接着办不了的，村里接过来。查询码、核对、入户都不用重来。"),
        done=_("接过来了，请在期限内上报乡镇。本人查进度的时候看得到，可以确认，也可以撤销。"),
    ),
    "forward": Act(
        _("上报乡镇"),
        _("上报乡镇"),
        actions.forward,
        intake.PapersForm,
        hint=_("勾上已经拿到的。上报以后由乡镇受理。"),
    ),
    "submit": Act(
        _("收补来的材料"),
        _("材料补来了"),
        actions.submit,
        intake.PapersForm,
        hint=_("勾上现在已经有的。收好以后回到“等受理”。"),
    ),
    "confirm_delegation": Act(
        _("本人确认代办"),
        _("问过本人，是他的意思"),
        actions.confirm_delegation,
        delegation.AskedForm,
        hint=_("打电话或者当面问过本人，确实是他要村里代办的。"),
        done=_("记好了，本人确认过代办。"),
    ),
    "revoke_delegation": Act(
        _("撤销代办"),
        _("本人不要代办，撤销"),
        actions.revoke_delegation,
        delegation.AskedForm,
        sure=_("登记过意愿的，回到等本人自己来交；没有登记过意愿的，这一件就不办了。"),
        done=_("代办撤销了。"),
    ),
    "sign": Act(_("登记签字"), _("登记签字"), actions.sign, intake.SignForm),
    "authorise": Act(_("登记核对授权"), _("登记核对授权"), actions.authorise, intake.AuthoriseForm),
    "disclose": Act(
        _("一次性告知"),
        _("告知要带什么"),
        actions.disclose,
        hint=_("把这一家要带的全部材料定成一张单子。以后只能按这张单子要。"),
    ),
    "accept": Act(
        _("受理"),
        _("收下"),
        actions.accept,
        intake.AcceptForm,
        hint=_("材料齐了。收下以后，办理时限从今天起算，规定用今天施行的这一版。"),
        done=_("收下了，时限已经起算。"),
    ),
    "request_missing": Act(
        _("一次性补齐"),
        _("一次说清缺什么"),
        actions.request_missing,
        intake.RequestMissingForm,
        template="desk/acts/request_missing.html",
        done=_("已经告知要补什么，等群众补。"),
    ),
    "decline": Act(
        _("不予受理"),
        _("不收"),
        actions.decline,
        intake.DeclineForm,
        sure=_("不收以后这一件就结束了，要出告知书。群众可以重新申请。"),
        done=_("登记了不予受理。"),
    ),
    "request_check": Act(
        _("发起核对"),
        _("发起核对"),
        actions.request_check,
        hint=_("请县里核对这一家的收入和财产。"),
        done=_("已经发起核对，等报告。"),
    ),
    "check_report": Act(_("登记核对报告"), _("登记核对报告"), actions.check_report, inquiry.ReportForm),
    "visit": Act(
        _("入户调查"),
        _("登记入户"),
        actions.visit,
        inquiry.VisitForm,
        template="desk/acts/visit.html",
    ),
    "assess": Act(
        _("按别的项目认定"),
        _("再认定一个项目"),
        actions.assess,
        inquiry.AssessForm,
        hint=_("一次申请可以同时看几个项目。认定都留着，件还在原来的项目上；要改过去，用“改到别的项目”。"),
        done=_("认定记好了。"),
    ),
    "look_up": Act(
        _("工作人员去查"),
        _("查好了，登记结果"),
        actions.look_up,
        inquiry.LookUpForm,
        hint=_("能查到的，不向群众要。查好一样登记一样。"),
        done=_("查到的记好了。"),
    ),
    "enter": Act(
        _("录入平台"),
        _("登记已录入平台"),
        actions.enter,
        inquiry.EnterForm,
        hint=_("在别的系统里录好以后，来这里记一下哪一步、哪一天。本系统不替您录。"),
        done=_("记好了。"),
    ),
    "amend": Act(_("改入户调查表"), _("改调查表"), actions.survey.amend, page="desk_visit_amend"),
    "note": Act(
        _("补充情况"),
        _("补充情况"),
        actions.survey.note,
        inquiry.NoteForm,
        hint=_("看到的、听到的都可以记。记了不等于入户办完，入户由乡镇来结。"),
        done=_("记下了。"),
    ),
    "open_urgent": Act(
        _("另开一件临时救助"),
        _("由此开一件临时救助"),
        actions.open_urgent,
        hint=_(
            "急的先帮：人、签字、交过的材料都带过去，另有一个编号和查询码。24 小时从群众说急的时候算。这一件照常办。"
        ),
        done=_("临时救助开好了，请马上看能不能先给钱。"),
    ),
    "reclassify": Act(_("改分类"), _("改到别的项目"), actions.reclassify, inquiry.ReclassifyForm),
    "first_opinion": Act(
        _("初审"),
        _("提初审意见"),
        actions.first_opinion,
        opinion.OpinionForm,
        template="desk/acts/first_opinion.html",
        sure=_("意见提出以后不能改。只有异议成立，才能重新提。"),
        done=_("初审意见提好了。"),
    ),
    "post": Act(
        _("公示"),
        _("出公示"),
        actions.post,
        posting.PostForm,
        sure=_("公示出去，村里人都看得到。公示期从今天起算。"),
        done=_("公示了。"),
    ),
    "repost": Act(
        _("重新公示"),
        _("重新公示"),
        actions.repost,
        posting.PostForm,
        sure=_("公示期从今天重新算。"),
        done=_("重新公示了。"),
    ),
    "resurvey": Act(_("重新调查"), _("登记重新调查"), actions.resurvey, posting.AnswerForm),
    "appraise": Act(_("民主评议"), _("登记民主评议"), actions.appraise, posting.AnswerForm),
    "close_objection": Act(
        _("办结异议"),
        _("办结异议"),
        actions.close_objection,
        posting.CloseForm,
        sure=_("办结以后不能改。"),
        done=_("异议办结了。"),
    ),
    "panel": Act(
        _("集体研究"),
        _("登记集体研究"),
        actions.panel,
        decision.PanelForm,
        template="desk/acts/decide.html",
    ),
    "file_plan": Act(_("一事一方案备案"), _("登记一事一方案"), actions.file_plan, decision.PlanForm),
    "confirm": Act(
        _("审批"),
        _("批"),
        actions.confirm,
        decision.ConfirmForm,
        template="desk/acts/decide.html",
        sure=_("批了就定了，要出决定书；给钱的项目，按决定书发钱。"),
        done=_("批好了。"),
    ),
    "refuse": Act(
        _("不予批准"),
        _("不批"),
        actions.refuse,
        decision.RefuseForm,
        template="desk/acts/decide.html",
        sure=_("不批以后这一件就结束了，要出告知书。"),
        done=_("登记了不批。"),
    ),
    "retract": Act(
        _("撤回决定"),
        _("撤回刚才的决定"),
        actions.retract,
        decision.RetractForm,
        hint=_("还没有告诉任何人。撤回以后回到决定以前，撤回也记一笔。"),
        done=_("撤回了，回到决定以前。"),
    ),
    "elevate": Act(
        _("提级复核"),
        _("提级复核"),
        actions.elevate,
        decision.ElevateForm,
        hint=_("县里重新看一遍。原来的决定不动，复核的结果记在它旁边。"),
        done=_("开始提级复核了。"),
    ),
    "close_elevated": Act(
        _("办结提级复核"),
        _("办结提级复核"),
        actions.close_elevated,
        decision.CloseElevatedForm,
        sure=_("办结以后不能改。原来的决定不动；有错的，由乡镇按调整的办法改。"),
        done=_("提级复核办结了。"),
    ),
    "explain_delay": Act(
        _("说明超期"),
        _("说明为什么晚了"),
        actions.explain_delay,
        decision.DelayForm,
        hint=_("群众查进度的时候先看到这句话，县里也看得到。说明了也还是超期。"),
        done=_("说明了，群众看得到。"),
    ),
    "extend": Act(
        _("延长时限"),
        _("延长时限"),
        actions.extend,
        decision.ExtendForm,
        sure=_("只能延长一次。"),
    ),
    "propose_change": Act(
        _("提出调整或停发"),
        _("提出调整或停发"),
        actions.propose_change,
        decision.ProposeForm,
    ),
    "defend": Act(_("记申辩"), _("记下他说的话"), actions.defend, decision.DefendForm),
    "decide_change": Act(
        _("决定调整"),
        _("决定调整或停发"),
        actions.decide_change,
        decision.DecideChangeForm,
        sure=_("决定了就要出决定书。送达以后才生效。"),
    ),
    "issue_certificate": Act(
        _("发救助证"),
        _("发救助证"),
        actions.issue_certificate,
        certificate.IssueForm,
        hint=_("证交到本人手里，再来登记。"),
        done=_("救助证登记好了。"),
    ),
    "stamp_certificate": Act(
        _("救助证年审"),
        _("救助证年审盖章"),
        actions.stamp_certificate,
        certificate.DayForm,
        hint=_("在证上盖了年审章，再来登记。"),
        done=_("年审登记好了。"),
    ),
    "replace_certificate": Act(
        _("补发、更正救助证"),
        _("补发、更正救助证"),
        actions.replace_certificate,
        certificate.ReplaceForm,
        hint=_("丢了、坏了的，新证交到本人手里再来登记；坏的、印错的收回来销毁。年审还按原来的日子。"),
        sure=_("原来的编号从此作废，登记以后不能改。"),
        done=_("登记好了，原来的编号作废了。"),
    ),
    "destroy_certificate": Act(
        _("销毁救助证"),
        _("登记销毁救助证"),
        actions.destroy_certificate,
        certificate.DestroyForm,
        hint=_("救助已经终止。证收回来，两个人一起销毁，再来登记。"),
        sure=_("登记以后不能改。"),
        done=_("销毁登记好了。"),
    ),
    "lose_certificate": Act(
        _("登记救助证丢失"),
        _("证丢了，收不回来"),
        actions.lose_certificate,
        certificate.LostForm,
        hint=_("救助已经终止，证又找不到的，写清楚怎么丢的。编号作废，不再列在要收回的单子里。"),
        sure=_("登记以后不能改。找得到的，要收回来两个人销毁。"),
        done=_("登记好了，编号作废。"),
    ),
    "file": Act(
        _("报备归档"),
        _("登记报备、归档"),
        actions.file,
        decision.FileForm,
        hint=_("决定了的结果报县里备案；要纸质档案的，打印装订好再登记。"),
        done=_("登记好了。"),
    ),
    "correct_name": Act(
        _("更正姓名"),
        _("名字写错了，更正"),
        actions.correct_name,
        naming.NameForm,
        hint=_("只改写错的字，身份证号不变。是另一个人的，不能这样改。"),
        sure=_(
            "还没有送达的文书作废重出，公示、名单上的名字跟着改；已经送达的不动，旁边注明。签过的意见、决定照样作数。"
        ),
        done=_("名字改好了。村里贴的公示、名单请换一张。"),
    ),
    "relative": Act(
        _("登记近亲属"),
        _("登记近亲属"),
        actions.declare_relative,
        decision.RelativeForm,
        sure=_("登记以后要回避，县里会全部入户看。登记不能撤。"),
    ),
}


def step_name(verb: str) -> str:
    """Return what an act is called in a sentence; a verb without a place at the desk is empty."""
    return str(ACTS[verb].step) if verb in ACTS else ""
