"""The question desk: type what somebody might say, see what the chat makes of it, teach it one more way."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from casework.desk import clock
from casework.desk.access import no_entry
from casework.desk.row_numbers import row_number
from intake_bot.actions import reopen, settle, take_back, teach
from intake_bot.actions.receiving import scrub
from intake_bot.dialogue import matching
from intake_bot.dialogue.trying import Trial, try_sentence
from intake_bot.dialogue.wording import wording
from intake_bot.models import Alias, Unanswered
from intake_bot.models.words import meanings
from intake_bot.queries import open_sentences, script_for
from intake_bot.transcript import as_line

MAY_TEACH = "intake_bot.add_alias"
SESSION = "intake_bot.ask"
LONGEST, MOST_SHOWN, TOP, QUICK, NEAREST = 200, 50, 10, 3, 5
# Where one of these decides, a saying would change nothing.
BEFORE_SAYINGS = ("private", "button", "code", "command", "act", "empty")


class AskView(WagtailAdminTemplateMixin, View):
    """Works without a script: every press is a form, and what was typed never stands in an address."""

    http_method_names = ["get", "post"]
    template_name = "desk/ask.html"
    page_title = gettext_lazy("问一问")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way from the front page to here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who keeps the sayings."""
        if not request.user.has_perm(MAY_TEACH):
            return no_entry(request, _("“问一问”是编辑用的。您的账号不管机器人的说法。"))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the desk with the sentence tried last, or one of the list."""
        kept = dict(request.session.get(SESSION) or {})
        if key := request.GET.get("open", ""):
            row = Unanswered.objects.filter(pk=row_number(key)).first()
            kept = {"said": row.text} if row else {}
        return self.render_to_response(self.get_context_data(**kept))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try a sentence, add a saying, take one back, or settle a sentence."""
        press, said = request.POST, _scrubbed(request.POST.get("said", ""))
        kept: dict[str, Any] = {"said": said["text"], "hidden": bool(said.get("hidden"))}
        match press.get("act", "try"):
            case "teach":
                try:
                    kept["taught"] = self._teach(kept["said"]).pk
                except ValidationError as error:
                    wrong = {"error": " ".join(error.messages), "phrase": self._phrase()}
                    return self.render_to_response(self.get_context_data(**kept, **wrong), status=422)
            case "untaught":
                kept["gone"] = take_back(alias=row_number(press.get("alias", "")), by=request.user)
            case "settle":
                settle(text=kept["said"], at=clock.now())
                kept = {"settled": kept["said"]}
            case "reopen":
                reopen(text=kept["said"])
        request.session[SESSION] = kept
        return redirect("chat_ask")

    def _teach(self, said: str) -> Alias:
        press = self.request.POST
        intent = press.get("intent") or press.get("other", "")
        if not intent:
            raise ValidationError(_("先选一个意思，再按“加上”。"))
        return teach(phrase=self._phrase(), intent=intent, at=clock.now(), by=self.request.user, answers=said)

    def _phrase(self) -> str:
        return str(_scrubbed(self.request.POST.get("phrase", ""))["text"])

    def get_context_data(self, **kept: Any) -> dict[str, Any]:
        said, now = str(kept.get("said") or ""), clock.now()
        taught = Alias.objects.filter(pk=kept.get("taught") or 0).first()
        shown: dict[str, Any] = {"said": said, "rows": open_sentences(now, MOST_SHOWN), "taught": taught}
        shown |= {name: kept.get(name, "") for name in ("gone", "settled", "error")}
        if said:
            trial = try_sentence(
                said, hidden=bool(kept.get("hidden")), script=script_for("web", now), now=now
            )
            shown |= explained(trial)
            shown["phrase"] = kept.get("phrase") or said[: Alias._meta.get_field("phrase").max_length]
            # An act word or another saying may still win; better said here than wondered about.
            shown["without_effect"] = taught is not None and trial.reading.match.intent != taught.intent
        return super().get_context_data(**shown)


class UnansweredPanel(Component):
    """The ten sentences that were asked most this week and not understood, on the editors' home."""

    name = "unanswered"
    template_name = "desk/unanswered_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the list."""
        return {"rows": open_sentences(clock.now(), TOP)}


def explained(trial: Trial) -> dict[str, Any]:
    """Return a trial in the words of the page: what decided, the scores, and what the resident would see."""
    near = [
        {"intent": one.intent, "label": meaning(one.intent), "score": round(one.score), "phrase": one.phrase}
        for one in trial.reading.near[:NEAREST]
    ]
    match = trial.reading.match
    return {
        "tried": True,
        "understood": meaning(match.intent) if match.intent and trial.rule == trial.reading.rule else "",
        "offered": [meaning(intent) for intent in match.offered],
        "score": round(match.score),
        "ahead": round(match.score - trial.reading.near[1].score) if len(near) > 1 else round(match.score),
        "rule": trial.rule,
        "heard": trial.reading.heard,
        "near": near,
        "quick": near[:QUICK],
        "meanings": meanings(),
        "may_teach": trial.rule not in BEFORE_SAYINGS,
        "limits": {
            "sure": round(matching.SURE),
            "ahead": round(matching.AHEAD),
            "possible": round(matching.POSSIBLE),
        },
        "lines": [as_line(f"trial-{number}", reply) for number, reply in enumerate(trial.replies)],
        "effects": trial.effects,
    }


def meaning(intent: str) -> str:
    """Return what a meaning is called; a complaint names its kind."""
    words, (name, _dot, kind) = wording("zh-hans"), intent.partition(".")
    label = words.say(f"meant.{name}")
    return f"{label}:{words.say(f'complain.kinds.{kind}')}" if kind else label


def _scrubbed(text: str) -> dict[str, Any]:
    return {"text": "", **scrub({"text": text.strip()[:LONGEST]})}
