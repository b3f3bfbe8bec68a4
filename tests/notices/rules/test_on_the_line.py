"""What stands on the line in the rules of letters and postings: who may sign, the first number, the last day, what one place alone demands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.rules.refusal import StepRefused
from notices.rules.hanging import lacking
from notices.rules.posting import boundaries
from notices.rules.service import Delivery, judge
from notices.rules.stubs import Stub, audit
from policies.actions.pack_files import read_pack

DAY = date(2025, 3, 20)
TWO = ("officer-chen", "officer-zhao")


def step(**options):
    found = read_pack("shangyu").spec("dibao").step("serve")
    return replace(found, options={**found.options, **options})


@pytest.mark.parametrize(
    ("signer", "served"), [("relative", True), ("member", True), ("village", False), ("applicant", False)]
)
def test_where_a_relative_may_sign_who_lives_there_is_one_and_nobody_else(signer, served):
    """SY-A2.6d: the forms of tekun name who may sign."""
    delivery = Delivery("direct", DAY, TWO, signer)
    if served:
        assert judge(delivery, (), step(), ("relative",), None).outcome == "served"
        return
    with pytest.raises(StepRefused):
        judge(delivery, (), step(), ("relative",), None)


def test_a_way_that_the_place_does_not_go_is_refused_with_its_clause():
    """SY-A1.5c: a place that names three ways has no fourth."""
    with pytest.raises(StepRefused) as refused:
        judge(Delivery("post", DAY, TWO), (), step(methods=["direct", "left"], cites={}), (), None)
    assert (refused.value.code, refused.value.clause) == ("invalid", step().cite.ref)


def test_a_point_without_an_id_is_cited_as_it_is_printed():
    """Every refusal leads back to the document, also where nobody has numbered the point."""
    printed = step(cites={"servers": {"clause": "附件1 第5项②"}}, servers=2)
    with pytest.raises(StepRefused) as refused:
        judge(Delivery("direct", DAY, TWO[:1], "applicant"), (), printed, (), None)
    assert refused.value.clause == "附件1 第5项②"


def test_the_first_number_may_be_the_one_that_is_missing():
    """HX-5.2b: from number 1 on."""
    found = audit([Stub(2, "b", "b")])
    assert (found.missing, found.sound) == ((1,), False)
    assert not audit([Stub(1, "a", "x")]).sound


def test_a_place_that_demands_the_web_alone_demands_no_board():
    assert lacking(["website"], ["website"], [], DAY, DAY, DAY) == ()


def test_a_list_changes_after_today_too():
    """What comes down tonight stands in today's list and not in tomorrow's."""
    yesterday = DAY - timedelta(days=1)
    assert boundaries([DAY, yesterday, None], DAY) == (DAY, None)
