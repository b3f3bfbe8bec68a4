"""What was refused in the county's offices: who tried which act when, and why not. Nothing that was typed was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry
from casework.desk.acts import step_name
from casework.desk.people.access import within
from casework.models import Appointment, OfficeEvent
from casework.rules.asking import SHANGHAI
from casework.rules.roles import COUNTY

PAGE = 50
DAYS = (30, 90, 365)
WHY = {
    "role": _("岗位不对"),
    "scope": _("不是他管的地方"),
    "relative": _("要回避"),
    "hands": _("经手过前面的步骤"),
    "post": _("没有岗位"),
    "self": _("自己的事要由别人办"),
    "level": _("不该这一级办"),
}
WHERE = {
    "desk_reveal": _("看完整号码"),
    "desk_batch": _("一次办几件"),
    "desk_wish": _("登记意愿"),
    "desk_visit": _("入户调查"),
    "desk_visit_amend": _("更正入户调查表"),
    "desk_visit_photo": _("交入户照片"),
    "desk_complaint": _("办投诉"),
    "desk_check": _("导出核对文件"),
    "desk_check_report": _("导入核对报告"),
    "desk_check_columns": _("改核对文件的列"),
    "desk_relief": _("急难与备用金"),
    "desk_reserve": _("记备用金账"),
    "desk_export": _("导出表格"),
    "desk_exports": _("同意导出"),
    "desk_kin": _("近亲属备案"),
    "desk_people": _("登记工作人员"),
    "desk_officer": _("设岗、登记证件"),
    "desk_merge": _("并成一个人"),
    "desk_monitoring": _("导入监测名单"),
    "desk_monitored": _("标返贫监测"),
    "desk_dishonesty": _("记失信"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One refusal as the list shows it; `number` only of a case the reader may know of."""

    at: Any
    who: str
    office: str
    what: str
    why: Any
    case: Any = None


class RefusalsView(DeskView, View):
    """The refusals of some weeks, counted by office and by officer, and one by one."""

    http_method_names = ["get"]
    template_name = "desk/people/refusals.html"
    page_title = _("没有办成的")
    header_icon = "circle-xmark"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list to the county."""
        if not self.actor.holds((COUNTY,)):
            return no_entry(request, str(_("这张单子给县里监督用。")))
        days = next((days for days in DAYS if str(days) == request.GET.get("days")), DAYS[0])
        rows = self._rows(days)
        page = Paginator(rows.select_related("case"), PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            page=page,
            lines=self._lines(list(page.object_list)),
            days=days,
            choices=DAYS,
            query=f"days={days}",
        )
        response = self.render_to_response(context | self._counted(rows))
        response["Cache-Control"] = "private, no-store"
        return response

    def _rows(self, days: int) -> QuerySet[OfficeEvent]:
        """Return the refusals of the county's people and of its cases."""
        staff = Appointment.objects.filter(within("unit__code", self.actor.units)).values("officer")
        here = Q(officer__in=staff) | within("case__unit__code", self.actor.units)
        since = self.now - timedelta(days=days)
        return OfficeEvent.objects.filter(here, kind=OfficeEvent.Kind.REFUSED, at__gte=since)

    def _counted(self, rows: QuerySet[OfficeEvent]) -> dict[str, Any]:
        """Return the counts by officer and by office, the most first."""
        counted = list(rows.order_by().values_list("officer", "by_name").annotate(found=Count("pk")))
        offices = self._offices({officer for officer, _name, _found in counted})
        by_office: Counter[str] = Counter()
        by_officer: Counter[tuple[str, str]] = Counter()
        for officer, name, found in counted:
            office = offices.get(officer, _now("没有岗位"))
            by_office[office] += found
            by_officer[(office, name)] += found
        return {"by_office": by_office.most_common(), "by_officer": by_officer.most_common(PAGE)}

    def _offices(self, officers: Iterable[Any]) -> dict[Any, str]:
        """Return where each officer sits: the office of his latest post, a village under its own name."""
        posts = Appointment.objects.filter(officer__in=[one for one in officers if one])
        return {post.officer_id: post.unit.short_name for post in posts.select_related("unit").order_by("pk")}

    def _lines(self, rows: list[OfficeEvent]) -> list[Line]:
        offices = self._offices({row.officer_id for row in rows})
        known = set(self.cases().filter(pk__in=[row.case_id for row in rows]).values_list("pk", flat=True))
        return [
            Line(
                row.at.astimezone(SHANGHAI),
                row.by_name,
                offices.get(row.officer_id, _now("没有岗位")),
                _what(row.data),
                WHY.get(row.data.get("code", ""), row.data.get("code", "")),
                row.case if row.case_id in known else None,
            )
            for row in rows
        ]


def _what(data: dict[str, Any]) -> str:
    """Return the act in words: a verb of the table, or the page it was posted to."""
    verb, where = str(data.get("verb", "")), str(data.get("where", ""))
    return step_name(verb) or str(WHERE.get(where, _("别的页面")))
