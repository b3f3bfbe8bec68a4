"""A place's own words are looked at when they come in, not when the first announcement has to hang."""

import pytest

from policies.actions.pack_files import catalogue, places, read_pack
from policies.rules.place_words import ANNOUNCEMENT, announcement_faults, title_faults, word_faults
from policies.rules.wording import (
    NOTICE_MUST,
    NOTICE_WORDS,
    PLACEHOLDERS,
    TITLE_MOST,
    placeholders,
    sentences,
    template_faults,
)

SOUND = "{name}:请带身份证到{office}领取《{letter}》。公告到{until}为止。电话：{phone}。"


def said(words) -> str:
    return ";".join(f"{key}:{fault}" for key, fault in word_faults(words))


def test_the_words_of_every_shipped_place_and_the_common_announcement_are_sound():
    """SY-A1.5h"""
    assert list(announcement_faults(catalogue()["announcements"]["service"])) == []
    for place in places():
        assert said(read_pack(place).jurisdiction["words"]) == ""


def test_a_sound_form_of_a_place_passes():
    """SY-A1.5h"""
    form = {"title": "送达公告", "addressee": "当事人", "village": "村", "body": SOUND}
    assert said({f"announcement_{part}": text for part, text in form.items()}) == ""
    assert set(form) == set(ANNOUNCEMENT)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"weather": "晴"}, "weather:没有地方用这个词"),
        ({"announcement_boby": SOUND}, "announcement_boby:没有地方用这个词"),
        ({"confirm": ""}, "confirm:是空的"),
        ({"platform": ["甲", "乙"]}, "platform:要写成一段文字"),
        ({"announcement_body": " \n"}, "announcement_body:没有写"),
        ({"announcement_body": SOUND + "{reason}"}, "没有这样的填空 {reason}，能用的是 {basis}（依据）"),
        ({"announcement_body": SOUND + "{name"}, "花括号没有成对"),
        ({"announcement_body": SOUND + "{name!r}"}, "没有这样的填空 {name!r}"),
        ({"announcement_body": SOUND.replace("{until}", "月底")}, "缺少填空 {until}（公告的最后一天）"),
        ({"announcement_body": "{name}来领《{letter}》，到{until}，电话{phone}。"}, "那一句会整句不写"),
        ({"announcement_title": "{name}的公告"}, "标题照印，里面不填空"),
        ({"announcement_title": ""}, "announcement_title:没有写"),
        ({"announcement_title": "长" * (TITLE_MOST + 1)}, f"最多 {TITLE_MOST} 个字"),
    ],
)
def test_each_fault_names_its_key_and_what_to_do(words, told):
    """SY-A1.5h: an announcement that cannot be filled in serves nobody."""
    assert told in said(words)


def test_a_title_that_fits_is_nobodys_fault():
    assert list(title_faults("长" * TITLE_MOST)) == []


def test_what_a_kind_of_notice_has_nothing_to_say_for_is_told_with_what_it_has():
    told = list(
        template_faults("{name}:{materials}。{reason}。", PLACEHOLDERS, usable=NOTICE_WORDS["refusal"])
    )
    assert len(told) == 1
    assert told[0].startswith("这里没有内容可填 {materials}（缺少的材料，一行一样），请去掉")
    assert "{reason}（理由）" in told[0]


def test_every_kind_of_notice_may_say_what_it_must():
    for kind, must in NOTICE_MUST.items():
        assert must <= NOTICE_WORDS[kind] <= set(PLACEHOLDERS)


def test_a_line_falls_into_the_sentences_that_fall_away_alone():
    assert sentences("电话:{phone}。到{until}为止。 ") == ["电话:{phone}。", "到{until}为止。"]
    assert placeholders("没有填空") == frozenset()
