"""Packs in and out by the staff shell: take one out, hand one in, read what it would change, take it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from policies.actions.pack_archives import ARCHIVE_LIMIT, pack_archive
from policies.actions.pack_files import PackError
from policies.actions.pack_import import preview, read_archive, receive_pack, take_in
from policies.actions.packs import PackRefused
from policies.models import Jurisdiction, PackImport, Programme
from policies.step_up import step_up

RIGHTS = ("policies.change_programme", "policies.change_parametervalue", "policies.change_unit")
TITLE = _("规则包")
KINDS = {"new": _("新增"), "changed": _("改动"), "gone": _("去掉"), "kept": _("不动：县里自己填的")}


class ArchiveForm(forms.Form):
    """One zip file."""

    archive = forms.FileField(
        label=_("规则包（zip）"),
        help_text=_("在别的一门里“导出”的 zip，或者一个地方的 TOML 文件打成的 zip，最大 2 MB。"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("还没有选文件。"), "empty": _("这个文件是空的。")},
    )

    def clean_archive(self) -> bytes:
        """Refuse what is too large before anything of it is looked at."""
        file = self.cleaned_data["archive"]
        if file.size > ARCHIVE_LIMIT:
            raise forms.ValidationError(_("文件超过 2 MB，不像是规则包。"))
        content: bytes = file.read()
        return content


class PackScreen(WagtailAdminTemplateMixin):
    """What both screens have: who may, and the way back."""

    page_title = TITLE
    header_icon = "folder-open-inverse"
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who keeps the tables of the law."""
        self.user = keeper(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


def keeper(request: HttpRequest) -> User:
    """Return who is asking; raise `PermissionDenied` for whoever does not keep the tables of the law."""
    if not isinstance(request.user, User) or not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    return request.user


class PacksView(PackScreen, FormView[ArchiveForm]):
    """The places with their export, the form to hand a pack in, and what was taken in before."""

    form_class = ArchiveForm
    template_name = "policies/studio/packs.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        taken = PackImport.objects.exclude(taken_in_at=None).select_related("by").defer("archive")[:10]
        return super().get_context_data(places=Jurisdiction.objects.order_by("code"), taken=taken, **kwargs)

    def form_valid(self, form: ArchiveForm) -> HttpResponse:
        """Read the archive; what it would change is on the next page, and nothing has changed yet."""
        try:
            received, _ = receive_pack(
                archive=form.cleaned_data["archive"], user=self.user, at=timezone.now()
            )
        except (PackError, PackRefused) as refused:
            form.add_error("archive", str(refused))
            return self.form_invalid(form)
        return redirect("studio_pack", received.pk)

    def form_invalid(self, form: ArchiveForm) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer


class PackView(PackScreen, TemplateView):
    """What a handed-in pack would change, line by line; one press takes it in."""

    template_name = "policies/studio/pack.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("studio_packs"), "label": TITLE}, {"url": "", "label": _("会改什么")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        received = self._received()
        diff = preview(read_archive(bytes(received.archive)))
        rows = [{"row": row, "kind": KINDS[row.status]} for row in diff.changes]
        return super().get_context_data(
            received=received,
            rows=rows,
            same=len(diff.rows) - len(rows),
            empty=diff.empty,
            **kwargs,
        )

    def _received(self) -> PackImport:
        return get_object_or_404(PackImport.objects.select_related("by"), pk=self.kwargs["pk"], by=self.user)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it in: offices and values at once, programmes as drafts."""
        received = self._received()
        step_up(request, timezone.now(), act="publish")
        try:
            diff = take_in(received=received, at=timezone.now())
        except (PackError, PackRefused) as refused:
            messages.error(request, str(refused))
            return redirect("studio_packs")
        if diff.empty:
            messages.success(request, _("没有要改的：和库里一样。"))
        else:
            messages.success(
                request, _("导入了。单位和数值已经生效；项目放进了草稿，请另一位同事看过以后发布。")
            )
        drafts = Programme.objects.filter(jurisdiction__code=received.place).exists()
        return redirect(
            "wagtailsnippets_policies_programme:list" if drafts and not diff.empty else "studio_packs"
        )


class PackDownload(View):
    """A place's law as a zip."""

    def get(self, request: HttpRequest, place: str) -> HttpResponse:
        keeper(request)
        get_object_or_404(Jurisdiction, code=place)
        response = HttpResponse(pack_archive(place=place), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{place}.zip"'
        return response
