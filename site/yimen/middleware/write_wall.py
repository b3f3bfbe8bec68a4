"""When a private number is about to be written where no form looked, the answer is a sentence and not an error page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from casework.desk.access import no_entry
from policies.write_wall import PrivateNumber

STATUS = 422


class WriteWallMiddleware:
    """Turn the refusal of the write wall into an answer for people, or for the scripts of the editor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer only our own refusal; every other exception goes its way."""
        if not isinstance(exception, PrivateNumber):
            return None
        said = "".join(dict.fromkeys(exception.messages))
        if request.accepts("text/html"):
            response = no_entry(request, said)
        else:
            response = JsonResponse({"success": False, "error_message": said})
        response.status_code = STATUS
        return response
