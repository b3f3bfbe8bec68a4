"""A programme is read strictly: whatever is missing, misspelt or of the wrong shape is named with its place."""

from copy import deepcopy
from datetime import date

import pytest

from policies.actions.pack_files import read_pack
from policies.rules.programme import SpecError, canonical_json, digest
from policies.rules.reading import read_spec


@pytest.fixture
def body():
    return deepcopy(next(body for body in read_pack("shangyu").programmes if body["code"] == "dibao"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "dibao：缺少“name”"),
        ({"source": None}, "dibao：缺少“source”"),
        ({"source": "虞政办发"}, "dibao 出处：应当是一个表"),
        ({"source": {"title": "办法", "page": 3}}, "dibao 出处：不认识的项 page"),
        ({"colour": "红"}, "dibao：不认识的项 colour"),
        ({"materials": {}}, "dibao 材料：应当是一列"),
        ({"materials": ["form"]}, "dibao 材料 第 1 项：应当是一个表"),
        ({"effective_from": "soon"}, "dibao 生效日：日期要写成"),
        ({"effective_until": 5}, "dibao 失效日：日期要写成"),
        ({"steps": [{"kind": "dance"}]}, "“kind”只能是"),
        ({"clocks": [{"name": "whole", "label": "整件", "unit": "moon"}]}, "“unit”只能是"),
        ({"notices": [{"kind": "refusal"}]}, "dibao 文书 第 1 项：缺少“title”"),
        ({"name": 7}, "dibao：“name”要写成文字"),
        ({"name": "长" * 61}, "dibao：“name”太长，最多 60 个字"),
        ({"summary": ["一句"]}, "dibao：“summary”要写成文字"),
        ({"words": ["审批"]}, "dibao 用词：应当是一个表"),
        ({"clocks": [{"name": "whole", "label": "整件", "start": "accept"}]}, "“start”应当是一列"),
        ({"clocks": [{"name": "whole", "label": "整件", "start": [7]}]}, "“start”要写成文字"),
        ({"clocks": [{"name": "whole", "label": "整件", "limit": True}]}, "“limit”要写成不大于 9999 的整数"),
        (
            {"clocks": [{"name": "whole", "label": "整件", "limit": 10**30}]},
            "“limit”要写成不大于 9999 的整数",
        ),
        ({"steps": [{"kind": "lodge", "commitment": "yes"}]}, "“commitment”只能写 true 或 false"),
        ({"steps": [{"kind": "visit", "least": 1.5}]}, "“least”要写成不大于 9999 的整数"),
        ({"steps": [{"kind": "lodge", "channels": "web"}]}, "“channels”要写成一列"),
        ({"steps": [{"kind": "lodge", "channels": [0]}]}, "“channels”每一项要写成一段文字"),
        ({"steps": [{"kind": "lodge", "signatures": 3}]}, "“signatures”要写成一段文字"),
        ({"steps": [{"kind": "lodge", "cites": "第三条"}]}, "“cites”应当是一个表"),
        ({"steps": [{"kind": "lodge", "cites": {"after": "三"}}]}, "依据 after：应当是一个表"),
        ({"steps": [{"kind": "lodge", "cites": {"after": {"page": "3"}}}]}, "依据 after：不认识的项 page"),
    ],
)
def test_each_mistake_is_named_with_its_place(body, change, said):
    with pytest.raises(SpecError) as refused:
        read_spec({**body, **change})
    assert said in str(refused.value)


def test_a_condition_outside_the_grammar_is_named_with_its_paper(body):
    body["materials"][0]["when"] = {"fact": "age", "near": 60}
    with pytest.raises(SpecError, match="dibao 材料 第 1 项：条件里有不认识的词：near"):
        read_spec(body)


def test_lists_may_be_left_out(body):
    kept = ("place", "code", "name", "short", "effective_from", "source")
    spec = read_spec({key: body[key] for key in kept})
    assert spec.materials == spec.steps == spec.clocks == ()
    assert spec.effective_until is None


def test_dates_may_be_dates(body):
    spec = read_spec({**body, "effective_from": date(2024, 1, 1), "effective_until": date(2024, 12, 31)})
    assert spec.in_force(date(2024, 12, 31))
    assert not spec.in_force(date(2025, 1, 1))


def test_what_is_not_there_is_none_and_words_have_a_default(body):
    spec = read_spec(body)
    assert spec.step("relieve") is None
    assert spec.clock("relief") is None
    assert spec.notice("valentine") is None
    assert spec.material("horoscope") is None
    assert spec.material("form").code == "form"
    assert (spec.word("confirm", "确认"), spec.word("weather", "天气")) == ("审批", "天气")
    assert spec.step("accept").option("limit", 3) == 3


def test_one_spelling_one_fingerprint(body):
    shuffled = dict(reversed(list(body.items())))
    assert canonical_json(shuffled) == canonical_json(body)
    assert digest(shuffled) == digest(body)
    assert digest({**body, "name": "别的"}) != digest(body)


def test_a_frozen_programme_cannot_be_bent(body):
    spec = read_spec(body)
    with pytest.raises(TypeError):
        spec.words["confirm"] = "别的"
    with pytest.raises(TypeError):
        spec.step("accept").options["limit"] = 1
