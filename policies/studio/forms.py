"""The form of a programme: a draft may be saved half done; sending it on or publishing it asks every question."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from policies.actions.drafts import ONE_PERSON, objections, writers
from policies.actions.places import open_values
from policies.models import Unit
from policies.rules.programme import SpecError, digest

SENT_ON = ("action-publish", "action-submit", "action-restart-workflow")


class ProgrammeForm(WagtailAdminModelForm):
    """Puts each reason against publication on the part of the form, and so on the tab, it belongs to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.versions.exists():
            for name in ("jurisdiction", "code"):
                if name in self.fields:
                    self.fields[name].disabled = True

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.instance.jurisdiction_id is None:
            return
        if self._publishing() or any(word in self.data for word in SENT_ON):
            if self._publishing() and self._own_hand():
                self.add_error(None, ONE_PERSON)
            for problem in objections(self.instance, None, None):
                self.add_error(problem.field if problem.field in self.fields else None, problem.message)

    def save(self, commit: bool = True) -> Any:
        """Save the draft; what its place does not state for it yet stands in the table of values from now on."""
        saved = super().save(commit)
        if saved.pk and saved.code:
            open_values(place=saved.jurisdiction, programme=saved.code)
        return saved

    def _publishing(self) -> bool:
        approving = self.data.get("workflow-action-name") == "approve"
        return "action-publish" in self.data or ("action-workflow-action" in self.data and approving)

    def _own_hand(self) -> bool:
        """Say whether this person wrote in the draft: in an earlier one of it, or in what is being sent now."""
        if not self.instance.pk or self.instance.latest_revision is None:
            return True
        latest = self.instance.latest_revision
        try:
            changed = digest(self.instance.draft_body()) != digest(latest.as_object().draft_body())
        except (SpecError, TypeError, ValueError):
            changed = True
        return changed or self.for_user in writers(self.instance, latest)


def name_offices(field: Any, *levels: str) -> None:
    """Let a list of offices say whose each is, and offer only those of some levels, in the order of their codes."""
    offices = Unit.objects.filter(level__in=levels).select_related("jurisdiction").order_by("code")
    field.queryset = offices
    field.label_from_instance = lambda unit: f"{unit.jurisdiction.short_name} {unit.name}"


class UnitForm(WagtailAdminModelForm):
    """An office below another: only a county or a township has anything below it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_offices(self.fields["parent"], Unit.Level.COUNTY, Unit.Level.TOWNSHIP)


class UnitPaperForm(WagtailAdminModelForm):
    """A paper of a township or street."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_offices(self.fields["unit"], Unit.Level.TOWNSHIP)


class PlaceForm(WagtailAdminModelForm):
    """A new place begins with every value of the common catalogue unstated; its code and region stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("code", "region_code"):
                self.fields[name].disabled = True

    def save(self, commit: bool = True) -> Any:
        """Save the place and lay out its table of values."""
        new = self.instance.pk is None
        saved = super().save(commit)
        if new and saved.pk:
            open_values(place=saved)
        return saved
