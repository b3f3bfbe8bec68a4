"""A row's mark that happens to read like a mobile phone keeps nobody from saving his page."""

import pytest

from policies.rules.private_numbers import scan
from policies.write_wall import found

UNLUCKY = "14896219-205c-4155-a88c-747501c8ebec"
MOBILE = "13800138000"


@pytest.mark.parametrize(
    "value", [UNLUCKY, {"translation_key": UNLUCKY}, f'{{"translation_key": "{UNLUCKY}"}}']
)
def test_a_mark_is_let_through_wherever_it_stands(value, db):
    assert not found(value)


@pytest.mark.parametrize("value", [MOBILE, f"{UNLUCKY} 手机 {MOBILE}", {"text": MOBILE, "uuid": UNLUCKY}])
def test_a_number_beside_a_mark_is_not(value, db):
    assert found(value)


def test_the_scanner_itself_takes_no_mark_for_a_telephone_and_still_sees_the_one_beside_it():
    assert not scan(f"/public/{UNLUCKY}/object/")
    assert [finding.kind for finding in scan(f"{UNLUCKY} {MOBILE}")] == ["mobile"]
    assert scan(f"{UNLUCKY}{MOBILE}")
