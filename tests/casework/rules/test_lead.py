"""Who files and who closes a lead, without a database."""

import pytest

from casework.rules.lead import check_closing, check_filing, check_township
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor

VILLAGE = Actor("1", "张会计", ("village",), ("770101901",))
CLERK = Actor("2", "刘敏", ("acceptor",), ("770101",))
OTHER = Actor("3", "外乡人", ("acceptor",), ("770102",))
HERE = "770101901"


def refused(check, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        check(*args, **kwargs)
    return caught.value.code


def test_a_village_files_what_it_saw():
    check_filing(VILLAGE, HERE, "周老汉", "", "漏雨")
    check_filing(VILLAGE, HERE, "周老汉", "13800000077", "漏雨")
    assert refused(check_filing, CLERK, HERE, "周老汉", "", "漏雨") == "role"
    assert refused(check_filing, VILLAGE, "770101902", "周老汉", "", "漏雨") == "role"
    assert refused(check_filing, VILLAGE, HERE, " ", "", "漏雨") == "missing"
    assert refused(check_filing, VILLAGE, HERE, "周老汉", "", " ") == "missing"
    assert refused(check_filing, VILLAGE, HERE, "周老汉", "abc", "漏雨") == "invalid"


def test_its_township_closes_it_once_with_a_reason():
    check_township(CLERK, HERE)
    check_closing(CLERK, HERE, "搬走了", closed=False)
    assert refused(check_township, OTHER, HERE) == "role"
    assert refused(check_closing, VILLAGE, HERE, "搬走了", closed=False) == "role"
    assert refused(check_closing, CLERK, HERE, "搬走了", closed=True) == "order"
    assert refused(check_closing, CLERK, HERE, " ", closed=False) == "missing"
