"""A new programme written after one there is: everything is taken over but its name, its code and its history."""

from __future__ import annotations

from wagtail.snippets.views.snippets import CopyView

from policies.models import Programme


class ProgrammeCopyView(CopyView):
    """The form of a new programme, filled with another one's words."""

    def get_initial_form_instance(self) -> Programme:
        """Return a draft that nobody has published, numbered or agreed to."""
        source = self.get_object()
        draft = Programme(jurisdiction=source.jurisdiction)
        draft.take_body(source.get_latest_revision_as_object().draft_body())
        draft.name, draft.code, draft.short = f"{source.name}（照着写）", "", ""
        return draft
