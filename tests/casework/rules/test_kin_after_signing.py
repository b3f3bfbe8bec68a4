"""Whoever signed and is then declared kin of the household (QY-4.2a): what he signed decides nothing, somebody else gives his own."""

from dataclasses import replace

from casework.rules.agenda import agenda
from casework.rules.signing import change_fell, kin_signed
from tests.casework.rules.scene import CAST, KIN, Scene, person


def kin(scene, name):
    """Somebody of the township says that it is his family after all."""
    return scene.do("relative", name, officer=CAST[name].officer, member="m1", **KIN)


def seen(scene, name):
    return agenda(scene.facts, scene.book, CAST[name], scene.at)


def test_an_opinion_by_kin_is_not_approved_and_another_reviewer_gives_his_own():
    scene = Scene().posted().wait(8)
    kin(scene, "李")

    refused = scene.no("confirm", "孙", amount=50_000)
    assert (refused.code, "近亲属，那份意见不再作数" in refused.reason) == ("changed", True)
    assert scene.no("first_opinion", "李", grant=True).code == "relative"
    assert (seen(scene, "周").primary, seen(scene, "周").fell) == ("first_opinion", refused.reason)

    scene.do("first_opinion", "周", grant=True, amount=50_000)
    assert seen(scene, "孙").fell == ""
    assert scene.no("confirm", "孙", amount=50_000).code == "order"  # it has not been posted yet
    scene.do("post", "周", where=["board"])
    scene.wait(8).do("confirm", "孙", amount=50_000)


def test_kin_who_has_signed_nothing_that_stands_changes_nothing():
    """The acceptor stood in no opinion; and of two opinions, one felled, only the last counts."""
    scene = Scene().posted()
    kin(scene, "刘")
    scene.do("object", text="他家有车")
    scene.do("resurvey", "陈", who=[person("陈")])
    scene.do("close_objection", "李", outcome="upheld")
    scene.wait(1).do("first_opinion", "周", grant=True, amount=40_000)
    scene.do("post", "周", where=["board"])
    kin(scene, "李")

    scene.wait(8).do("confirm", "孙", amount=40_000)


def test_of_who_signed_again_the_last_signature_counts():
    scene = Scene().opined()
    for name in ("周", "李"):
        scene.know(opinion=None)
        scene.do("first_opinion", name, grant=True, amount=50_000)
    assert scene.facts.hands["review"] == ("zhou", "li")

    kin(scene, "李")

    assert kin_signed(scene.facts, "review")
    scene.facts = replace(scene.facts, relatives=frozenset({"zhou"}))
    assert not kin_signed(scene.facts, "review")


def test_a_negative_opinion_by_kin_does_not_carry_a_refusal_and_is_not_posted():
    scene = Scene().surveyed()
    scene.do("first_opinion", "李", grant=False)
    kin(scene, "李")

    assert scene.no("refuse", "孙", reason="收入超过标准").code == "changed"
    scene.do("first_opinion", "周", grant=False)
    scene.do("refuse", "孙", reason="收入超过标准")


def test_an_opinion_that_fell_is_neither_posted_nor_posted_again():
    scene, again = Scene().opined(), Scene().posted()
    kin(scene, "李")
    kin(again, "李")

    assert scene.no("post", "周", where=["board"]).code == "changed"
    assert again.no("repost", "周", where=["board"]).code == "changed"


def test_a_meeting_with_kin_in_it_is_held_again():
    """QY-4.1a: three sat together, and one of them says afterwards that it is his family."""
    scene = Scene("qinyuan", posting_days="7").posted().wait(8)
    there = [person(name) for name in ("镇长", "包", "陈")]
    meeting = {"chair": "zhen", "members": there, "for": 3, "against": 0, "minutes": True}
    scene.do("panel", "李", **meeting)
    kin(scene, "包")

    refused = scene.no("confirm", "孙", amount=50_000)
    assert (refused.code, "重新开会" in refused.reason) == ("panel", True)
    assert scene.no("panel", "李", **meeting).code == "relative"
    assert seen(scene, "周").primary == "panel"
    there[1] = person("刘")
    scene.do("panel", "李", **meeting)
    assert seen(scene, "孙").primary == "confirm"
    scene.do("confirm", "孙", amount=50_000)


def test_a_change_proposed_by_kin_is_proposed_anew_by_somebody_else():
    scene = Scene().confirmed().wait(40)
    scene.do("propose_change", "李", to=40_000, cause="收入变了")
    kin(scene, "李")

    refused = scene.no("decide_change", "孙")
    assert (refused.code, "那份提议不再作数" in refused.reason) == ("changed", True)
    assert seen(scene, "孙").fell == refused.reason
    scene.do("propose_change", "周", to=40_000, cause="收入变了")
    assert seen(scene, "孙").fell == ""


def test_what_was_decided_before_is_not_asked_again():
    scene = Scene().confirmed()
    kin(scene, "李")

    assert seen(scene, "孙").fell == ""
    assert scene.facts.decision.grant


def test_where_no_change_was_proposed_none_can_fall():
    assert change_fell(Scene().confirmed().facts) == ""
