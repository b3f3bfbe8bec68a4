"""The tabs of a programme in the staff shell, each with a sentence that says what belongs there."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple, Select
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from policies.studio.forms import PlaceForm, ProgrammeForm, UnitForm, UnitPaperForm
from policies.studio.values import ValueForm
from policies.studio.words import Said


def tab(name: Said, words: Said, *fields: str) -> ObjectList:
    """Return one tab with its sentence and its fields."""
    return ObjectList(
        [HelpPanel(format_lazy("<p>{words}</p>", words=words)), *(FieldPanel(field) for field in fields)],
        heading=name,
    )


GENERAL = ObjectList(
    [
        HelpPanel(
            _(
                "<p>这里写的是草稿，存了谁也看不见。写好了<strong>送审</strong>，由另一位同事看过影响再发布；"
                "发布出来的是一版不可更改的规定，已经受理的件还用原来那一版。右边可以边写边看效果。</p>"
            )
        ),
        FieldRowPanel([FieldPanel("jurisdiction", widget=Select), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("short")]),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_until")], heading=_("施行日期")),
        MultiFieldPanel(
            [
                FieldPanel("source_title"),
                FieldRowPanel([FieldPanel("source_number"), FieldPanel("source_issued")]),
                FieldPanel("source_issuer"),
                FieldPanel("source_note"),
            ],
            heading=_("出自哪份文件"),
        ),
        FieldPanel("words"),
        PublishingPanel(),
    ],
    heading=_("概况"),
)
PROGRAMME = TabbedInterface(
    [
        GENERAL,
        tab(
            _p("studio", "材料"),
            _("一次性告知清单就从这里来。这里没有写的，以后不能再要。"),
            "materials",
            "banned",
        ),
        tab(_("问题"), _("网页、聊天、窗口问的都是这些。咨询最多 6 问，第一问是有没有急事。"), "questions"),
        tab(_("步骤"), _("按本地文件的先后。受理、初审、审批由三个不同的人办。"), "steps"),
        tab(
            _p("studio", "时限"),
            _("文件写了的写在上面；没有写的列在下面，系统就不会编一个天数。"),
            "clocks",
            "silences",
        ),
        tab(_p("studio", "文书"), _("正文照文件，大白话说给八十岁的人听。"), "notices", "papers"),
        tab(
            _("名册栏目"),
            _("只有列得出来的栏目可以公开。"),
            "posting_title",
            "posting_columns",
            "roster_columns",
        ),
    ],
    base_form_class=ProgrammeForm,
)
VALUE = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("jurisdiction", widget=Select),
                FieldRowPanel([FieldPanel("key"), FieldPanel("label")]),
                FieldRowPanel([FieldPanel("programme"), FieldPanel("scope")]),
            ],
            heading=_("哪个参数"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("value", heading=_("数值（空着：未载明）")),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("operator"), FieldPanel("rounding")]),
                FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
                FieldRowPanel([FieldPanel("clause"), FieldPanel("ref")]),
                FieldPanel("reason"),
            ],
            heading=_("本地的数值"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("national_value", read_only=True),
                FieldPanel("national_clause", read_only=True),
            ],
            heading=_("国家怎么说（只供参照，要用就在列表里按“采用”）"),
        ),
    ],
    base_form_class=ValueForm,
)
PLACE = ObjectList(
    [
        HelpPanel(
            _(
                "<p>新的地方先建在这里，再建县、乡镇、村各级<strong>单位</strong>，填<strong>参数</strong>，"
                "然后写<strong>救助项目</strong>。参数表会自动列出要填的每一项，都先是“未载明”。</p>"
            )
        ),
        FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("region_code")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("bureau")]),
        FieldPanel("hotline"),
    ],
    base_form_class=PlaceForm,
)
UNIT = ObjectList(
    [
        FieldRowPanel([FieldPanel("jurisdiction", widget=Select), FieldPanel("level")]),
        FieldRowPanel([FieldPanel("parent", widget=Select), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
        FieldPanel("area"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("address")]),
        FieldRowPanel([FieldPanel("covered"), FieldPanel("covered_from")]),
    ],
    base_form_class=UnitForm,
)
UNIT_PAPER = ObjectList(
    [
        FieldRowPanel([FieldPanel("unit", widget=Select), FieldPanel("kind")]),
        FieldPanel("number"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        FieldPanel("document"),
    ],
    base_form_class=UnitPaperForm,
)
TRAINING = ObjectList(
    [
        FieldRowPanel([FieldPanel("jurisdiction", widget=Select), FieldPanel("held_on")]),
        FieldRowPanel([FieldPanel("title"), FieldPanel("attendees")]),
        FieldPanel("programmes", widget=CheckboxSelectMultiple),
    ]
)
