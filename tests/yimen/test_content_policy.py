"""Public pages load our own files and nothing inline; only the staff shell is wider."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from yimen.middleware.content_policy import ContentPolicyMiddleware


def policy_of(path):
    answer = ContentPolicyMiddleware(lambda request: HttpResponse())(RequestFactory().get(path))
    parts = (part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    return dict(parts)


@pytest.mark.parametrize("path", ["/", "/policy/", "/cmsx/", "/apply/cms/"])
def test_public_pages_are_strict(path):
    policy = policy_of(path)

    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["connect-src"] == "'self'"


def test_the_staff_shell_may_write_inline_but_not_load_from_elsewhere():
    policy = policy_of("/cms/pages/")

    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert "http" not in " ".join(policy.values())
