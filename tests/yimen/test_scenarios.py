"""The stories of the five places, played through the real acts on whichever database the suite runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from yimen.simulation.law import prepare
from yimen.simulation.play import play, unread
from yimen.simulation.story import StoryError, read_story

FOLDER = Path(__file__).resolve().parents[1] / "scenarios"
STORIES = sorted(FOLDER.glob("*.yaml"))
MORE = sorted((FOLDER / "more").glob("*.yaml"))
PLACES = {"hx": "huaxi", "qy": "qinyuan", "sy": "shangyu", "yc": "yangcheng", "yi": "yicheng"}

GOOD = """
scenario: 一个故事
source: SY-A1.1a
place: shangyu
programme: dibao
household: [{name: 甲, age: 50}]
staff: {刘: acceptor}
story:
  - {at: 2025-03-03 09:00, do: submit, channel: window, materials: all}
  - {at: 2025-03-03 10:00, do: accept, by: 刘}
  - {at: 2025-03-03 10:00, expect: {stage: accepted}}
"""


def story(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_plays_as_it_is_told(path: Path) -> None:
    report = play(read_story(path))

    wrong = [check for check in report.checks if not check.ok]
    assert not wrong
    assert report.checks


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", PLACES)
def test_every_other_story_of_a_place(prefix: str) -> None:
    """Each clause that the language can say; the stories of a place share its pack, so they are cheap."""
    stories = [read_story(path) for path in MORE if path.name.startswith(f"{prefix}-")]
    wrong = []
    for story in stories:
        prepare(story)
        report = play(story)
        wrong += [f"{report.file}:{check.line} {check}" for check in report.checks if not check.ok]

    assert wrong == []
    assert {story.place for story in stories} == {PLACES[prefix]}


def test_every_story_belongs_to_a_place_that_is_played() -> None:
    assert {path.name.partition("-")[0] for path in MORE} == set(PLACES)


@pytest.mark.django_db
def test_an_expectation_that_is_not_met_fails_with_its_line(tmp_path: Path) -> None:
    report = play(read_story(story(tmp_path, GOOD.replace("stage: accepted", "stage: refused"))))

    wrong = [check for check in report.checks if not check.ok]
    assert [(check.line, check.what, check.expected, check.got) for check in wrong] == [
        (11, "stage", "refused", "accepted")
    ]
    assert not report.passed


@pytest.mark.django_db
def test_an_act_that_should_have_been_refused_fails_the_story(tmp_path: Path) -> None:
    report = play(read_story(story(tmp_path, GOOD.replace("by: 刘}", "by: 刘, refused: true}"))))

    assert [check.what for check in report.checks if not check.ok] == ["accept"]


@pytest.mark.django_db
def test_a_refusal_must_give_the_expected_words(tmp_path: Path) -> None:
    text = GOOD.replace("materials: all", "materials: [form]")
    wanted = text.replace("by: 刘}", 'by: 刘, refused: "还没有齐"}').replace(
        "stage: accepted", "stage: submitted"
    )

    assert play(read_story(story(tmp_path, wanted))).passed
    assert not play(read_story(story(tmp_path, wanted.replace("还没有齐", "下雨")))).passed


@pytest.mark.django_db
def test_a_story_leaves_nothing_behind(tmp_path: Path) -> None:
    from casework.models import Case, Officer
    from policies.models import Jurisdiction

    before = (Case.objects.count(), Officer.objects.count(), Jurisdiction.objects.count())
    play(read_story(story(tmp_path, GOOD)))

    assert (Case.objects.count(), Officer.objects.count(), Jurisdiction.objects.count()) == before


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("do: accept", "do: acept", 10),
        ("stage: accepted", "stge: accepted", 11),
        ("{stage: accepted}", "{due: {wohle: none}}", 11),
        ("channel: window", "chanel: window", 9),
        ("place: shangyu", "place: shangyu\ncolour: red", 5),
        ("staff: {刘: acceptor}", "staff: {刘: king}", 7),
        ("2025-03-03 10:00, do", "2025-13-03 10:00, do", 10),
    ],
)
def test_an_unknown_word_is_an_error_that_names_its_line(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    with pytest.raises(StoryError) as caught:
        read_story(story(tmp_path, GOOD.replace(old, new, 1)))

    assert int(str(caught.value).split("story.yaml:")[1].split(":")[0]) == line


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("do: accept", "do: acept", "“do”不能写成 acept，能写的有 intend、"),
        ("do: accept", "do: propose_change, stop: false", "“stop”只能写 true；不是这样就整个不写。"),
        ("do: accept", "do: accept, refused: 5400.00", "“refused”写 true，或者写拒绝的理由里该有的几个字"),
        ("channel: window", "chanel: window", "里缺了 channel。"),
        ("place: shangyu\n", "", "这个故事里缺了 place。"),
        ("place: shangyu", "place: shangyu\ncolour: red", "这个故事里不认识 colour，能写的有 scenario、"),
        ("place: shangyu", "place: 770101195803070014", "“place”应当是文字。"),
        ("place: shangyu", "place: Shang Yu", "“place”的写法不对：地方写规则包的名字"),
        ("2025-03-03 10:00, do", "2025-13-03 10:00, do", "“at”的写法不对：日期写 2025-03-03"),
        ("stage: accepted", "may: [accept]", "“may”的写法不对：写 动作:姓名"),
        ("scenario: ", "scenario: ''  # ", "“scenario”不能空着。"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_with_line_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in GOOD
    with pytest.raises(StoryError) as caught:
        read_story(story(tmp_path, GOOD.replace(old, new, 1)))
    message = str(caught.value).split("story.yaml:")[1]
    assert said in message
    assert not any(word in message for word in ("expected", "is not", "required", "770101"))


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("2025-03-03 10:00, do", "2025-02-30 10:00, do", 10, "没有 2025-02-30 10:00 这一天"),
        ("stage: accepted", "working_day: {2025-02-29: true}", 11, "没有 2025-02-29 这一天"),
        ("programme: dibao", "programme: dibao\nprogramme: tekun", 6, "“programme”写了两次"),
        ("programme: dibao", "programme: dibao\nparameters: {standard: 700.005}", 6, "写到分"),
        ("programme: dibao", "programme: dibao\nparameters: {standard: .nan}", 6, ".nan 不是一个数"),
        ("programme: dibao", "programme: dibao\nparameters: {standard: .Inf}", 6, ".Inf 不是一个数"),
        ("programme: dibao", "programme: dibao\nparameters: {standard: 10:30}", 6, "10:30 不是一个数"),
        ("programme: dibao", "programme: dibao\nparameters: {standard: 0777}", 6, "0777 不是一个数"),
        ("programme: dibao", "programme: dibao\nparameters: {standard: 1_000}", 6, "1_000 不是一个数"),
        ("do: accept", "do: accept, do: decline", 10, "“do”写了两次"),
        ("2025-03-03 09:00", "0001-01-01 09:00", 9, "0001-01-01 09:00 太远了"),
        ("{stage: accepted}", "{working_day: {9999-12-31: true}}", 11, "9999-12-31 太远了"),
        ("{name: 甲, age: 50}", '{name: "甲\\x00", age: 50}', 6, "看不见的控制字符"),
        ("{name: 甲, age: 50}", "{name: 甲, age: 50}, {name: 甲, age: 9}", 6, "家里有两个“甲”"),
    ],
)
def test_what_no_schema_sees_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    with pytest.raises(StoryError, match=said) as caught:
        read_story(story(tmp_path, GOOD.replace(old, new, 1)))

    assert caught.value.line == line


def test_a_file_too_large_for_one_case_is_not_played(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="文件太大"):
        read_story(story(tmp_path, GOOD + "#" * 1_000_000))


def test_why_a_file_was_not_played_is_said_once_without_its_path(tmp_path: Path) -> None:
    path = story(tmp_path, GOOD.replace("do: accept", "do: acept"))
    with pytest.raises(StoryError) as caught:
        read_story(path)

    check = unread(path, caught.value).checks[0]
    assert (check.line, check.ok) == (10, False)
    assert check.got.startswith("“do”不能写成 acept")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe")
    for path, said in (
        (tmp_path / "none.yaml", "没有这个文件"),
        (tmp_path, "这是文件夹"),
        (tmp_path / "binary.yaml", "不是 UTF-8"),
    ):
        with pytest.raises(StoryError, match=said):
            read_story(path)


@pytest.mark.django_db
def test_what_was_signed_before_the_application_counts(tmp_path: Path) -> None:
    """SY-A1.1c, SY-A1.1d: whoever signed first, also for a supporting household, need not sign again."""
    text = GOOD.replace("materials: all", "").replace("channel: window, }", "channel: window}")
    before = text.replace(
        "  - {at: 2025-03-03 09:00",
        "  - {at: 2025-03-03 08:00, do: sign, who: [甲], supporters: [戊]}\n  - {at: 2025-03-03 09:00",
        1,
    )

    assert not play(read_story(story(tmp_path, text))).passed
    assert play(read_story(story(tmp_path, before))).passed


def test_time_never_runs_backwards_in_a_story(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="时间"):
        read_story(story(tmp_path, GOOD.replace("2025-03-03 10:00, do", "2025-03-02 10:00, do")))


@pytest.mark.parametrize("text", ["", "- 1", "a: [", "\x00", "[" * 5000])
def test_a_file_that_is_no_story_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(StoryError):
        read_story(story(tmp_path, text))


@pytest.mark.django_db
def test_a_figure_that_cannot_be_is_said_before_the_story_is_played(tmp_path: Path) -> None:
    text = GOOD.replace("programme: dibao", "programme: dibao\nparameters: {posting_days: 7.5}")

    with pytest.raises(StoryError, match=r"“posting_days”（公示天数）不能是 7\.5。请写整数") as caught:
        play(read_story(story(tmp_path, text)))
    assert caught.value.line == 6


@pytest.mark.django_db
def test_a_place_nobody_knows_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="没有“atlantis”这个地方的规则包") as caught:
        play(read_story(story(tmp_path, GOOD.replace("place: shangyu", "place: atlantis"))))
    assert caught.value.line == 4


@pytest.mark.django_db
def test_past_the_known_calendar_no_day_is_called_a_working_day(tmp_path: Path) -> None:
    """0.3: 2027 is not published; that New Year's Day falls on a Friday is no answer."""
    for guess in ("true", "false"):
        text = GOOD.replace("{stage: accepted}", "{working_day: {2027-01-01: " + guess + "}}")
        wrong = [check for check in play(read_story(story(tmp_path, text))).checks if not check.ok]
        assert [check.got for check in wrong] == [{"2027-01-01": "provisional"}]
