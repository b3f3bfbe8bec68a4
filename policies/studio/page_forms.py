"""The form of a policy page: kept half done, sent on only when every section says something."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

SENT_ON = ("action-publish", "action-submit", "action-restart-workflow")


class PolicyPageForm(WagtailAdminPageForm):
    """Puts each missing section on its field when the page is sent on or published."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not any(word in self.data for word in SENT_ON):
            return
        for name, words in self.instance.lacking().items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, words)
