"""The content security policy: strict for everybody, widened for the staff shell only."""

from csp.constants import UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

STAFF_SHELL = "/cms/"
# Wagtail's editor writes style attributes and, for its date and list widgets, small inline scripts.
WIDENED = {"style-src": [UNSAFE_INLINE], "script-src": [UNSAFE_INLINE], "img-src": ["blob:"]}


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp with one exception, by address and never by page."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of one response."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(STAFF_SHELL):
            parts.update = {**WIDENED, **(parts.update or {})}
            # A nonce would switch 'unsafe-inline' off again in every browser.
            parts.nonce = None
        return parts
