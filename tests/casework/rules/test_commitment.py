"""The applicant's commitment: asked for where the document asks, signed with the application, seen by the acceptor."""

from dataclasses import replace

import pytest

from casework.rules import commitment
from casework.rules.batch import check_batch
from casework.rules.refusal import StepRefused
from tests.casework.rules.scene import COUPLE, Scene


def unsigned(place="yicheng", programme="dibao"):
    scene = Scene(place, programme)
    scene.do("submit", channel="window", supplied="all", authorised="all")
    return scene


def test_the_acceptor_who_sees_no_signed_commitment_does_not_accept():
    """YI-4.1c: the commitment comes before the application is taken up, under its clause."""
    scene = unsigned()

    refused = scene.no("accept", "刘", committed=False)

    assert (refused.code, refused.clause) == ("commitment", "四 一是")
    done = scene.do("accept", "刘", committed=True)
    assert done.data == {"committed": True}
    assert commitment.committed(scene.facts)


def test_who_signed_the_application_has_signed_what_stands_on_it():
    """YI-4.1c: nobody is asked twice; the wife's signature is not the applicant's."""
    scene = unsigned()
    scene.do("sign", who=["m2"])
    assert commitment.owed(scene.facts, scene.book.spec).ref == "YI-4.1c"

    scene.do("sign", who=["m1"])

    assert commitment.owed(scene.facts, scene.book.spec) is None
    assert scene.do("accept", "刘", committed=False).data == {}


def test_nothing_is_accepted_together_with_others_while_a_commitment_is_owed():
    scene = unsigned()

    with pytest.raises(StepRefused, match="承诺"):
        check_batch("accept", scene.facts, scene.book, opened=True)
    scene.do("sign", who=["m1"])
    assert check_batch("accept", scene.facts, scene.book, opened=True) == {}


@pytest.mark.parametrize(
    ("place", "programme", "ref"),
    [
        ("yicheng", "dibao", "YI-4.1c"),
        ("yicheng", "tekun", "YI-4.1c"),
        ("yicheng", "temporary", "YI-4.1c"),
        ("qinyuan", "dibao", "QY-3.1.1j"),
        ("yangcheng", "dibao", "YC-6.4a"),
        ("shangyu", "dibao", ""),
        ("huaxi", "dibao", ""),
    ],
)
def test_the_document_decides_who_is_asked(place, programme, ref):
    """YI-4.1c, QY-3.1.1j, YC-6.4a: three documents ask for a commitment, two do not."""
    scene = Scene(place, programme)
    found = commitment.asked(scene.book.spec)

    assert (found.ref if found else "") == ref
    assert bool(scene.book.spec.paper("commitment")) is bool(ref)


def test_a_place_that_cites_nothing_of_its_own_cites_the_step():
    spec = unsigned().book.spec
    step = spec.step("lodge")
    bare = {key: value for key, value in step.options.items() if key != "cites"}

    assert commitment.asked(_Spec(replace(step, options=bare))) == step.cite
    assert commitment.asked(_Spec(None)) is None


class _Spec:
    def __init__(self, step):
        self.only = step

    def step(self, _kind):
        return self.only


def test_where_nobody_is_asked_nothing_is_kept():
    scene = Scene("huaxi", members=COUPLE)
    scene.do("submit", channel="window", supplied="all", authorised="all")

    assert scene.do("accept", "刘", committed=True).data == {}
    assert not commitment.committed(scene.facts)
