"""Answers 400 to what no honest browser sends, before any view or search engine sees it."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.datastructures import MultiValueDictKeyError

# The largest number any table of ours can hold has nineteen digits.
LARGEST_NUMBER = 2**63 - 1
_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)
SENTENCE = (
    "请求里有无法处理的字符或数字，请检查网址后重试。 The address holds characters or numbers we cannot read."
)

CUT_SHORT = "表单没有传完整，请退回上一页，刷新后再交一次。 The form came incomplete: go back, reload the page and send it again."


def _is_hostile(text: str) -> bool:
    """A NUL byte, a broken surrogate, or a number that no column can hold."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return True
    text = text.strip()
    # Length first: Python itself refuses to read a number of more than 4300 digits.
    return bool(_NUMBER.fullmatch(text)) and (len(text) > 20 or abs(int(text)) > LARGEST_NUMBER)


def refuses(path: str, query: str) -> bool:
    """Tell whether a decoded path or a raw query string must not go further."""
    if _is_hostile(path) or any(_is_hostile(part) for part in path.split("/")):
        return True
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        return True
    return any(_is_hostile(key) or _is_hostile(value) for key, value in pairs)


class HostileInputMiddleware:
    """The first door: a 400 here saves a 500 in the search, the API and the page tree."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if refuses(request.path_info, request.META.get("QUERY_STRING", "")):
            return HttpResponseBadRequest(SENTENCE, content_type="text/plain; charset=utf-8")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a form that lacks what its own page always sends; the shell's stream fields read it unasked."""
        if isinstance(exception, MultiValueDictKeyError):
            return HttpResponseBadRequest(CUT_SHORT, content_type="text/plain; charset=utf-8")
        return None
