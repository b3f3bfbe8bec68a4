"""The words of the desk: what acts, flags, clocks' trails and answers are called, plain and short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from policies.rules import money
from policies.rules.typography import set_type

FLAGS = {
    "relative": _("近亲属备案"),
    "delegated": _("代办"),
    "second_demand": _("二次告知"),
    "objection": _("有异议"),
    "overdue": _("超期"),
    "special": _("一事一方案"),
    "deliberated": _("一事一议"),
    "elevated": _("提级复核"),
    "emergency": _("急难"),
    "urgent": _("说有急事"),
    "complaint": _("有投诉"),
    "monitored": _("防返贫监测"),
}
CHANNELS = {"bot": _("聊天"), "web": _("网站"), "window": _("窗口"), "village": _("村里代办")}
FIELDS = {"id_number": _("身份证号"), "phone": _("电话"), "account": _("收款账号")}
PLACES = {
    "board": _("村公开栏"),
    "website": _("网站"),
    "screen": _("电子屏"),
    "institution": _("供养机构"),
}
METHODS = {
    "visit": _("入户看"),
    "neighbours": _("问邻居"),
    "letter": _("发函问"),
    "phone": _("打电话"),
    "video": _("视频看"),
}
RESPONDENTS = {
    "member": _("家里人"),
    "neighbour": _("邻居"),
    "village": _("村干部"),
    "kin": _("亲戚"),
    "employer": _("用人单位"),
    "other": _("别的人"),
}
COMPARED = {
    "income": _("一年的收入"),
    "deposits": _("存款、理财"),
    "capital": _("经营投资"),
    "vehicles": _("车辆"),
    "houses": _("房产"),
    "others": _("保险、债权等"),
}
PIECES = {"vehicles": _("%d 辆"), "houses": _("%d 处")}
RESULTS = {"within": _("没有超出标准"), "over": _("超出标准")}
OUTCOMES = {"upheld": _("异议成立"), "dismissed": _("异议不成立")}
EXTENSIONS = {"late_check": _("核对报告回得晚"), "complex": _("情况复杂")}
PAYERS = {"county": _("县（区）"), "township": _("乡镇（街道）")}
PAYEES = {
    "applicant": _("本人"),
    "guardian": _("监护人"),
    "carer": _("受委托的照料人"),
    "institution": _("供养机构"),
}
PAYMENTS = {"account": _("打到账上"), "cash": _("给现金"), "kind": _("给东西")}
BACKFILL = {
    "person": _("救助对象"),
    "reason": _("救助事由"),
    "amount": _("救助金额"),
    "signature": _("经办人签字"),
    "seal": _("盖章"),
}
FOUND = {"stands": _("原来的决定没有错"), "mistaken": _("原来的决定有错，由乡镇提出调整")}
SUBJECTS = {"review": _("初审意见"), "result": _("审批结果"), "stop": _("停发")}
PHOTOS = {"visit_photo": _("入户照片"), "relief_receipt": _("收条")}
"""What photos are called that no list of papers asks for."""
TOPICS = {
    "money": _("有人要钱要东西"),
    "delay": _("拖着不办"),
    "manner": _("态度不好"),
    "attitude": _("态度不好"),
    "payment": _("钱没到，或者少了"),
    "unfair": _("不该领的在领"),
    "missed": _("该领的没领到"),
}
"""What a complaint says it is about, on the site or in the chat; another word is shown as nothing."""
NOTICES = {
    "acceptance": _("受理通知书"),
    "missing": _("补正告知书"),
    "refusal": _("不予批准告知书"),
    "decision": _("决定书"),
    "advance": _("事先告知书"),
}
TRAIL = {
    "holiday": _("放假，不算"),
    "swapped": _("调休上班，算"),
    "rolled": _("休息日，往后推"),
    "unknown": _("这一年的放假安排还没公布，从这里起只是估计"),
}
KINDS = {
    "wage": _("打工、上班"),
    "business": _("种地、做生意"),
    "property": _("房租、利息"),
    "transfer": _("养老金、子女给的"),
}
"""The four kinds of income, as people say them."""
LINES = {
    "per_head_month": _("每人每月收入"),
    "income_below_standard": _("和标准比"),
    "need": _("全家每月标准"),
    "income_month": _("全家每月收入"),
    "gap": _("每月差多少"),
    "payable": _("每月发多少"),
}
ANSWERS = {"yes": _("低于标准"), "no": _("不低于标准")}

_KEY = re.compile(r"\bm\d+\b", re.ASCII)
_TRAIL = re.compile(r"^(\d{4}-\d{2}-\d{2}) (\w+)$", re.ASCII)


def named(text: str, people: Mapping[str, str]) -> str:
    """Return a refusal with names in place of the keys of members."""
    return _KEY.sub(lambda match: people.get(match.group(), match.group()), text)


def listed(said: Iterable[object]) -> str:
    """Return several things in a row, with the mark of the reader's language between them."""
    return _now("、").join(str(one) for one in said)


def aside(said: object, more: object) -> str:
    """Return something with what is said beside it, in the brackets of the reader's language; words of the law set as on paper."""
    return set_type(_now("%(said)s（%(more)s）") % {"said": said, "more": more})


def headed(head: object, said: object) -> str:
    """Return a word and what is said under it, with the colon of the reader's language; words of the law set as on paper."""
    return set_type(_now("%(head)s：%(said)s") % {"head": head, "said": said})


def refused(sentence: str, clause: str) -> str:
    """Return why an act is refused, with its clause where there is one, set as on paper."""
    return aside(sentence, clause) if clause else set_type(sentence)


def trail_line(line: str) -> str:
    """Return one line of a clock's arithmetic in words; a line that is words already stays."""
    match = _TRAIL.match(line)
    if match is None:
        return line
    return f"{match.group(1)} {TRAIL.get(match.group(2), match.group(2))}"


def flag_words(flags: str, *, hide: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the flags of a case as (code, word)."""
    return [(flag, str(FLAGS[flag])) for flag in flags.split(",") if flag in FLAGS and flag not in hide]


def yuan(fen: int | None) -> str:
    """Return fen as yuan for reading: 1,020 元 or 1,020.50 元."""
    if fen is None:
        return ""
    return _now("%s 元") % money.spoken(fen)


def way_words(way: Mapping[str, str] | str) -> str:
    """Return one way of asking with its day and whom it asked; older events keep the bare code."""
    if isinstance(way, str):
        return str(METHODS.get(way, way))
    parts = [str(METHODS.get(way["way"], way["way"])), way.get("on", "")]
    parts.append(str(RESPONDENTS.get(way.get("respondent", ""), "")))
    return " ".join(part for part in parts if part)


def line_words(key: str) -> str:
    """Return the label of one line of a calculation."""
    return str(LINES.get("payable" if key.startswith("payable") else key, key))
