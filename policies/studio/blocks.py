"""The blocks of a programme's draft: plain data with Chinese help and a good example beside every field.

Nothing is required here: a draft may be saved half done. What is missing is named by the validator.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from policies.rules import step_options
from policies.studio import words as w


def text(label: w.Said, help_text: w.Said = "", **kwargs: Any) -> blocks.CharBlock:
    """One line."""
    return blocks.CharBlock(required=False, label=label, help_text=help_text, **kwargs)


def lines(label: w.Said, help_text: w.Said = "", rows: int = 2) -> blocks.TextBlock:
    """Several lines."""
    return blocks.TextBlock(required=False, label=label, help_text=help_text, rows=rows)


def one(label: w.Said, choices: w.Choices, help_text: w.Said = "") -> blocks.ChoiceBlock:
    """One of a closed list."""
    return blocks.ChoiceBlock(choices=choices, required=False, label=label, help_text=help_text)


def some(label: w.Said, choices: w.Choices, help_text: w.Said = "") -> blocks.MultipleChoiceBlock:
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


def several(child: blocks.Block, label: w.Said, help_text: w.Said = "") -> blocks.ListBlock:
    """Return a list that may stay empty."""
    return blocks.ListBlock(child, label=label, help_text=help_text, default=[], required=False)


def code(label: w.Said, example: str) -> blocks.CharBlock:
    """A stable name that the machine keeps: small letters, digits, underscores."""
    return blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]*$",
        required=False,
        label=label,
        help_text=format_lazy(
            _("小写字母、数字和下划线，例如 {example}。发布以后不要再改。"), example=example
        ),
        error_messages={"invalid": _("只能用小写字母、数字和下划线，第一个要是字母。")},
    )


def basis() -> list[tuple[str, blocks.Block]]:
    """Return the two parts that say where something stands."""
    return [
        ("clause", text(_("依据"), _("文件里哪一条，照印的写，例如 附件1 第1项①。别的文件写全名和条号。"))),
        ("ref", text(_("条款编号"), _("例如 SY-A1.1b；办件和测试都引它。"), max_length=40)),
    ]


def condition() -> blocks.StructBlock:
    """Return the part that says when something applies."""
    facts = "、".join(f"{word}({key})" for key, word in list(w.FACTS.items())[:9])
    row = struct(
        [
            (
                "fact",
                text(
                    _("看哪一项"),
                    format_lazy(_("写代码：{facts}；也可以写上面问题的代码或选项代码。"), facts=facts),
                ),
            ),
            ("compare", one(_("比较"), w.COMPARISONS)),
            ("value", text(_("值"), _("“有”或“没有”，或数字，例如 60。"))),
        ],
        label=_("一条"),
    )
    return struct(
        [
            ("join", one(_("几条的关系"), w.JOINS)),
            ("rows", several(row, _("条件"))),
            (
                "written",
                lines(_("写成规则（只在上面写不下时用）"), _('例如 {"not":{"fact":"student","is":true}}。')),
            ),
        ],
        label=_("什么时候才要（都空着：一直要）"),
    )


MATERIAL = struct(
    [
        ("code", code(_("代码"), "id_copy")),
        ("name", text(_("名称"), _("老百姓叫得出的名字，例如 身份证复印件。"))),
        ("why", lines(_("为什么要"), _("一句话，例如：要知道家里有几口人。"))),
        ("where", lines(_("去哪拿"), _("例如：自己家里就有；镇卫生院一楼窗口。"))),
        ("fetch", one(_("谁来拿"), w.FETCHED_BY)),
        ("per", one(_("几份"), w.PER)),
        ("without", lines(_("没有怎么办"), _("例如：没带也能先收件，3 天内补上就行。"))),
        ("substitutes", several(text(_("哪样也行")), _("可以代替的"), _("例如 户口簿首页、居住证。"))),
        ("when", condition()),
        *basis(),
    ],
    label=_("一样材料"),
    icon="doc-full",
    label_format="{name}",
)
PROOF = struct(
    [
        ("code", code(_("代码"), "elsewhere_certificate")),
        ("name", text(_("不许再要的证明"), _("例如 外地未享受低保证明。"))),
        ("instead", lines(_("我们怎么办"), _("例如：由镇里自己去查。"))),
        *basis(),
    ],
    label=_("一样不得索要的证明"),
    icon="cross",
    label_format="{name}",
)
CHOICE = struct(
    [
        ("code", text(_("代码"), _("例如 illness；数字也可以。"))),
        ("label", text(_("说法"), _("例如 家里有人得了重病。"))),
    ],
    label=_("选项"),
)
QUESTION = struct(
    [
        ("key", code(_("代码"), "difficulty")),
        ("part", one(_("什么时候问"), w.PARTS)),
        ("label", text(_("简称"), _("核对页上用，例如 家里的难处。"))),
        ("ask", lines(_("怎么问"), _("说人话，例如：家里有没有人得了要花很多钱的病？"))),
        ("why", lines(_("为什么问"), _("例如：有的材料只有病人家里才要。"))),
        ("type", one(_("怎么答"), w.TYPES)),
        ("choices", several(CHOICE, _("选项"), _("选一个、选几个时才要。"))),
        ("sensitivity", one(_("能在哪里问"), w.SENSITIVITY)),
        ("when", condition()),
        *basis(),
    ],
    label=_("一个问题"),
    icon="help",
    label_format="{ask}",
)


def _option(spec: tuple[str, str | list[tuple[str, str]], bool]) -> blocks.Block:
    name, kind, many = spec
    label = _(name)
    if isinstance(kind, list):
        return some(label, w.shown(kind)) if many else one(label, w.shown(kind))
    if kind == step_options.FLAG:
        return blocks.BooleanBlock(required=False, label=label)
    if kind == step_options.NUMBER:
        return blocks.IntegerBlock(required=False, min_value=0, label=label)
    return several(text(label), label) if many else text(label)


def step(kind: str) -> blocks.StructBlock:
    """Return the block of one kind of step: order and hands first, then what only this kind may say."""
    options = [(key, _option(spec)) for key, spec in step_options.OPTIONS[kind].items()]
    cite = struct(
        [("option", text(_("哪一项（代码）"), _("例如 after、roles、places。"))), *basis()], label=_("一条")
    )
    return struct(
        [
            ("roles", some(_("谁来办"), w.shown(step_options.ROLES))),
            ("after", some(_("要等什么做完"), w.MILESTONES)),
            ("apart_from", some(_("不能和谁是同一个人"), [one for one in w.KINDS if one[0] != kind])),
            *options,
            *basis(),
            ("cites", several(cite, _("各项另外的依据"), _("整步依据以外的，一项一条。"))),
        ],
        label=w.STEPS[kind],
        icon="arrow-right",
    )


CLOCK = struct(
    [
        ("name", one(_("哪个时限"), w.CLOCKS)),
        ("label", text(_("怎么叫"), _("例如 从受理到审批。"))),
        ("start", some(_("从哪件事起算"), w.EVENTS)),
        ("stop", some(_("到哪件事为止"), w.EVENTS)),
        (
            "limit",
            blocks.IntegerBlock(
                required=False, label=_("多长"), help_text=_("例如 20；长短写在参数表里的，空着。")
            ),
        ),
        ("parameter", text(_("看哪个参数"), _("参数表里的代码，例如 posting_days；和“多长”只写一样。"))),
        ("unit", one(_("单位"), w.UNITS)),
        ("extended_limit", blocks.IntegerBlock(required=False, label=_("延长以后多长"))),
        ("extension_reasons", some(_("为什么可以延长"), w.REASONS)),
        ("within", one(_("不能超过哪个时限"), w.CLOCKS)),
        *basis(),
    ],
    label=_("一个时限"),
    icon="time",
    label_format="{label}",
)
SILENCE = struct(
    [
        ("key", text(_("哪一项（代码）"), _("例如 whole。文件没有写的，列在这里，系统就不会编一个。"))),
        ("label", text(_("怎么叫"), _("例如 从受理到审批的天数。"))),
        ("national", text(_("国家怎么规定"), _("只供参照，例如 20 个工作日。"))),
        *basis(),
    ],
    label=_("一项没有载明的"),
    icon="warning",
    label_format="{label}",
)
NOTICE = struct(
    [
        ("kind", one(_("哪种文书"), w.NOTICES)),
        ("title", text(_("标题"), _("照文件印，例如 不符合最低生活保障告知书。"))),
        ("on", some(_("什么事发生就发"), w.shown(step_options.NOTICE_EVENTS), _("都不选：由人来发。"))),
        (
            "signers",
            some(_("谁可以签收"), w.shown(step_options.PEOPLE)),
        ),
        (
            "body",
            lines(
                _("正文"),
                format_lazy(_("填空写成 {{name}}，可用的：{blanks}。"), blanks="、".join(w.BLANKS)),
                rows=8,
            ),
        ),
        ("plain", lines(_("大白话"), _("同一件事，说给八十岁的人听。"), rows=4)),
        *basis(),
    ],
    label=_("一种文书"),
    icon="mail",
    label_format="{title}",
)
PAPER = struct(
    [
        ("kind", one(_("哪种表单"), w.PAPERS)),
        ("title", text(_("标题"), _("照文件印，例如 家庭经济状况调查授权书。"))),
        ("number", text(_("表号"), _("文件印了表号才写。"), max_length=40)),
        (
            "statement",
            lines(_("声明或者约定"), _("填空同文书，例如 {name}、{programme}、{office}。"), rows=6),
        ),
        ("plain", lines(_("大白话"), _("同一件事，说给八十岁的人听。"), rows=3)),
        *basis(),
    ],
    label=_("一种表单"),
    icon="form",
    label_format="{title}",
)
COLUMN = struct(
    [
        ("key", one(_("哪一栏"), w.COLUMNS, _("只有这些可以公开。"))),
        ("label", text(_("怎么叫"), _("例如 户主姓名。"))),
        *basis(),
    ],
    label=_("一栏"),
    icon="table",
    label_format="{label}",
)
WORD = struct(
    [
        ("key", text(_("哪个词"), _("例如 confirm。"))),
        ("word", lines(_("本地怎么叫"), _("例如 审核确认。公告的正文也写在这里，可以分行。"))),
    ],
    label=_("一个词"),
)
STEPS = [(kind, step(kind)) for kind in w.STEPS]
