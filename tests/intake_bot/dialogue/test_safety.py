"""What may not be in a chat is not kept, is taken back where possible, and is answered with the safe page."""

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from tests.intake_bot.phone import TELEGRAM, WEB, Phone, screened, script_for


def test_a_typed_number_is_answered_with_the_page_and_not_repeated():
    wang = Phone().start().say("我的身份证〔已隐去〕", hidden=True)
    assert "没有留下" in wang.text
    assert "那条消息我也删掉了" in wang.text
    assert "https://yimen.example/apply/" in wang.text
    assert "〔已隐去〕" not in wang.text


def test_a_channel_that_cannot_delete_does_not_claim_to():
    assert TELEGRAM.deletes
    wang = Phone(script_for(channel=WEB)).say("〔已隐去〕", hidden=True)
    assert "删掉" not in wang.text


def test_with_a_list_in_hand_the_safe_page_is_the_one_time_link():
    wang = screened(Phone()).press("看要带什么", "没有孩子").say("号码是〔已隐去〕", hidden=True)
    assert isinstance(wang.effects[0], f.Handover)
    assert "没有留下" in wang.text
    wang.happen(e.Unreadable("photo"))
    assert isinstance(wang.effects[0], f.Handover)


def test_the_question_survives_a_number_typed_in_its_place():
    wang = Phone().say("我能办低保吗").press("开始", "没有").say("〔已隐去〕", hidden=True)
    wang.press("接着刚才的")
    assert wang.mind.question == "for_whom"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("photo", "照片不能"),
        ("voice", "语音我听不了"),
        ("document", "文件不能"),
        ("contact", "电话号码"),
        ("sticker", "看不了"),
    ],
)
def test_photos_voices_files_and_contacts_are_refused_kindly(kind, words):
    wang = Phone().start().happen(e.Unreadable(kind))
    assert words in wang.text
    assert ("/apply/" in wang.text) == (kind in ("photo", "document"))
    assert wang.last.choices
