"""The pages of the second factor: my own phone, and, for who keeps the accounts, everybody's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from casework.actions.office import note
from casework.desk import clock
from casework.models import OfficeEvent
from front.qr import qr_svg
from policies.step_up import enrolled, step_up
from yimen.second_factor import devices
from yimen.second_factor.forms import TakeOffForm, TieForm
from yimen.second_factor.people import Seat, seats

MAY_KEEP_ACCOUNTS = "auth.change_user"


class CodeView(WagtailAdminTemplateMixin, View):
    """A page about dynamic codes: its own name stands at its head."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way from the front page to here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class PhoneView(CodeView):
    """Tie a phone to one's own account, or a new one in place of the old."""

    http_method_names = ["get", "post"]
    template_name = "yimen/second_factor/phone.html"
    page_title = _("我的动态码")
    header_icon = "key"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show whether a phone is tied, and the drawing that ties one."""
        return self._page(TieForm(label_suffix=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Tie the phone by password and first code; who has one already confirms with it first."""
        user: Any = request.user
        now = clock.now()
        if enrolled(user):
            step_up(request, now, act="new_phone")
        form = TieForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self._page(form, status=422)
        if (
            authenticate(request, username=user.get_username(), password=form.cleaned_data["password"])
            != user
        ):
            form.add_error("password", _("口令不对。"))
            return self._page(form, status=422)
        codes = devices.tie(user, form.cleaned_data["code"])
        if not codes:
            form.add_error("code", _("数字不对，或者已经过了时间。等手机上换一个新的再填；手机的时间要准。"))
            return self._page(form, status=422)
        log(user, user, OfficeEvent.Kind.ENROLLED, now)
        return self._page(form, codes=codes)

    def _page(self, form: TieForm, *, codes: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
        user = self.request.user
        phone = None if codes else devices.waiting_phone(user)
        context = self.get_context_data(
            form=form,
            codes=codes,
            tied=enrolled(user),
            left=devices.left(user),
            drawing=qr_svg(phone.config_url, str(_("动态码的二维码"))) if phone else "",
            secret=_spoken(phone.config_url) if phone else "",
        )
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


def _spoken(address: str) -> str:
    """Return the secret of a phone in groups of four, for who cannot scan the drawing."""
    secret = address.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def log(user: Any, about: Any, kind: str, at: datetime, reason: str = "") -> None:
    """Write down who tied a phone or took one off, and whose it was."""
    seat = Seat.of(about)
    note(
        kind=kind,
        at=at,
        login=user.pk,
        name=Seat.of(user).name,
        officer=seat.officer,
        reason=reason,
        data={"login": about.pk},
    )


class KeeperView(CodeView):
    """What only those may see who keep the accounts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Turn away everybody else."""
        if not request.user.has_perm(MAY_KEEP_ACCOUNTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PhonesView(KeeperView):
    """Who has tied a phone and who has not, those first who decide and have none."""

    http_method_names = ["get"]
    template_name = "yimen/second_factor/phones.html"
    page_title = _("动态码一览")
    header_icon = "key"

    def get(self, request: HttpRequest) -> HttpResponse:
        """List the accounts."""
        listed = seats(clock.now())
        lacking = sum(seat.decides and not seat.tied for seat in listed)
        return self.render_to_response(self.get_context_data(seats=listed, lacking=lacking))


class TakeOffView(KeeperView):
    """Take a lost phone off somebody's account, with a reason; one's own is not taken off this way."""

    http_method_names = ["get", "post"]
    template_name = "yimen/second_factor/take_off.html"
    page_title = _("解除动态码")
    header_icon = "key"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why."""
        return self._page(self._whose(pk), TakeOffForm(label_suffix=""))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it off and write it down."""
        whose, form = self._whose(pk), TakeOffForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self._page(whose, form, status=422)
        now = clock.now()
        step_up(request, now, act="take_off")
        with transaction.atomic():
            devices.take_off(whose)
            log(request.user, whose, OfficeEvent.Kind.RESET, now, form.cleaned_data["reason"])
        return redirect("second_factor_all")

    def _whose(self, pk: int) -> Any:
        """Return the account; nobody takes off his own, because then a stolen session could."""
        found = (
            get_user_model().objects.filter(pk=pk).exclude(username=self.request.user.get_username()).first()
        )
        if found is None:
            raise Http404
        return found

    def _page(self, whose: Any, form: TakeOffForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            seat=Seat.of(whose), form=form, tied=enrolled(whose), back=reverse("second_factor_all")
        )
        return self.render_to_response(context, status=status)
