"""What the closed words of a programme are called in the studio, in the order in which a form lists them."""

from __future__ import annotations

from policies.rules import invariants as known
from policies.rules.conditions import COMPARISONS as COMPARISON_WORDS
from policies.rules.wording import DISHONESTY_NAMES, FACT_WORDS, PAPER_NAMES, PLACEHOLDERS, PUBLIC_COLUMNS

Choices = list[tuple[str, str]]

FETCHED_BY: Choices = [("applicant", "您来准备"), ("shared", "我们去查"), ("signed", "现场签")]
PER: Choices = [
    ("household", "一家一份"),
    ("member", "每个人一份"),
    ("adult", "每个大人一份"),
    ("minor", "每个孩子一份"),
]
PARTS: Choices = [("screener", "咨询时问（最多 6 问）"), ("application", "申请时问")]
TYPES: Choices = [
    ("choice", "选一个"),
    ("multi", "选几个"),
    ("yesno", "有没有"),
    ("number", "几个（数字）"),
    ("money", "多少元"),
    ("text", "一段话"),
    ("place", "哪个村（社区）"),
]
SENSITIVITY: Choices = [
    ("open", "哪里都可以问"),
    ("personal", "只在可以传个人信息的渠道问"),
    ("private", "只在网站自己的表里问（身份、账户、电话）"),
]
UNITS: Choices = [("workday", "工作日"), ("day", "天（日历天）"), ("hour", "小时")]
COMPARISONS: Choices = list(COMPARISON_WORDS.items())
JOINS: Choices = [("all", "下面几条都要符合"), ("any", "下面符合一条就行")]

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
STEPS: dict[str, str] = {
    "disclose": "一次性告知",
    "lodge": "提出申请",
    "accept": "受理",
    "check": "信息核对",
    "visit": "入户调查",
    "review": "初审",
    "post": "公示",
    "appraise": "民主评议",
    "confirm": "审批（审核确认）",
    "notify": "告知结果",
    "serve": "送达",
    "announce": "长期公示",
    "pay": "发放",
    "file": "归档",
    "change": "动态调整",
    "relieve": "急难先救助",
}
KINDS: Choices = list(STEPS.items())
MILESTONES: Choices = [
    ("intend", "表明意愿"),
    ("lodge", "提出申请"),
    ("accept", "受理"),
    ("check", "核对报告到了"),
    ("visit", "入户调查过"),
    ("review", "有初审意见"),
    ("post", "公示期满、没有异议"),
    ("panel", "集体研究通过"),
    ("confirm", "审批"),
    ("serve:decision", "决定书送到"),
]
_EVENT_WORDS = {
    "intend": "表明意愿",
    "submit": "提出申请",
    "take": "村里接件",
    "forward": "村里送到镇里",
    "accept": "受理",
    "accept:ordinary": "受理（不是急难的）",
    "decline": "不予受理",
    "authorise": "授权核对",
    "request_check": "发起核对",
    "report": "报告急难",
    "visit": "入户调查",
    "first_opinion": "初审",
    "post": "贴出公示",
    "repost": "重新公示",
    "posting_end": "公示期满",
    "object": "有人提异议",
    "object:review": "对初审公示提异议",
    "object:result": "对结果公示提异议",
    "object:stop": "对停发公示提异议",
    "resurvey": "复查",
    "appraise": "民主评议",
    "close_objection": "异议办结",
    "panel": "集体研究",
    "confirm": "审批同意",
    "refuse": "审批不同意",
    "extend": "延长",
    "file_plan": "报备方案",
    "relieve": "先行救助",
    "backfill_done": "补齐手续",
    "notice": "发出文书",
    "propose_change": "提出调整",
    "defend": "陈述申辩",
    "decide_change": "决定调整",
    "served:advance": "事先告知书送到",
    "served:decision": "决定书送到",
    "served:refusal": "不符合告知书送到",
}
EVENTS: Choices = [(code, _EVENT_WORDS.get(code, code)) for code in _EVENT_WORDS if code in known.EVENTS]
CLOCKS: Choices = [
    ("forward", "村里几天内送到镇里"),
    ("check", "几天内发起核对"),
    ("first_opinion", "几天内出初审意见"),
    ("whole", "从受理到办结"),
    ("confirm", "公示后几天内审批"),
    ("relief", "急难多久救助"),
    ("backfill", "急难几天内补手续"),
    ("defence", "陈述申辩期"),
    ("posting_end", "公示期"),
    ("objection", "异议几天内办结"),
    ("file", "几天内归档"),
]
REASONS: Choices = [("late_check", "核对报告晚到"), ("complex", "情况复杂")]
NOTICES: Choices = [
    ("acceptance", "受理通知"),
    ("missing", "补正通知"),
    ("refusal", "不符合告知书"),
    ("decision", "决定书"),
    ("advance", "事先告知书"),
    ("advance_stop", "停发事先告知书"),
    ("decision_adjust", "调整决定书"),
    ("decision_stop", "停发决定书"),
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
PAPERS: Choices = list(PAPER_NAMES.items())
COLUMNS: Choices = list(PUBLIC_COLUMNS.items())
FACTS = FACT_WORDS
BLANKS = [f"{{{key}}}({said})" for key, said in PLACEHOLDERS.items()]

_PLACES: Choices = [
    ("board", "村（社区）公示栏"),
    ("screen", "电子屏"),
    ("website", "网站"),
    ("window", "便民窗口"),
    ("institution", "供养机构"),
]
_PEOPLE: Choices = [("applicant", "申请人"), ("village", "村（社区）"), ("relative", "亲属")]
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

# -- what a step may say beyond order and hands: its label, and either the kind of value or its closed words
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
