"""What each event of a case says at the desk, in sentences: from what the event keeps, never from the case today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework.desk import words
from casework.desk.acts import step_name
from casework.desk.situation import Situation
from casework.rules.certificate import WHY

Said = Callable[[Mapping[str, Any], Situation, Mapping[str, str]], list[str]]
"""What an event keeps, the case as it stands, and the names of the officers by number; lines that are empty fall."""


def mentioned(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the people an event names: who went, who met."""
    listed = [*(data.get("who") or ()), *(data.get("members") or ())]
    return [person for person in listed if isinstance(person, Mapping)]


def _people(data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return "、".join(names.get(str(person["officer"]), "") for person in mentioned(data))


def _submit(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    channel = words.CHANNELS.get(str(data.get("channel") or ""))
    papers = "、".join(case.material(code) for code in data.get("supplied") or ())
    lines = [_("从%s来的") % channel if channel else "", _("交了：%s") % papers if papers else ""]
    opened = _("由 %s 另开") % data["from"] if data.get("from") else ""
    return [*lines, opened, _("报了急难") if data.get("emergency") else "", _lead(data)]


def _opened(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [_("开的是 %s") % data.get("to")]


def _take(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    over = _("家里登记过意愿，自己接着办不了") if data.get("wish") else ""
    lines = [over, _("为什么代办：%s") % data.get("reason"), _("凭什么代办：%s") % data.get("evidence")]
    return [*lines, _("代办人是近亲属，已备案") if data.get("related") else "", _lead(data)]


def _own_word(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(data.get("words") or "")]


def _lead(data: Mapping[str, Any]) -> str:
    return _("来自主动发现的线索") if data.get("lead") else ""


def _members(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return ["、".join(case.people.get(key, key) for key in data.get("who") or ())]


def _missing(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    named = "、".join(case.material(code) for code in data.get("codes") or ())
    second = _("这是二次告知，县里看得到") if data.get("second") else ""
    return [_("要补：%s") % named, second, str(data.get("because") or "")]


def _reason(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    reason = str(data.get("reason") or "")
    return [str(words.EXTENSIONS.get(reason, reason))]


def _report(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    number = data.get("number")
    return [str(words.RESULTS.get(data["result"], "")), _("报告编号 %s") % number if number else ""]


def _visit(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    methods = "、".join(words.way_words(method) for method in data.get("methods") or ())
    return [_("去的人：%s") % _people(data, names), methods, str(data.get("findings") or "")]


def _note(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(data.get("text") or "")]


def _assess(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    met = _("符合") if data.get("met") else _("不符合")
    return [f"{data.get('programme', '')} {met}", str(data.get("reason") or "")]


def _look_up(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return ["、".join(case.material(code) for code in data.get("codes") or ()), str(data.get("text") or "")]


def _enter(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    line = {
        "step": step_name(str(data.get("step"))),
        "platform": data.get("platform"),
        "lag": data.get("lag"),
    }
    return [_("%(step)s 录进 %(platform)s，隔了 %(lag)s 天") % line]


def _amend(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [_("第 %s 版") % data.get("version", ""), str(data.get("why") or "")]


def _opinion(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    said = _("符合") if data.get("grant") else _("不符合")
    amount = data.get("amount")
    if amount is not None and case.book.spec.pays_once:
        return [_("%(said)s，建议一次性 %(yuan)s") % _amount(said, amount)]
    return [said if amount is None else _("%(said)s，建议每月 %(yuan)s") % _amount(said, amount)]


def _amount(said: str, fen: int) -> dict[str, str]:
    return {"said": said, "yuan": words.yuan(fen)}


def _posting(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    where = "、".join(str(words.PLACES.get(place, place)) for place in data.get("where") or ())
    return [_("贴在：%s") % where, _("公示 %(days)s 天，到 %(last)s") % _span(data)]


def _span(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"days": data.get("days"), "last": data.get("last_day")}


def _answer(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [_people(data, names), _votes(data) if data.get("for") is not None else ""]


def _votes(data: Mapping[str, Any]) -> str:
    return _("同意 %(for)s 票，不同意 %(against)s 票") % {"for": data["for"], "against": data["against"]}


def _close(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(words.OUTCOMES.get(data["outcome"], ""))]


def _confirm(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    said = [str(data.get("basis") or ""), _paid_to(data)]
    if data.get("amount") is None:
        return [_("批准"), *said]
    if case.book.spec.pays_once:
        return [_("一次性 %s") % words.yuan(data["amount"]), *said]
    line = {"yuan": words.yuan(data["amount"]), "month": data.get("first_month")}
    return [_("每月 %(yuan)s，从 %(month)s 起") % line, *said]


def _paid_to(data: Mapping[str, Any]) -> str:
    found = data.get("payee")
    if not found or found["who"] == "applicant":
        return ""
    line = {"who": words.PAYEES[found["who"]], "name": found["name"], "proof": found["proof"]}
    return _("发给%(who)s %(name)s（%(proof)s）") % line


def _file(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    reported = _("报县里备案") if "report" in (data.get("wanted") or ()) else ""
    return [reported, _("装订在 %s") % data["box"] if data.get("box") else ""]


def _relieve(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [
        f"{words.yuan(data['amount'])} · {words.PAYMENTS.get(data['channel'], '')}",
        data.get("reason", ""),
        _("收条：%s") % data["receipt"] if data.get("receipt") else "",
    ]


def _backfill(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return ["、".join(str(words.BACKFILL.get(item, item)) for item in data.get("fields") or ())]


def _propose(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    what = _("停发") if data.get("stop") else _("改成每月 %s") % words.yuan(data.get("to"))
    return [what, str(data.get("cause") or ""), _("证明：%s") % data["proof"] if data.get("proof") else ""]


def _decide(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    what = _("停发") if data.get("stop") else _("改成每月 %s") % words.yuan(data.get("to"))
    return [what, str(data.get("answer") or "")]


def _relative(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    member = case.people.get(data.get("member", ""), "")
    kin = {"officer": names.get(str(data["officer"]), ""), "member": member}
    line = _("%(officer)s 和 %(member)s 是近亲属，已回避") % kin
    return [line if member else _("%(officer)s 是近亲属，已回避") % kin, str(data.get("relation") or "")]


def _notice(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    form = case.book.spec.notice(str(data.get("kind") or ""))
    title = form.title if form else str(words.NOTICES.get(data.get("kind", ""), ""))
    return [
        f"{title} {data.get('number') or ''}",
        _("替代 %s，原来那一份作废") % data["replaces"] if data.get("replaces") else "",
        str(data.get("reason") or "") if data.get("replaces") else "",
        _("送达日 %s") % data["served"] if data.get("served") else "",
    ]


def _delay(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(data.get("reason") or ""), _("新的日子 %s") % data["until"] if data.get("until") else ""]


def _cause(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(data.get("cause") or "")]


def _found(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(words.FOUND.get(data.get("found", ""), "")), str(data.get("words") or "")]


def _meeting(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    special = _("一事一议") if data.get("special") else ""
    return [*_answer(data, case, names), special, str(data.get("reasons") or "")]


def _receipt(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    return [str(data.get("receipt") or "")]


def _certificate(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    who = _people(data, names)
    said = _("编号 %(number)s，%(day)s") % {"number": data.get("number"), "day": data.get("on")}
    void = {"old": data.get("old"), "why": _(WHY[data["why"]])} if data.get("why") else None
    return [
        said,
        _("%(old)s 作废：%(why)s") % void if void else "",
        str(data.get("reason") or ""),
        _("两个人：%s") % who if who else "",
    ]


def _name(data: Mapping[str, Any], case: Situation, names: Mapping[str, str]) -> list[str]:
    line = {"old": data.get("old"), "new": data.get("new")}
    paper = _("照的是%s") % data["paper"] if data.get("paper") else ""
    return [_("“%(old)s”改成“%(new)s”") % line, paper, str(data.get("reason") or "")]


SENTENCES: dict[str, Said] = {
    "submit": _submit,
    "forward": _submit,
    "take": _take,
    "confirm_delegation": _own_word,
    "revoke_delegation": _own_word,
    "sign": _members,
    "authorise": _members,
    "request_missing": _missing,
    "decline": _reason,
    "refuse": _reason,
    "retract": _reason,
    "withdraw": _reason,
    "explain_delay": _delay,
    "elevate": _cause,
    "close_elevated": _found,
    "extend": _reason,
    "check_report": _report,
    "visit": _visit,
    "note": _note,
    "assess": _assess,
    "look_up": _look_up,
    "open_urgent": _opened,
    "enter": _enter,
    "amend": _amend,
    "first_opinion": _opinion,
    "post": _posting,
    "repost": _posting,
    "resurvey": _answer,
    "appraise": _answer,
    "panel": _meeting,
    "close_objection": _close,
    "confirm": _confirm,
    "relieve": _relieve,
    "spend": _relieve,
    "backfill": _backfill,
    "propose_change": _propose,
    "decide_change": _decide,
    "relative": _relative,
    "notice": _notice,
    "serve": _notice,
    "file_plan": _receipt,
    "file": _file,
    "correct_name": _name,
    "issue_certificate": _certificate,
    "stamp_certificate": _certificate,
    "replace_certificate": _certificate,
    "destroy_certificate": _certificate,
    "lose_certificate": _certificate,
}
