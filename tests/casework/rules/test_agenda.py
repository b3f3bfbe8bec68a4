"""What is to be done now, on the ordinary way and beside it: one act is due, to one post, and reasons are given."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.rules.agenda import ORDER, SOMEBODY, agenda, allowed
from casework.rules.facts import Objection
from casework.rules.flow import ACTS
from casework.rules.roles import rights
from casework.rules.sense import DUE, SENSE
from tests.casework.rules.scene import CAST, CHILD, COUPLE, HELD, Scene, person


def seen(scene, who):
    return agenda(scene.facts, scene.book, CAST[who], scene.at)


def test_every_act_of_the_desk_is_an_act_of_the_rules_with_somebody_to_do_it():
    assert set(ORDER) <= set(ACTS)
    assert set(SENSE) | set(DUE) <= set(ORDER)
    assert all(rights(verb) for verb in ORDER)


def test_the_ordinary_way_names_one_act_after_the_other_and_whose_turn_it_is():
    scene, told = Scene(), []

    def turn(name, verb, /, **data):
        told.append((seen(scene, name).primary, seen(scene, "刘").upcoming))
        scene.do(verb, name, **data)

    scene.lodged()
    turn("刘", "accept")
    turn("陈", "request_check")
    turn("陈", "check_report", result="within")
    turn("陈", "visit", who=[person("陈"), person("赵")])
    turn("李", "first_opinion", grant=True, amount=100)
    turn("李", "post", where=["board"])
    scene.wait(8)
    turn("孙", "confirm", amount=100)

    steps = ["accept", "request_check", "check_report", "visit", "first_opinion", "post", "confirm"]
    assert told == [(verb, verb) for verb in steps]
    assert seen(scene, "孙").upcoming == ""
    assert seen(scene, "孙").waiting is None


def test_what_is_primary_is_never_refused():
    scene = Scene().opined()

    for who in ("刘", "陈", "李", "孙", "周", "县里"):
        for verb in seen(scene, who).all:
            assert allowed(verb, scene.facts, scene.book, CAST[who], scene.at) is None


def test_papers_that_lack_come_before_signatures_and_both_before_acceptance():
    scene = Scene(members=(*COUPLE, CHILD))
    scene.do("submit", channel="window", supplied=["form"], signed=["m1"], authorised="all")
    assert seen(scene, "刘").primary == "request_missing"

    scene.do("request_missing", "刘", codes=["id_copy", "household_book"])
    assert seen(scene, "刘").waiting.code == "applicant"
    assert "submit" in seen(scene, "刘").others
    scene.do("submit", supplied=["id_copy", "household_book"])
    assert seen(scene, "刘").primary == "sign"
    scene.do("sign", who=["m2", "m3"])

    assert seen(scene, "刘").primary == "accept"
    assert "sign" not in seen(scene, "刘").all


def test_the_wish_alone_waits_for_the_application():
    scene = Scene("yicheng")
    scene.do("intend", authorised="all")
    scene.do("request_check", "刘")
    scene.do("check_report", result="within")
    scene.do("visit", "陈", who=[person("陈"), person("赵")])

    assert seen(scene, "刘").waiting.reason.startswith("已经登记意愿")


def test_a_case_that_nobody_can_accept_says_why():
    scene = Scene().lodged()
    scene.book = replace(
        scene.book, spec=replace(scene.book.spec, effective_until=scene.today - timedelta(1))
    )

    assert seen(scene, "刘").upcoming == ""
    assert seen(scene, "刘").waiting.code == "expired"


def test_while_the_posting_runs_everybody_reads_from_which_day_on():
    scene = Scene().posted()

    assert seen(scene, "孙").primary == ""
    assert seen(scene, "孙").waiting.code == "early"


def test_who_had_a_hand_in_it_reads_why_he_may_not_approve():
    scene = Scene().surveyed()
    scene.do("first_opinion", "李", grant=True, amount=100)
    scene.facts = replace(scene.facts, hands={**scene.facts.hands, "review": (CAST["周"].officer,)})
    scene.do("post", "李", where=["board"])
    scene.wait(8)

    found = seen(scene, "周")
    assert found.primary == ""
    assert found.upcoming == "confirm"
    assert {verb: refused.code for verb, refused in found.barred}["confirm"] == "hands"
    assert seen(scene, "孙").barred == ()


def test_after_the_decision_nobody_is_told_what_he_may_not():
    scene = Scene().confirmed()

    assert seen(scene, "周").barred == ()


def test_a_negative_opinion_leads_to_refusal():
    scene = Scene().surveyed()
    scene.do("first_opinion", "李", grant=False)

    assert seen(scene, "孙").primary == "refuse"


def test_an_objection_is_looked_into_and_then_closed_and_only_then_posted_again_where_the_place_says_so():
    scene = Scene().posted()
    scene.do("object", id="x")
    assert seen(scene, "李").primary == "resurvey"
    scene.do("appraise", "李", who=[person("李")], **HELD)
    assert "resurvey" not in seen(scene, "李").all
    assert seen(scene, "李").primary == "close_objection"
    scene.wait(1).do("close_objection", "李", outcome="dismissed")

    assert "repost" in seen(scene, "李").others
    again = _reposting(scene)
    assert seen(again, "李").primary == "repost"
    again.wait(1).do("repost", "李", where=["board"])
    assert seen(again, "李").primary != "repost"


def _reposting(scene):
    """The same case in a place whose posting has to be repeated after an objection."""
    steps = tuple(
        replace(step, options={**step.options, "repost": "required"}) if step.kind == "post" else step
        for step in scene.book.spec.steps
    )
    scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
    return scene


def test_a_place_without_a_posting_step_posts_nothing_by_itself():
    scene = Scene().opined()
    steps = tuple(step for step in scene.book.spec.steps if step.kind not in ("post", "change"))
    scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
    at_stop = Objection(scene.at, answered=True, outcome="dismissed", against="stop")

    assert seen(scene, "李").primary != "post"
    scene.know(objection=at_stop)
    assert seen(scene, "李").primary != "repost"


def test_where_a_meeting_decides_the_meeting_comes_first():
    scene = Scene("qinyuan", posting_days="7").surveyed()
    scene.do("first_opinion", "李", grant=True, amount=100)
    while seen(scene, "李").primary == "post":
        scene.do("post", "李", where=["board", "website"])
        scene.wait(8)

    assert seen(scene, "孙").primary == "panel"
    scene.do("panel", "孙", chair="zhen", members=[person("镇长"), person("孙")], minutes=True, **{"for": 2})
    assert seen(scene, "孙").primary == "confirm"
    scene.do("confirm", "孙", amount=100)
    assert "panel" not in seen(scene, "孙").all


def test_relief_comes_before_everything_and_its_papers_after_it():
    scene = Scene(programme="temporary", standard="900")
    scene.do("submit", channel="window", supplied="all", signed="all", authorised="all", emergency=True)
    assert seen(scene, "孙").primary == "relieve"
    scene.do("relieve", "孙", amount=50_000, channel="account")

    assert "relieve" not in seen(scene, "孙").all
    assert seen(scene, "孙").primary == "backfill"
    scene.do("accept", "刘")
    assert "file_plan" in seen(scene, "孙").others
    scene.do("file_plan", "孙", receipt="备1")
    assert "file_plan" not in seen(scene, "孙").all


def test_a_change_is_heard_served_and_then_decided():
    scene = Scene().confirmed().wait(40)
    scene.do("propose_change", "李", stop=True, cause="收入高了")

    assert seen(scene, "孙").upcoming == ""
    assert "事先告知书" in seen(scene, "孙").waiting.reason
    scene.do("notice", "刘", kind="advance", number="1")
    scene.do("serve", "刘", kind="advance", served=scene.today.isoformat())
    scene.wait(10)
    assert seen(scene, "孙").primary == "decide_change"


def test_the_end_of_support_is_posted_where_the_place_posts_it():
    scene = Scene(programme="tekun").opined()
    scene.do("post", "李", where=["board"])
    scene.wait(8).do("confirm", "孙", amount=100, care_amount=50)
    scene.wait(40).do("propose_change", "李", stop=True, cause="去世")
    scene.do("notice", "刘", kind="advance", number="1")
    scene.do("serve", "刘", kind="advance", served=scene.today.isoformat())
    scene.wait(10).do("decide_change", "孙")
    scene.do("notice", "刘", kind="decision", number="2")
    scene.do("serve", "刘", kind="decision", served=scene.today.isoformat())

    assert seen(scene, "李").primary == "post"


def test_an_adult_who_has_not_authorised_is_asked_before_the_check():
    scene = Scene()
    scene.do("submit", channel="window", supplied="all", signed="all", authorised=["m1"])
    scene.do("accept", "刘")
    assert "authorise" in seen(scene, "刘").all
    scene.do("authorise", who=["m2"], scope="存款")

    assert "authorise" not in seen(scene, "刘").all


@pytest.mark.parametrize(
    ("verb", "code"), [("death_match", "invalid"), ("accept", "role"), ("post", "order")]
)
def test_what_is_not_his_or_not_yet_has_its_reason(verb, code):
    scene = Scene().lodged()

    assert allowed(verb, scene.facts, scene.book, CAST["陈"], scene.at).code == code


def test_what_has_nothing_to_do_is_not_offered():
    scene = Scene().lodged()

    assert allowed("sign", scene.facts, scene.book, CAST["刘"], scene.at).code == "order"


def test_the_village_forwards_what_it_took():
    scene = Scene()
    scene.do("take", "赵", reason="不识字", evidence="委托书", related=False)

    assert seen(scene, "赵").primary == "forward"
    assert seen(scene, "刘").primary == ""
    assert SOMEBODY.roles


def test_an_application_taken_back_asks_nothing_of_anybody_and_says_so():
    scene = Scene().lodged()
    scene.do("withdraw")

    for who in ("刘", "李", "孙"):
        found = seen(scene, who)
        assert found.primary == ""
        assert found.waiting is not None
        assert "撤回" in found.waiting.reason
