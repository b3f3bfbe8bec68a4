"""Steps and limits in plain words; the place's own name of a step wins."""

from __future__ import annotations

from policies.rules.programme import ProgrammeSpec

# kind: what it is called where the place says nothing, and what happens then.
STEPS = {
    "disclose": ("一次告知", "工作人员一次说清要带什么，给一张清单。"),
    "lodge": ("提出申请", "到窗口、在网上，或者请村里代办，把申请交上来。"),
    "accept": ("受理", "材料齐了就受理，给受理通知；缺什么一次说清。"),
    "check": ("信息核对", "凭您的授权去查收入和财产，不用您跑。"),
    "visit": ("入户调查", "工作人员到家里看一看、问一问。"),
    "review": ("初审", "经办人员根据核对和调查提出意见。"),
    "post": ("公示", "把拟批准的结果张贴出来，听大家的意见。"),
    "appraise": ("民主评议", "有争议的，请村民代表一起评议。"),
    "confirm": ("审批", "另一位工作人员作决定。"),
    "notify": ("书面告知", "把决定写成文书，不批的写明理由和怎么办。"),
    "serve": ("送达", "把文书交到您手里。"),
    "announce": ("长期公示", "在享名单在村里一直公布。"),
    "pay": ("发放", "按月打到您的账户。"),
    "file": ("归档", "全部材料整理成档案。"),
    "change": ("动态调整", "家里情况变了，待遇跟着变；减少和停发要先告诉您。"),
    "relieve": ("先行救助", "急事先救助，手续后补。"),
}
UNITS = {"workday": "个工作日", "day": "天", "hour": "小时"}


def step_name(kind: str, spec: ProgrammeSpec) -> str:
    """Return what this place calls a step (审批 or 审核确认)."""
    return spec.word(kind, STEPS[kind][0])


def step_text(kind: str) -> str:
    """Return in one sentence what happens in a step of that kind."""
    return STEPS[kind][1]


def limit_text(limit: int | None, unit: str, extended: int | None) -> str:
    """Return a limit in words; where the document states none, say so."""
    if limit is None:
        return "没有写明"
    said = f"{limit} {UNITS[unit]}内"
    return said if extended is None else f"{said}，特殊情况可以延长到 {extended} {UNITS[unit]}"
