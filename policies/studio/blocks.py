"""The blocks of a programme's draft: plain data with Chinese help and a good example beside every field.

Nothing is required here: a draft may be saved half done. What is missing is named by the validator.
"""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail import blocks

from policies.rules import step_options
from policies.studio import words as w


def text(label: str, help_text: str = "", **kwargs: Any) -> blocks.CharBlock:
    """One line."""
    return blocks.CharBlock(required=False, label=label, help_text=help_text, **kwargs)


def lines(label: str, help_text: str = "", rows: int = 2) -> blocks.TextBlock:
    """Several lines."""
    return blocks.TextBlock(required=False, label=label, help_text=help_text, rows=rows)


def one(label: str, choices: w.Choices, help_text: str = "") -> blocks.ChoiceBlock:
    """One of a closed list."""
    return blocks.ChoiceBlock(choices=choices, required=False, label=label, help_text=help_text)


def some(label: str, choices: w.Choices, help_text: str = "") -> blocks.MultipleChoiceBlock:
    """Some of a closed list."""
    return blocks.MultipleChoiceBlock(
        choices=choices,
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def struct(parts: list[tuple[str, blocks.Block]], **meta: Any) -> blocks.StructBlock:
    """Return a struct of these parts."""
    return blocks.StructBlock(parts, required=False, **meta)


def several(child: blocks.Block, label: str, help_text: str = "") -> blocks.ListBlock:
    """Return a list that may stay empty."""
    return blocks.ListBlock(child, label=label, help_text=help_text, default=[], required=False)


def code(label: str, example: str) -> blocks.CharBlock:
    """A stable name that the machine keeps: small letters, digits, underscores."""
    return blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]*$",
        required=False,
        label=label,
        help_text=f"小写字母、数字和下划线，例如 {example}。发布以后不要再改。",
        error_messages={"invalid": "只能用小写字母、数字和下划线，第一个要是字母。"},
    )


def basis() -> list[tuple[str, blocks.Block]]:
    """Return the two parts that say where something stands."""
    return [
        ("clause", text("依据", "文件里哪一条，照印的写，例如 附件1 第1项①。别的文件写全名和条号。")),
        ("ref", text("条款编号", "例如 SY-A1.1b；办件和测试都引它。", max_length=40)),
    ]


def condition() -> blocks.StructBlock:
    """Return the part that says when something applies."""
    facts = "、".join(f"{word}({key})" for key, word in list(w.FACTS.items())[:9])
    row = struct(
        [
            ("fact", text("看哪一项", f"写代码：{facts}；也可以写上面问题的代码或选项代码。")),
            ("compare", one("比较", w.COMPARISONS)),
            ("value", text("值", "“有”或“没有”，或数字，例如 60。")),
        ],
        label="一条",
    )
    return struct(
        [
            ("join", one("几条的关系", w.JOINS)),
            ("rows", several(row, "条件")),
            (
                "written",
                lines("写成规则（只在上面写不下时用）", '例如 {"not":{"fact":"student","is":true}}。'),
            ),
        ],
        label="什么时候才要（都空着：一直要）",
    )


MATERIAL = struct(
    [
        ("code", code("代码", "id_copy")),
        ("name", text("名称", "老百姓叫得出的名字，例如 身份证复印件。")),
        ("why", lines("为什么要", "一句话，例如：要知道家里有几口人。")),
        ("where", lines("去哪拿", "例如：自己家里就有；镇卫生院一楼窗口。")),
        ("fetch", one("谁来拿", w.FETCHED_BY)),
        ("per", one("几份", w.PER)),
        ("without", lines("没有怎么办", "例如：没带也能先收件，3 天内补上就行。")),
        ("substitutes", several(text("哪样也行"), "可以代替的", "例如 户口簿首页、居住证。")),
        ("when", condition()),
        *basis(),
    ],
    label="一样材料",
    icon="doc-full",
    label_format="{name}",
)
PROOF = struct(
    [
        ("code", code("代码", "elsewhere_certificate")),
        ("name", text("不许再要的证明", "例如 外地未享受低保证明。")),
        ("instead", lines("我们怎么办", "例如：由镇里自己去查。")),
        *basis(),
    ],
    label="一样不得索要的证明",
    icon="cross",
    label_format="{name}",
)
CHOICE = struct(
    [
        ("code", text("代码", "例如 illness；数字也可以。")),
        ("label", text("说法", "例如 家里有人得了重病。")),
    ],
    label="选项",
)
QUESTION = struct(
    [
        ("key", code("代码", "difficulty")),
        ("part", one("什么时候问", w.PARTS)),
        ("label", text("简称", "核对页上用，例如 家里的难处。")),
        ("ask", lines("怎么问", "说人话，例如：家里有没有人得了要花很多钱的病？")),
        ("why", lines("为什么问", "例如：有的材料只有病人家里才要。")),
        ("type", one("怎么答", w.TYPES)),
        ("choices", several(CHOICE, "选项", "选一个、选几个时才要。")),
        ("sensitivity", one("能在哪里问", w.SENSITIVITY)),
        ("when", condition()),
        *basis(),
    ],
    label="一个问题",
    icon="help",
    label_format="{ask}",
)


def _option(spec: tuple[str, str | w.Choices, bool]) -> blocks.Block:
    label, kind, many = spec
    if isinstance(kind, list):
        return some(label, kind) if many else one(label, kind)
    if kind == step_options.FLAG:
        return blocks.BooleanBlock(required=False, label=label)
    if kind == step_options.NUMBER:
        return blocks.IntegerBlock(required=False, min_value=0, label=label)
    return several(text(label), label) if many else text(label)


def step(kind: str) -> blocks.StructBlock:
    """Return the block of one kind of step: order and hands first, then what only this kind may say."""
    options = [(key, _option(spec)) for key, spec in step_options.OPTIONS[kind].items()]
    cite = struct([("option", text("哪一项（代码）", "例如 after、roles、places。")), *basis()], label="一条")
    return struct(
        [
            ("roles", some("谁来办", step_options.ROLES)),
            ("after", some("要等什么做完", w.MILESTONES)),
            ("apart_from", some("不能和谁是同一个人", [one for one in w.KINDS if one[0] != kind])),
            *options,
            *basis(),
            ("cites", several(cite, "各项另外的依据", "整步依据以外的，一项一条。")),
        ],
        label=w.STEPS[kind],
        icon="arrow-right",
    )


CLOCK = struct(
    [
        ("name", one("哪个时限", w.CLOCKS)),
        ("label", text("怎么叫", "例如 从受理到审批。")),
        ("start", some("从哪件事起算", w.EVENTS)),
        ("stop", some("到哪件事为止", w.EVENTS)),
        (
            "limit",
            blocks.IntegerBlock(
                required=False, label="多长", help_text="例如 20；长短写在参数表里的，空着。"
            ),
        ),
        ("parameter", text("看哪个参数", "参数表里的代码，例如 posting_days；和“多长”只写一样。")),
        ("unit", one("单位", w.UNITS)),
        ("extended_limit", blocks.IntegerBlock(required=False, label="延长以后多长")),
        ("extension_reasons", some("为什么可以延长", w.REASONS)),
        ("within", one("不能超过哪个时限", w.CLOCKS)),
        *basis(),
    ],
    label="一个时限",
    icon="time",
    label_format="{label}",
)
SILENCE = struct(
    [
        ("key", text("哪一项（代码）", "例如 whole。文件没有写的，列在这里，系统就不会编一个。")),
        ("label", text("怎么叫", "例如 从受理到审批的天数。")),
        ("national", text("国家怎么规定", "只供参照，例如 20 个工作日。")),
        *basis(),
    ],
    label="一项没有载明的",
    icon="warning",
    label_format="{label}",
)
NOTICE = struct(
    [
        ("kind", one("哪种文书", w.NOTICES)),
        ("title", text("标题", "照文件印，例如 不符合最低生活保障告知书。")),
        ("on", some("什么事发生就发", step_options.NOTICE_EVENTS, "都不选：由人来发。")),
        (
            "signers",
            some("谁可以签收", step_options.PEOPLE),
        ),
        ("body", lines("正文", "填空写成 {name}，可用的：" + "、".join(w.BLANKS) + "。", rows=8)),
        ("plain", lines("大白话", "同一件事，说给八十岁的人听。", rows=4)),
        *basis(),
    ],
    label="一种文书",
    icon="mail",
    label_format="{title}",
)
PAPER = struct(
    [
        ("kind", one("哪种表单", w.PAPERS)),
        ("title", text("标题", "照文件印，例如 家庭经济状况调查授权书。")),
        ("number", text("表号", "文件印了表号才写。", max_length=40)),
        ("statement", lines("声明或者约定", "填空同文书，例如 {name}、{programme}、{office}。", rows=6)),
        ("plain", lines("大白话", "同一件事，说给八十岁的人听。", rows=3)),
        *basis(),
    ],
    label="一种表单",
    icon="form",
    label_format="{title}",
)
COLUMN = struct(
    [
        ("key", one("哪一栏", w.COLUMNS, "只有这些可以公开。")),
        ("label", text("怎么叫", "例如 户主姓名。")),
        *basis(),
    ],
    label="一栏",
    icon="table",
    label_format="{label}",
)
WORD = struct(
    [
        ("key", text("哪个词", "例如 confirm。")),
        ("word", lines("本地怎么叫", "例如 审核确认。公告的正文也写在这里，可以分行。")),
    ],
    label="一个词",
)
STEPS = [(kind, step(kind)) for kind in w.STEPS]
