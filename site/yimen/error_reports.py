"""What an error report may tell: where it happened, never what people typed."""

from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Drops POST data and local variables; names of files and lines are enough to mend a fault."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always: a debug page on a township computer is as public as a log."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Nothing of the form."""
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        """Nothing of the variables."""
        return {}.items()
