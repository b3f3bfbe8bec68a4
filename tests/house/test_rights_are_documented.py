"""The printed table of rights is the table that runs: every act, every post (decision 24)."""

import re

from django.conf import settings

from casework.rules import roles
from casework.rules.flow import ACTS

ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
BY_THE_HOUSE = {"one_hand"}
PAGE = (settings.BASE_DIR / "docs" / "rights.md").read_text(encoding="utf-8")


def printed(names):
    return roles.names(names) or "—"


def test_every_act_stands_in_the_table_with_exactly_its_posts():
    table = {verb: (own, entered) for verb, own, entered in ROW.findall(PAGE)}

    running = {
        verb: (
            printed(roles.RIGHTS[verb]),
            printed((*roles.AT_THE_WINDOW.get(verb, ()), *roles.FROM_A_FILE.get(verb, ()))),
        )
        for verb in ACTS
        if verb not in BY_THE_HOUSE
    }

    assert table == running


def test_who_sees_a_full_number_is_printed_too():
    assert f"看完整的身份证号、电话、账号：{roles.names(roles.MAY_REVEAL)}，" in PAGE
