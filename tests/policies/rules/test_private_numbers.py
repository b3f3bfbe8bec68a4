"""The leak scanner against every notation that a roster, a spreadsheet or a chat has been seen to use."""

import itertools
import random
import re
import urllib.parse
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.contact_numbers import demo_account, demo_mobile, luhn_ok
from policies.rules.identity import check_character, demo_id
from policies.rules.private_numbers import REDACTED, redact, scan

WANG = "770101195803070014"
LIN = "77010120110512014X"
ACCOUNT = demo_account(20250007)
PASSBOOK = "1010012345678901"

CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


def cut(number: str, between: str, *at: int) -> str:
    edges = (0, *at, len(number))
    return between.join(number[low:high] for low, high in itertools.pairwise(edges))


def seams(between: str):
    return lambda number: cut(number, between, 6, 14)


def anywhere(between: str):
    """Cut at two places that nobody would choose, but the same for each number."""
    return lambda number: cut(number, between, *sorted(random.Random(number).sample(range(1, 17), 2)))


NOTATIONS = {
    "plain": (lambda n: n, "plain"),
    "in Chinese text": (lambda n: f"张三{n}李四", "plain"),
    "in JSON": (lambda n: f'{{"n": "{n}", "m": 1}}', "plain"),
    "in an attribute": (lambda n: f'<td data-n="{n}">5</td>', "plain"),
    "in an attribute between cells": (lambda n: f'<td>5</td><td data-n="{n}">6</td>', "plain"),
    "in a comment": (lambda n: f"<!-- {n} -->", "plain"),
    "after a serial number": (lambda n: f"<td>3</td>\n <td>{n}</td><td>1050.00</td>", "plain"),
    "inside a certificate number": (lambda n: f"{n}42", "plain"),
    "after a percent sign": (lambda n: f"50%{n}", "plain"),
    "full-width": (lambda n: n.translate(FULL_WIDTH), "full_width"),
    "circled": (lambda n: n.translate(CIRCLED), "full_width"),
    "Chinese numerals": (lambda n: n.translate(CHINESE), "chinese"),
    "formal numerals": (lambda n: n.translate(FORMAL), "chinese"),
    "keys of a telephone": (lambda n: "".join(f"{digit}\ufe0f\u20e3" for digit in n), "zero_width"),
    "spaced": (seams(" "), "spaced"),
    "spaced, no-break": (seams("\u00a0"), "spaced"),
    "spaced in fours": (lambda n: cut(n, " ", 4, 8, 12, 16), "spaced"),
    "spaced one by one": (lambda n: " ".join(n), "spaced"),
    "spaced in fours over two lines": (lambda n: f"{n[:4]} {n[4:8]}\n{n[8:12]} {n[12:16]} {n[16:]}", "newline"),
    "dashed": (seams("-"), "dashed"),
    "dashed like a date": (lambda n: cut(n, "-", 6, 10, 12, 14), "dashed"),
    "long dashes": (seams("—"), "dashed"),
    "dotted": (seams("."), "dotted"),
    "bars": (seams("|"), "dashed"),
    "over two lines": (lambda n: cut(n, "\n", 11), "newline"),
    "over three lines": (anywhere("\r\n"), "newline"),
    "zero-width": (anywhere("\u200b"), "zero_width"),
    "zero-width everywhere": (lambda n: "\u2060".join(n), "zero_width"),
    "soft hyphens": (anywhere("\u00ad"), "zero_width"),
    "inline tags": (anywhere("</b><b>"), "tags"),
    "every digit in a tag": (lambda n: "".join(f"<i>{c}</i>" for c in n), "tags"),
    "cells": (anywhere("</td><td>"), "tags"),
    "cells on lines": (seams("</td>\n    <td class='n'>"), "tags"),
    "line breaks": (anywhere("<br/>"), "tags"),
    "entities": (lambda n: "".join(f"&#{ord(c)};" for c in n), "entities"),
    "hexadecimal entities": (lambda n: "".join(f"&#x{ord(c):x};" for c in n), "entities"),
    "entities of entities": (lambda n: f"&amp;#{ord(n[0])};{n[1:]}", "entities"),
    "entity spaces": (seams("&nbsp;"), "entities"),
    "percent": (lambda n: "".join(f"%{ord(c):02X}" for c in n), "percent"),
    "percent twice": (lambda n: "".join(f"%25{ord(c):02X}" for c in n), "percent"),
    "percent and full-width": (lambda n: urllib.parse.quote(n.translate(FULL_WIDTH)), "percent"),
    "escapes": (lambda n: "".join(f"\\u{ord(c):04x}" for c in n), "escapes"),
    "escaped line break": (lambda n: cut(n, "\\n", 9), "escapes"),
    "OOXML escapes": (lambda n: "".join(f"_x{ord(c):04X}_" for c in n), "escapes"),
    "spreadsheet float": (lambda n: f"{int(n[:15] + '000'):.14E}", "excel_float"),
    "Python float": (lambda n: repr(float(n[:17] + "0")), "excel_float"),
    "rounded by a spreadsheet": (lambda n: f"{n[:15]}000", "excel_float"),
}  # fmt: skip


def invented(chance: random.Random) -> str:
    region = chance.choice(["770101", "330604", "370404", "140522", "520111", "440524", "810000", "931156"])
    born = date(1925, 1, 1) + timedelta(days=chance.randrange(36_000))
    first17 = f"{region}{born:%Y%m%d}{chance.randint(1, 999):03d}"
    return first17 + check_character(first17)


def kinds(text: str, **more) -> list[str]:
    return [finding.kind for finding in scan(text, **more)]


class TestIdentityNumbers:
    @pytest.mark.parametrize("name", NOTATIONS)
    def test_three_hundred_numbers_in_each_notation(self, name):
        """Recall is 100 % on each of more than forty notations."""
        write, _ = NOTATIONS[name]
        chance = random.Random(name)
        numbers = [invented(chance) for _ in range(300)]
        missed = [n for n in numbers if kinds(f"户主 {write(n)} 三口人") != ["id"]]
        assert missed == []

    @pytest.mark.parametrize("name", NOTATIONS)
    def test_the_notation_is_named(self, name):
        write, notation = NOTATIONS[name]
        assert [finding.notation for finding in scan(write(WANG))] == [notation]

    @pytest.mark.parametrize("name", NOTATIONS)
    def test_the_finding_covers_the_number_and_not_its_neighbours(self, name):
        write, _ = NOTATIONS[name]
        left = redact(f"户主〖{write(WANG)}〗三口人")
        assert REDACTED in left
        assert left.startswith("户主〖")
        assert left.endswith("〗三口人")
        assert kinds(left) == []
        assert "19580307" not in left

    @pytest.mark.parametrize("written", ["77010120110512014x", "77010120110512014 x", "77010120110512014Ⅹ"])
    def test_the_last_letter_in_each_shape(self, written):
        assert kinds(written) == ["id"]

    def test_a_lower_case_letter_is_a_notation_of_its_own(self):
        assert scan("77010120110512014x")[0].notation == "lower_x"

    def test_numbers_in_a_row_are_all_found(self):
        column = f"{WANG}\n{LIN}\n{WANG}"
        assert [finding.place for finding in scan(column, place="花名册.csv")] == [
            "花名册.csv line 1",
            "花名册.csv line 2",
            "花名册.csv line 3",
        ]
        assert kinds(f"{WANG}{LIN}") == ["id", "id"]

    @pytest.mark.parametrize(
        "harmless",
        [
            "770101195803070015",  # check digit
            "770101195813070014",  # no thirteenth month
            "990101195803070011",  # no such province
            "770101185803070017",  # nobody alive
            "770101********0014",
            "770101 19580307 0015",
            "2025 0303 2025 0310 2025",
        ],
    )
    def test_what_is_not_a_number_of_anybody(self, harmless):
        assert kinds(harmless) == []

    def test_three_arbitrary_pieces_in_a_row_of_numbers_are_a_table(self):
        assert kinds("21 77010 1195803 070014 33") == []
        assert kinds("77010 1195803 070014") == ["id"]

    def test_a_number_in_the_mark_up_between_two_long_numbers(self):
        row = f'<td>1050.00</td><td>2025-03-03</td><td title="{WANG}">2025-03-26</td>'
        assert [row[f.start : f.end] for f in scan(row)] == [WANG]

    def test_more_layers_of_escapes_than_any_export_has_are_left_alone(self):
        assert kinds(f"&amp;amp;#55;{WANG[1:]}") == ["id"]
        assert kinds(f"&amp;amp;amp;#55;{WANG[1:]}") == []

    def test_four_uneven_pieces_are_a_table(self):
        assert kinds("77010 11958 03070 014") == ["id"]
        assert kinds("77010 119580 3070 014") == []
        assert kinds("770101 1958-0307 0014") == []

    def test_pieces_that_do_not_begin_where_the_eye_sees_one_are_a_table(self):
        assert kinds("5770101 19580307 0014") == []

    @given(
        st.builds(
            demo_id, st.just("770101"), st.dates(date(1900, 1, 1), date(2039, 12, 31)), st.integers(1, 999)
        ),
        st.text(
            alphabet=st.characters(exclude_categories=["N", "Cs"], exclude_characters="xXｘＸхХ×〇○"),
            max_size=30,
        ),
        st.text(
            alphabet=st.characters(exclude_categories=["N", "Cs"], exclude_characters="〇○"), max_size=30
        ),
    )
    def test_whatever_stands_around_it(self, number, before, after):
        assert "id" in kinds(before.replace("&", "").replace("%", "") + number + after)


class TestOldNumbers:
    OLD = "770101580307001"

    def test_fifteen_digits_need_a_word_near(self):
        assert kinds(self.OLD) == []
        assert kinds(f"身份证号：{self.OLD}") == ["id15"]
        assert kinds(f"<th>公民身份号码</th></tr>\n<tr><td>{self.OLD}</td>") == ["id15"]
        assert kinds(f"{self.OLD}（旧身份证）") == ["id15"]
        assert kinds(f"身份证{'很远' * 30}{self.OLD}") == []

    def test_they_need_a_date_too(self):
        assert kinds("身份证 770101581307001") == []

    def test_a_float_of_one(self):
        assert kinds("身份证号 7.70101580307001E+14") == ["id15"]
        assert kinds("7.70101580307001E+14") == []


class TestAccounts:
    CARD = next(n for n in (f"621700123456789012{last}" for last in range(10)) if luhn_ok(n))

    @pytest.mark.parametrize(
        "written",
        [
            "{0}",
            "{1} {2} {3} {4} {5}",
            "{1}-{2}-{3}-{4}-{5}",
            "{6}\n{7}",
            "{1}\u200b{2}\u200b{3}\u200b{4}\u200b{5}",
            "<td>{0}</td><td>530.00</td>",
        ],
    )
    @pytest.mark.parametrize("card", [ACCOUNT, CARD])
    def test_a_card_is_known_by_its_issuer_and_check_digit(self, card, written):
        pieces = [card[i : i + 4] for i in range(0, 19, 4)]
        assert kinds(written.format(card, *pieces, card[:10], card[10:])) == ["account"]

    def test_digit_by_digit(self):
        assert kinds(" ".join(ACCOUNT)) == ["account"]
        assert kinds("3 " + " ".join(ACCOUNT)) == []

    def test_a_passbook_needs_a_word_near(self):
        assert kinds(PASSBOOK) == []
        assert kinds(f"开户账号 {PASSBOOK}") == ["account"]
        assert kinds(f"{PASSBOOK}（一卡通）") == ["account"]
        assert kinds("账号 101001 2345678901") == ["account"]

    def test_an_unknown_issuer_needs_the_word_anywhere(self):
        unknown = next(n for n in (f"881700123456789{last}" for last in range(10)) if luhn_ok(n))
        assert kinds(unknown) == []
        assert kinds(f"银行账号见下表。{'以下略。' * 40}{unknown}") == ["account"]

    def test_a_passbook_far_below_the_heading_of_its_table(self):
        rows = "".join(f"<tr><td>{i}</td><td>张三</td><td>530.00</td></tr>\n" for i in range(60))
        table = f"<table><tr><th>户主</th><th>银行账号</th></tr>{rows}<tr><td>李四</td><td> {PASSBOOK} </td></tr></table>"
        assert kinds(table) == ["account"]
        assert kinds(f"{table.replace(PASSBOOK, '')}<p>{PASSBOOK}</p>") == []
        assert kinds(table.replace("银行账号", "编号")) == []
        assert kinds(table.replace("<td> ", "<td>第")) == []
        assert kinds(f"<table><p>账号{'很远' * 30}</p><b>{PASSBOOK}</b>") == []

    def test_a_style_class_is_not_a_word(self):
        assert kinds(f'<div class="card" data-n="{PASSBOOK}">') == []

    @pytest.mark.parametrize(
        "harmless",
        ["62170012345678901234", "62170012345678", "6217********1234", "0" * 16, f"账号 {'0' * 19}"],
    )
    def test_other_lengths_and_rows_of_zeros_are_not_accounts(self, harmless):
        assert kinds(harmless) == []

    def test_an_x_behind_is_not_part_of_it(self):
        assert kinds(f"账号{PASSBOOK[:15]}x") == []

    @pytest.mark.parametrize(
        "sizes", ["6217 00123 45678 90128", "6217 0012-3456 7890 128", "621700123 4567890128"]
    )
    def test_uneven_pieces_are_a_table(self, sizes):
        assert kinds(sizes) == []

    def test_a_float_of_one(self):
        assert kinds("6.21700123456789E+18") == ["account"]
        assert kinds("账号 1.01001234567890E+15") == ["account"]
        assert kinds("1.01001234567890E+15") == []


class TestPhones:
    @pytest.mark.parametrize(
        "written",
        [
            "13800000000",
            "138 0000 0000",
            "138-0000-0000",
            "+8613800000000",
            "8613800000000",
            "１３８００００００００",
            "一三八零零零零零零零零",
            "1 3 8 0 0 0 0 0 0 0 0",
            "电话 1380 000 0000",
            "手机 1380000\n0000",
            "<a href='tel:13800000000'>",
            demo_mobile(42),
        ],
    )
    def test_a_mobile_is_seen_however_it_is_written(self, written):
        assert kinds(written) == ["mobile"]

    @pytest.mark.parametrize(
        "harmless",
        [
            "0575-82120000",
            "12345",
            "138000000001",
            "12800000000",
            "10000000000",
            "3 138 0000 0000 5",
            "1380000\n0000",
            "8712800000000",
            "<td>138</td><td>0000</td><td>0000</td>",
        ],
    )
    def test_what_is_no_mobile(self, harmless):
        assert kinds(harmless) == []

    def test_office_phones_may_be_printed(self):
        text = "监督电话 13800000000，户主电话 13900000000"
        assert kinds(text) == ["mobile", "mobile"]
        assert [f.start for f in scan(text, allow={"13800000000"})] == [text.index("139")]
        assert redact(text, allow={"13800000000"}) == f"监督电话 13800000000，户主电话 {REDACTED}"


class TestFindings:
    def test_a_finding_never_holds_the_number(self):
        text = f"身份证 {WANG} 账号 {ACCOUNT} 电话 13800000000"
        shown = repr(scan(text))
        assert [f.kind for f in scan(text)] == ["id", "account", "mobile"]
        assert not re.search(r"\d{5}", shown)

    def test_the_place_is_the_line(self):
        assert scan(f"花名册\n\n{WANG}")[0].place == "line 3"
        assert (
            scan(WANG, place="名单.docx word/document.xml")[0].place == "名单.docx word/document.xml line 1"
        )

    def test_a_clean_text_has_no_findings(self):
        assert scan("") == ()
        assert redact("公示七天，2025-03-20 至 2025-03-26") == "公示七天，2025-03-20 至 2025-03-26"

    @given(
        st.lists(
            st.sampled_from(
                [WANG, LIN, ACCOUNT, "13800000000", "1", " ", "\n", "张三", "</td><td>", "&#49;", "%31", "-"]
            ),
            max_size=14,
        )
    )
    def test_what_is_redacted_scans_clean(self, pieces):
        assert scan(redact("".join(pieces))) == ()
