"""The studio's sample talk: an invented person presses what is known of her, and the dialogue itself answers."""

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import rehearsal
from intake_bot.dialogue.rehearsal import rehearse
from intake_bot.dialogue.replies import as_text
from tests.intake_bot.phone import MORNING, WEB, disclosed, script_for

WANG = {"urgent": ("no",), "for_whom": ("self",), "members": ("2",), "monthly_income_band": ("under_1000",)}


def talk(**answers):
    """Rehearse 低保 with Wang's answers and these; return the lines, and the lists that were asked for."""
    script = script_for(channel=WEB)
    asked = []

    def disclose(effect: f.Disclose):
        asked.append(effect)
        return disclosed(script, effect, len(asked))

    return rehearse(script, "dibao", {**WANG, **answers}, disclose, MORNING), asked


def pressed(lines):
    return [line.words for line in lines if line.words]


def heard(lines):
    return "\n".join(as_text(line.reply, with_choices=True) for line in lines if line.reply)


def test_the_talk_begins_with_a_press_and_ends_with_the_one_list_of_papers():
    lines, asked = talk()

    assert pressed(lines)[0] == "开始"
    assert [(effect.programme, effect.adults) for effect in asked] == [("dibao", 2)]
    assert "您家的材料清单(一次说全)" in as_text(lines[-1].reply, with_choices=True)


def test_what_is_known_is_pressed_and_what_is_not_known_is_answered_so():
    assert pressed(talk()[0])[:4] == ["开始", "没有", "我自己家", "不知道"]


def test_of_a_question_with_several_answers_each_is_pressed_and_then_it_is_done():
    words = pressed(talk(situation=("illness", "disability"))[0])

    place = words.index("残疾证")
    assert words[place - 1 : place + 2] == ["重病病人", "残疾证", "选好了"]


def test_who_is_in_urgent_need_hears_of_help_before_papers_and_nobody_is_called_for_a_sample():
    lines, asked = talk(urgent=("yes",))

    assert "120" in heard(lines)
    assert len(asked) == 1


def test_a_talk_that_goes_round_in_circles_is_cut_off(monkeypatch):
    whole = len(talk()[0])
    monkeypatch.setattr(rehearsal, "MOST_PRESSES", 1)

    lines, _ = talk()

    assert len(lines) < whole
    assert pressed(lines).count("没有") == 1
