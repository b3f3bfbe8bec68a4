"""A staff session that nobody touches is closed: township computers stand in open halls."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN = "staff_seen_at"
# Write the session at most once a minute, not at every click.
GRAIN_SECONDS = 60


class StaffIdleMiddleware:
    """Log a signed-in user out after YIMEN_STAFF_IDLE_MINUTES without a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The cookie first: an anonymous reader of a public page costs no query here.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._keep_or_close(request, int(time.time()))
        return self.get_response(request)

    @staticmethod
    def _keep_or_close(request: HttpRequest, now: int) -> None:
        """Close the session when it was last seen too long ago; otherwise note the time."""
        seen = request.session.get(SEEN, now)
        if now - seen > settings.YIMEN_STAFF_IDLE_MINUTES * 60:
            logout(request)
        elif now - seen >= GRAIN_SECONDS or SEEN not in request.session:
            request.session[SEEN] = now
