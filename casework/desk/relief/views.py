"""The relief page and the reserve account of one township, with its entries to enter and to export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.actions import reserve
from casework.desk import words
from casework.desk.access import DeskView, actor_at, no_entry, village_only
from casework.desk.forms.base import Money, fen, one_of
from casework.desk.row_numbers import last_seen, row_number
from casework.desk.sheets import download, workbook
from casework.models import Barred, CountyAlert, ReserveEntry
from casework.models.case import CaseQuerySet
from casework.rules import clocks
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.refusal import StepRefused
from casework.rules.relief import lacking
from casework.rules.reserve import floor, standing
from casework.rules.roles import COUNTY
from policies import queries as law
from policies.models import Unit
from policies.step_up import step_up

MOST = 200
MOST_LINES = 5000
SHOWN = 100
STANDING = {
    "well": _("够"),
    "low": _("低于下限"),
    "overdrawn": _("透支：支出多于登记的拨入，请补登拨入或者更正"),
    "unknown": _("没有载明每人多少或者户籍人口，算不出下限"),
}
HEADINGS = ("第几笔", "时间", "种类", "金额（元）", "余额（元）", "编号", "说明", "谁记的")
NOT_KEEPER = _("备用金账由本乡镇的审批岗或者主要负责人登记")
NOT_VILLAGE = _("急难和备用金只给乡镇和县里看。")


@dataclass(frozen=True, slots=True)
class Account:
    """One township's reserve as the page shows it; money in fen."""

    unit: Unit
    balance: int
    least: int | None

    @property
    def state(self) -> str:
        """The code of its standing."""
        return standing(self.balance, self.least)

    @property
    def words(self) -> dict[str, Any]:
        """Balance, floor and standing in words."""
        least = words.yuan(self.least) if self.least is not None else _now("没有载明")
        return {"balance": words.yuan(self.balance), "least": least, "state": STANDING[self.state]}


class ReliefPage(DeskView):
    """What both pages share: no village reads them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep villages out before anything is read."""
        if village_only(actor_at(request)):
            return no_entry(request, str(NOT_VILLAGE), back=reverse("desk_queue"))
        return super().dispatch(request, *args, **kwargs)

    def townships(self) -> list[Unit]:
        """Return the townships of this officer that the place's document covers."""
        units = Unit.objects.filter(level=Unit.Level.TOWNSHIP, covered=True).select_related("jurisdiction")
        return [
            unit
            for unit in units.order_by("code")
            if self.actor.covers(unit.code) or _within(unit, self.actor.units)
        ]

    def account(self, unit: Unit, places: dict[str, Any]) -> Account:
        """Return how one account stands today; `places` keeps the values of a place for the next township."""
        place = unit.jurisdiction.code
        if place not in places:
            places[place] = law.parameters(place, "temporary")
        return Account(unit, reserve.balance(unit), floor(places[place], unit.code, day_of(self.now)))


def _within(unit: Unit, own: tuple[str, ...]) -> bool:
    return any(unit.code.startswith(code) for code in own)


class ReliefView(ReliefPage, View):
    """Everything about emergencies: told, helped, papers open, reserves."""

    http_method_names = ["get", "post"]
    template_name = "desk/relief/index.html"
    page_title = _("急难与备用金")
    header_icon = "warning"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        places: dict[str, Any] = {}
        county = self.actor.holds((COUNTY,))
        alerts = CountyAlert.objects.filter(case__in=self.cases()).select_related(
            "case__unit__parent", "read_by"
        )
        context = self.get_context_data(
            county=county,
            alerts=[(alert, _stands_for(alert)) for alert in alerts.order_by("read_at", "-at")[:SHOWN]],
            open_papers=papers(self.cases()),
            accounts=[self.account(unit, places) for unit in self.townships()],
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The county has seen an alert."""
        number = row_number(request.POST.get("alert", ""))
        if not self.actor.holds((COUNTY,)):
            return no_entry(request, str(_("“看到了”由县里来点。")), back=reverse("desk_relief"))
        if not CountyAlert.objects.filter(pk=number, case__in=self.cases()).exists():
            raise self.absent(CountyAlert.objects.filter(pk=number).values_list("case_id", flat=True).first())
        reserve.mark_read(alert=number, actor=self.actor, at=self.now)
        return redirect("desk_relief")


def _stands_for(alert: CountyAlert) -> str:
    relief = alert.case.known().relief
    return words.yuan(relief.amount) if relief and alert.kind == "relieved" else ""


def papers(cases: CaseQuerySet) -> list[dict[str, Any]]:
    """Return the reliefs whose papers are not complete, the oldest first, with their limit or that there is none."""
    found = []
    listed = cases.filter(emergency=True).select_related("unit__parent").order_by("opened_at")
    for case in listed.annotate(law=law.law_stamp_subquery())[:MOST]:
        facts, book = (
            case.known(),
            law.rulebook(case.version_id, getattr(case, "law", None), unit=case.unit_id),
        )
        missing = lacking(facts, book.spec)
        if facts.relief is None or not missing:
            continue
        clock = next((one for one in clocks.running(facts, book) if one.name == "backfill"), None)
        found.append(
            {
                "case": case,
                "at": facts.relief.at,
                "amount": words.yuan(facts.relief.amount),
                "missing": "、".join(str(words.BACKFILL.get(item, item)) for item in missing),
                "due": clock.due if clock else None,
            }
        )
    return found


class EntryForm(forms.Form):
    """One line by hand: money in, or a correction up or down."""

    kind = one_of(
        _("记什么"),
        (("deposit", _("拨入")), ("up", _("更正：加")), ("down", _("更正：减"))),
        initial="deposit",
    )
    amount = Money(label=_("多少（元）"), min_value=0)
    note = forms.CharField(
        label=_("来源或者更正的原因"), max_length=200, help_text=_("例如：区财政第一季度拨付，文号。")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")

    def entry(self) -> dict[str, Any]:
        """Return what the action takes."""
        found = self.cleaned_data
        amount = fen(found["amount"]) or 0
        kind = "deposit" if found["kind"] == "deposit" else "correction"
        return {"kind": kind, "amount": -amount if found["kind"] == "down" else amount, "note": found["note"]}


class ReserveView(ReliefPage, View):
    """One account: its lines, a form for who keeps it, and its export."""

    http_method_names = ["get", "post"]
    template_name = "desk/relief/reserve.html"
    page_title = _("备用金账")
    header_icon = "list-ul"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show the account."""
        return self._page(self._unit(code), EntryForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Hand the account out as a file, or enter one line."""
        unit, form = self._unit(code), EntryForm(request.POST)
        if request.POST.get("as") == "xlsx":
            step_up(request, self.now, act="export")
            return self._export(unit)
        if not self._keeps(unit):
            return no_entry(request, str(NOT_KEEPER), back=reverse("desk_relief"))
        if not form.is_valid():
            return self._page(unit, form, 422)
        entry = form.entry() | {"seen": last_seen(request.POST)}
        try:
            reserve.enter(township=unit, actor=self.actor, at=self.now, **entry)
        except StepRefused as refusal:
            form.add_error(None, ValidationError(refusal.reason))
            return self._page(unit, form, 409 if refusal.code == "stale" else 422)
        return redirect("desk_reserve", code=unit.code)

    def _unit(self, code: str) -> Unit:
        unit = next((unit for unit in self.townships() if unit.code == code), None)
        if unit is None:
            raise self.absent()
        return unit

    def _lines(self, unit: Unit) -> Any:
        kin = Barred.objects.filter(case=OuterRef("case"), officer__in=self.actor.hands)
        rows = ReserveEntry.objects.filter(township=unit).annotate(kin=Exists(kin))
        return rows.select_related("case", "by").order_by("-seq")

    def _keeps(self, unit: Unit) -> bool:
        return self.actor.holds(reserve.KEEPERS) and self.actor.covers(unit.code)

    def _page(self, unit: Unit, form: EntryForm, status: int = 200) -> HttpResponse:
        lines = [
            {"row": row, "amount": words.yuan(row.amount), "balance": words.yuan(row.balance)}
            for row in self._lines(unit)[:SHOWN]
        ]
        context = self.get_context_data(
            unit=unit,
            account=self.account(unit, {}),
            lines=lines,
            seen=reserve.last_line(unit),
            form=form if self._keeps(unit) else None,
            shown=SHOWN,
        )
        return self.render_to_response(context, status=status)

    def _export(self, unit: Unit) -> HttpResponse:
        rows = list(self._lines(unit)[:MOST_LINES])
        self.take_out(what=f"reserve {unit.code}", rows=len(rows), reason=str(_("备用金账")))
        lines = [_cells(row) for row in reversed(rows)]
        return download(workbook([("reserve", (HEADINGS, *lines))]), f"reserve-{unit.code}-{self.now:%Y%m%d}")


def _cells(row: Any) -> tuple[str, ...]:
    return (
        str(row.seq),
        f"{row.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        row.get_kind_display(),
        _plain(row.amount),
        _plain(row.balance),
        row.case.number if row.case and not row.kin else "",
        row.note,
        row.by.name,
    )


def _plain(amount: int) -> str:
    """Return fen as yuan that a spreadsheet does not take for a formula: a minus is written as a word."""
    whole, rest = divmod(abs(amount), 100)
    return f"{'支出 ' if amount < 0 else ''}{whole}.{rest:02d}"
