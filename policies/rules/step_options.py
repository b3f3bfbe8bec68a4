"""What each kind of step may say beyond order and hands: every option with its label, and what its value may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policies.rules.wording import DISHONESTY_NAMES

Choices = list[tuple[str, str]]

ROLES: Choices = [
    ("village", "村（社区）经办"),
    ("acceptor", "受理岗"),
    ("surveyor", "调查岗"),
    ("reviewer", "初审岗"),
    ("approver", "审批岗"),
    ("county", "县级"),
    ("township_head", "乡镇主要负责人"),
    ("cadre", "驻村干部"),
]
NOTICE_EVENTS: Choices = [
    ("accept", "受理"),
    ("request_missing", "要求补正"),
    ("refuse", "审批不同意"),
    ("decline", "不予受理"),
    ("confirm", "审批同意"),
    ("propose_change", "提出调整"),
    ("decide_change", "决定调整"),
]
_PLACES: Choices = [
    ("board", "村（社区）公示栏"),
    ("screen", "电子屏"),
    ("website", "网站"),
    ("window", "便民窗口"),
    ("institution", "供养机构"),
]
PEOPLE: Choices = [("applicant", "申请人"), ("village", "村（社区）"), ("relative", "亲属")]
_METHODS: Choices = [
    ("direct", "直接送达"),
    ("left", "留置送达"),
    ("post", "邮寄送达"),
    ("public", "公告送达"),
]
_ANSWERS: Choices = [("resurvey", "复查"), ("appraise", "民主评议")]
_AID: Choices = [("account", "打到账户"), ("cash", "现金"), ("kind", "实物")]
_PAYEES: Choices = [
    ("applicant", "申请人"),
    ("guardian", "监护人"),
    ("carer", "照料人"),
    ("institution", "供养机构"),
]
_LEVELS: Choices = [("township", "乡镇（街道）"), ("village", "村（社区）"), ("county", "县")]

DISHONESTY: Choices = list(DISHONESTY_NAMES.items())

FLAG, NUMBER, WORDS, TEXTS = "flag", "number", "words", "texts"
OPTIONS: dict[str, dict[str, tuple[str, str | Choices, bool]]] = {
    "disclose": {},
    "lodge": {
        "channels": (
            "从哪里可以申请",
            [("window", "窗口"), ("web", "网站"), ("bot", "聊天"), ("village", "村（社区）代办")],
            True,
        ),
        "channel_names": ("本地怎么叫这些渠道", TEXTS, True),
        "signatures": ("谁签字", [("members", "每个家庭成员都签")], False),
        "supporters_sign": ("赡养、抚养、扶养义务人也要签", FLAG, False),
        "intention": ("先表明意愿，就可以开始核对和调查", FLAG, False),
        "delegation_reason": ("代办要写明为什么", FLAG, False),
        "delegation_evidence": ("代办要有委托凭据", FLAG, False),
        "joint_form": ("共同申请，一张表", FLAG, False),
        "commitment": ("要签承诺", FLAG, False),
        "dishonesty": ("查实决定以后记失信的行为", DISHONESTY, True),
        "monitoring": ("和防止返贫监测名单一起识别", FLAG, False),
        "route_by_registration": ("按户口所在地转办", FLAG, False),
    },
    "accept": {},
    "check": {
        "authorisation": ("谁要授权核对", [("adults", "每个成年人")], False),
        "done_by": ("核对由谁来做", [("county", "县"), ("township", "乡镇（街道）")], False),
    },
    "visit": {
        "least": ("至少几个人去", NUMBER, False),
        "levels": ("哪几级的人一起去", _LEVELS, True),
        "lead": ("谁带队", ROLES, False),
        "village_assists": ("村（社区）协助", FLAG, False),
        "at_home": ("先要入户，别的办法只能结合着用", FLAG, False),
        "methods": (
            "用哪些办法",
            [
                ("visit", "入户"),
                ("neighbours", "邻里访问"),
                ("letter", "信函索证"),
                ("phone", "电话"),
                ("video", "视频"),
            ],
            True,
        ),
    },
    "review": {
        "special": ("核对超标，按什么还可以提“符合”", [("file_plan", "一事一方案报县备案")], False),
    },
    "post": {
        "subject": ("公示什么", [("review", "初审意见"), ("result", "结果"), ("both", "两样都公示")], False),
        "places": ("贴在哪里", _PLACES, True),
        "answers": ("有异议怎么答复", _ANSWERS, True),
        "repost": ("异议改变结果后重新公示", [("required", "一定要")], False),
        "local": ("要在申请人住的地方公示，不能只挂网站", FLAG, False),
        "upheld_needs_answer": ("异议成立要先有调查或评议的记录", FLAG, False),
    },
    "appraise": {
        "mode": ("什么时候评议", [("on_objection", "只在有异议时"), ("never", "不评议")], False),
        "village_assists": ("村（社区）协助", FLAG, False),
    },
    "confirm": {
        "mode": ("怎么审批", [("single", "一人审批"), ("panel", "集体研究")], False),
        "amounts": ("批哪几笔钱", [("amount", "保障金"), ("care_amount", "照料护理费")], True),
        "chair": ("集体研究由谁主持", ROLES, False),
        "minutes": ("要有会议记录", FLAG, False),
        "limit": ("金额上限看哪个参数（代码）", WORDS, False),
        "opinion_needs": ("意见里要写明", [("basis", "理由和依据")], True),
        "special": (
            "特殊情况怎么批",
            [("file_plan", "报县备案"), ("panel", "集体研究"), ("elevate", "提级复核")],
            False,
        ),
        "death_check": ("申请人在死亡比对名单里的不能批", FLAG, False),
        "once": ("一次性救助（手续可以从简）", FLAG, False),
    },
    "notify": {"on": ("什么时候告知", NOTICE_EVENTS, True)},
    "serve": {
        "methods": ("送达方式，按先后", _METHODS, True),
        "servers": ("几个人送", NUMBER, False),
        "signed_by": ("谁签收", [("applicant", "申请人"), ("guardian", "监护人"), ("carer", "照料人")], True),
        "left_needs": ("留置要有", [("recording", "录音录像"), ("witness", "见证人")], True),
        "witness_roles": (
            "谁可以见证",
            [("village", "村（社区）等基层组织"), ("employer", "所在单位")],
            True,
        ),
        "post_needs": ("邮寄要有", [("address_confirmed", "地址确认书"), ("waybill", "邮单")], True),
        "left_after": ("哪些送不到才留置", _METHODS, True),
        "left_refused": ("当面拒签了才能留置", FLAG, False),
        "post_after": ("哪些送不到才邮寄", _METHODS, True),
        "public_after": ("哪些都送不到才公告", _METHODS, True),
    },
    "announce": {
        "places": ("贴在哪里", _PLACES, True),
        "photos": ("要拍照存档", FLAG, False),
    },
    "pay": {
        "first": ("从哪个月起发", [("month_after", "批准的下个月"), ("same_month", "批准的当月")], False),
        "cutoff_day": ("几号以后批的再推一个月", NUMBER, False),
        "payer": ("谁来发", [("county", "县"), ("township", "乡镇（街道）")], False),
        "channel": ("通过什么发（本地叫法）", WORDS, False),
        "channels": ("可以怎么给", _AID, True),
        "payee": ("可以发给谁", _PAYEES, True),
        "death_match": ("发之前比对死亡名单", FLAG, False),
        "reserve": ("从备用金出", FLAG, False),
    },
    "file": {
        "to": ("归到哪里", [("county", "县"), ("township", "乡镇（街道）")], False),
        "form": ("什么形式", [("paper", "纸质"), ("electronic", "电子")], False),
    },
    "change": {
        "governs": ("管哪一种变动", [("adjust", "调整"), ("stop", "停发")], True),
        "advance": ("改之前先告知", FLAG, False),
        "effect": (
            "什么时候生效",
            [("after_service", "送达以后"), ("month_after_posting", "公示以后的下个月")],
            False,
        ),
        "posting_on_stop": ("停发也要公示", FLAG, False),
        "places": ("贴在哪里", _PLACES, True),
        "repost": ("异议改变结果后重新公示", [("required", "一定要")], False),
        "proof_required": ("要有证明", FLAG, False),
        "written_reason": ("要书面说明理由", FLAG, False),
        "answers": ("有异议怎么答复", _ANSWERS, True),
        "panel": ("集体研究", FLAG, False),
    },
    "relieve": {
        "ceiling": ("金额上限看哪个参数（代码）", WORDS, False),
        "channels": ("可以怎么给", _AID, True),
        "backfill": (
            "事后补哪几样",
            [
                ("person", "是谁"),
                ("reason", "为什么"),
                ("amount", "多少钱"),
                ("signature", "签字"),
                ("seal", "盖章"),
            ],
            True,
        ),
        "tell_county": ("要告诉县里", FLAG, False),
        "reserve": ("从备用金出", FLAG, False),
        "needs_reason": ("要写明理由", FLAG, False),
    },
}
"""Its label, then either the kind of value or the closed words, then whether it is a list."""

MOST = 9999
"""No number that a step states (of people, of days) is larger."""
KINDS = {
    FLAG: "只能写 true 或 false",
    NUMBER: f"要写成不大于 {MOST} 的整数",
    WORDS: "要写成一段文字",
    TEXTS: "要写成一段文字",
}


def option_fault(kind: str, option: str, value: Any) -> str:
    """Return what is wrong with the shape of an option that this kind of step knows; empty: nothing."""
    _, allowed, many = OPTIONS[kind][option]
    shape = allowed if isinstance(allowed, str) else WORDS
    if not many:
        return "" if _fits(shape, value) else KINDS[shape]
    if not isinstance(value, list | tuple):
        return "要写成一列"
    return "" if all(_fits(shape, item) for item in value) else f"每一项{KINDS[shape]}"


def _fits(shape: str, value: Any) -> bool:
    if shape == FLAG:
        return isinstance(value, bool)
    if shape == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
    return isinstance(value, str)


JUDGED = {("post", "subject"), ("post", "answers"), ("appraise", "mode"), ("serve", "methods")}
"""Options whose words have an invariant of their own, with its clause."""


def strange_words(kind: str, options: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return, by option, the words that are not among those it may say: a misspelt one would switch a rule off."""
    found = {}
    for option, (_, allowed, many) in OPTIONS[kind].items():
        if option in options and isinstance(allowed, list) and (kind, option) not in JUDGED:
            said = options[option] if many else [options[option]]
            found[option] = sorted(set(said) - {word for word, _ in allowed})
    return {option: said for option, said in found.items() if said}
