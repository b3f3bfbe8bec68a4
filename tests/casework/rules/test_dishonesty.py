"""The record of dishonesty without a database: after a decision, never on a suspicion, and open to appeal."""

from dataclasses import replace
from datetime import date

import pytest

from casework.rules import dishonesty as rules
from casework.rules.commitment import cited
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from tests.casework.rules.scene import Scene

TODAY, HERE = date(2025, 3, 10), "770101901"
HE = Actor("9", "何科长", ("county",), ("770101",))
WANG = Actor("4", "王镇长", ("approver",), ("770101",))
KINDS = ("false_papers", "false_identity")
FOUND = rules.Entry(
    "false_papers", "峄民罚〔2025〕1号", date(2025, 3, 3), "3 月 4 日当面告知，60 日内向区政府申请复议"
)


def refused(check, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        check(*args, **kwargs)
    return caught.value.code


def test_the_document_names_what_is_recorded():
    """YI-4.1c: false papers and another's name, under the clause; Shangyu names nothing."""
    kinds, clause = rules.stated(Scene("yicheng").book.spec)
    assert (kinds, clause.ref) == (KINDS, "YI-4.1c")
    assert rules.stated(Scene("shangyu").book.spec) == ((), None)
    without = replace(Scene("shangyu").book.spec, steps=())
    assert rules.stated(without) == ((), None)
    assert cited(without, rules.OPTION) is None


def test_a_suspicion_is_no_record():
    """YI-4.1c: given suspicion only, no record; an entry needs the decision and the note about appeal."""
    rules.check_entry(HE, HERE, KINDS, FOUND, TODAY)
    assert refused(rules.check_entry, HE, HERE, KINDS, replace(FOUND, decision=" "), TODAY) == "missing"
    assert refused(rules.check_entry, HE, HERE, KINDS, replace(FOUND, decided_on=None), TODAY) == "missing"
    assert refused(rules.check_entry, HE, HERE, KINDS, replace(FOUND, appeal=""), TODAY) == "missing"
    tomorrow = replace(FOUND, decided_on=date(2025, 3, 11))
    assert refused(rules.check_entry, HE, HERE, KINDS, tomorrow, TODAY) == "invalid"


def test_who_decides_on_the_case_does_not_keep_the_record():
    assert refused(rules.check_entry, WANG, HERE, KINDS, FOUND, TODAY) == "role"
    assert refused(rules.check_entry, HE, "770102901", KINDS, FOUND, TODAY) == "role"


def test_nothing_is_recorded_that_the_document_does_not_name():
    assert refused(rules.check_entry, HE, HERE, (), FOUND, TODAY) == "configure"
    assert refused(rules.check_entry, HE, HERE, ("false_identity",), FOUND, TODAY) == "invalid"


def test_a_record_is_lifted_once_and_with_a_reason():
    rules.check_lifting(HE, HERE, "复议撤销了", lifted=False)
    assert refused(rules.check_lifting, WANG, HERE, "复议撤销了", lifted=False) == "role"
    assert refused(rules.check_lifting, HE, HERE, "复议撤销了", lifted=True) == "order"
    assert refused(rules.check_lifting, HE, HERE, "", lifted=False) == "missing"
