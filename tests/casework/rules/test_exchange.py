"""Files of the means check: a place's own columns, and lines of a report read or refused with a sentence."""

from datetime import date

import pytest

from casework.rules.exchange import MapError, out_of_time, read_map, read_report, usual

SAID = {"within": "符合、未超", "over": "超标"}
HEAD = ["受理编号", "核对结论", "报告编号", "报告日期", "年收入（元）", "车辆（辆）"]


def lines(*rows, head=HEAD):
    return read_report(usual("report"), [head, *rows])


def test_a_report_line_is_read_with_its_money_in_fen_and_its_day():
    (line,) = lines(["上2026-0001", "符合", "HD-1", "2026/3/5", "12,000.50元", "1"])

    assert (line.number, line.result, line.report, line.dated) == (
        "上2026-0001",
        "within",
        "HD-1",
        "2026-03-05",
    )
    assert dict(line.found) == {"income": 1_200_050, "vehicles": 1}
    assert not line.wrong


def test_a_heading_with_half_width_brackets_is_the_same_column():
    (line,) = lines(["上2026-0001", "符合", "", "", "12"], head=[*HEAD[:4], "年收入(元)"])

    assert dict(line.found) == {"income": 1_200}


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (["", "符合"], "没有受理编号"),
        (["上1", "大概符合"], "看不懂"),
        (["上1", ""], "看不懂"),
        (["上1", "符合", "", "昨天"], "写得不对"),
        (["上1", "符合", "", "2026-13-01"], "写得不对"),
        (["上1", "符合", "", "", "很多"], "写得不对"),
        (["上1", "符合", "", "", "-5"], "写得不对"),
        (["上1", "符合", "", "", "NaN"], "写得不对"),
        (["上1", "符合", "", "", "", "1.5"], "写得不对"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(row, wrong):
    (line,) = lines(row)

    assert wrong in line.wrong
    assert line.line == 2


def test_empty_lines_are_passed_over_and_a_second_line_of_a_case_is_refused():
    found = lines(["上1", "超出"], [" ", ""], ["上1", "超出"], ["", "符合"])

    assert [line.line for line in found] == [2, 4, 5]
    assert found[0].result == "over"
    assert "前面已经有一行" in found[1].wrong


def test_of_two_lines_that_say_different_things_neither_is_taken():
    """The one above is not truer than the one below."""
    found = lines(["上1", "符合"], ["上1", "超出"], ["上2", "符合"])

    assert ["写的不一样" in line.wrong for line in found] == [True, True, False]
    assert [line.result for line in found] == ["", "", "within"]


@pytest.mark.parametrize(
    ("dated", "wrong"),
    [
        ("", ""),
        ("2026-03-03", ""),
        ("2026-03-06", ""),
        ("2026-03-02", "以前的报告"),
        ("2026-03-07", "还没有到"),
    ],
)
def test_a_report_is_of_a_day_between_the_asking_and_today(dated, wrong):
    said = out_of_time(dated, date(2026, 3, 3), date(2026, 3, 6))

    assert (wrong in said) if wrong else said == ""


def test_a_file_without_the_columns_of_the_place_is_refused_as_a_whole():
    with pytest.raises(MapError, match="核对结论"):
        lines(["上1"], head=["受理编号"])
    with pytest.raises(MapError, match="受理编号"):
        read_report(usual("report"), [])


def test_a_place_writes_its_own_columns_and_its_own_words():
    """An editable column map, nothing assumed."""
    mine = read_map("report", "number = 申请号\n\nresult = 结果\nincome = 收入", SAID)

    (line,) = read_report(mine, [["结果", "申请号", "收入"], ["未超", "A1", "10"]])

    assert (line.number, line.result, dict(line.found)) == ("A1", "within", {"income": 1000})
    assert mine.headings == ("申请号", "结果", "收入")
    request = read_map("request", "id_number = 证件号\nname = 人\nnumber = 号", {})
    assert request.line({"name": "甲", "number": "A1"}) == ("", "甲", "A1")


@pytest.mark.parametrize(
    ("text", "said", "wrong"),
    [
        ("number = 申请号", SAID, "核对结论"),
        ("number 申请号\nresult = 结果", SAID, "第 1 行"),
        ("number = \nresult = 结果", SAID, "第 1 行"),
        ("nummer = 申请号\nresult = 结果", SAID, "第 1 行"),
        ("number = 号\nresult = 号", SAID, "写了两次"),
        ("number = 号\nresult = 结果\nresult = 另一个", SAID, "写了两次"),
        ("number = 号\nresult = 结果", {"within": "", "over": "超标"}, "都要写"),
        ("number = 号\nresult = 结果", {"within": "超标", "over": "超标"}, "不能一样"),
    ],
)
def test_a_map_that_cannot_work_says_what_is_wrong(text, said, wrong):
    with pytest.raises(MapError, match=wrong):
        read_map("report", text, said)
