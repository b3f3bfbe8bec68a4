"""Who one can be in the demo: the seeded accounts, their role in a sentence, and where each begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Persona:
    """One chair of the demo. An empty `account` needs no login."""

    account: str
    name: str | Promise
    does: str | Promise
    home: str


PERSONAS = (
    Persona("", _("居民"), _("问一句、办一件、查进度，不用登录。"), "/"),
    Persona("cun01", _("村社经办"), _("替不会用手机的人代办，三个工作日内上报。"), "/cms/"),
    Persona("shouli", _("受理岗"), _("看材料，收下，或者一次说清要补什么。"), "/cms/"),
    Persona("diaocha", _("调查岗"), _("核对、两个人入户，写调查表。"), "/cms/"),
    Persona("chushen", _("初审岗"), _("算账、写初步意见、办公示和异议。"), "/cms/"),
    Persona("shenpi", _("审批岗"), _("最后决定；经手过前面两步的，系统拦下来。"), "/cms/"),
    Persona("xianju", _("县民政"), _("看全县、抽查、收投诉。"), "/cms/"),
    Persona("bianji", _("编辑"), _("改政策和材料，马上看到机器人怎么说。"), "/cms/"),
    Persona("fabu", _("发布人"), _("对照着看改动，发布。"), "/cms/"),
)
