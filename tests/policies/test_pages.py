"""A policy page: one plain sentence first, the rules that run beside it, and a banner once it has expired."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site

from policies.models import ParameterValue, PolicyIndexPage, PolicyPage, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    root = Page.objects.filter(depth=1).first()
    index = root.add_child(
        instance=PolicyIndexPage(title="政策库", slug="policies-test", introduction="都在这里。")
    )
    Site.objects.update_or_create(
        hostname="testserver", port=80, defaults={"root_page": root, "is_default_site": False}
    )
    return index


def page(library, place, *codes, **fields) -> PolicyPage:
    values = {
        "title": "社会救助审批权下放实施方案",
        "issuer": "区政府办公室",
        "document_number": "1 号",
        "effective_from": date(2023, 1, 1),
        "one_sentence": "日子过不下去的，每月发一笔生活费。",
        "who_may": "<p>家里人均收入低于低保标准的。</p>",
        "what_you_get": "<p>每月一笔生活费。</p>",
        "how_to_apply": "<p>找村里，找窗口，都行。</p>",
        "whom_to_ask": "<p>打窗口的电话。</p>",
    }
    made = PolicyPage(jurisdiction=place, **{**values, **fields})
    made.programmes = list(Programme.objects.filter(jurisdiction=place, code__in=codes))
    return library.add_child(instance=made)


def context(made: PolicyPage, rf) -> dict:
    return made.get_context(rf.get("/"))


def test_it_renders_the_rules_in_force(client, library, shangyu):
    """SY-A1.1b: the papers on the page are those of the version that runs."""
    made = page(library, shangyu, "dibao")
    answer = client.get(made.url)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "浙江省困难群众“一件事”救助联办申请表" in text
    assert text.index("日子过不下去的") < text.index("谁能领") < text.index("身份证复印件")
    assert "已经失效" not in text


def test_town_and_country_stand_side_by_side_each_with_its_clause(client, library, shangyu):
    """浙江省社会救助条例第十条: both standards are published where a place sets them apart."""
    for scope, value in (("urban", "1000"), ("rural", "700")):
        ParameterValue.objects.create(
            jurisdiction=shangyu, key="standard", label="低保标准", scope=scope, value=value, unit="yuan",
            clause=f"县里的文件 {value}",
        )  # fmt: skip
    text = client.get(page(library, shangyu, "dibao").url).content.decode()
    assert text.index("现在的标准") < text.index("城镇") < text.index("县里的文件 1000")
    assert text.index("农村") < text.index("县里的文件 700") < text.index("您来准备")
    assert "县里的文件 700" in client.get("/policy/of/shangyu/dibao/").content.decode()


def test_where_nothing_is_stated_no_standard_is_shown(client, library, shangyu):
    assert "现在的标准" not in client.get(page(library, shangyu, "dibao").url).content.decode()


def test_an_expired_document_says_so_and_lists_no_papers(client, library, yicheng):
    """YI-0"""
    made = page(library, yicheng, "dibao", effective_from=date(2020, 9, 5), effective_until=date(2025, 9, 4))
    text = client.get(made.url).content.decode()
    assert "2025-09-04 已经失效" in text
    assert "现在没有在用的规定" in text
    assert "低保申请表" not in text


def test_the_last_day_is_not_yet_expired(library, yicheng):
    made = page(library, yicheng, effective_from=date(2020, 9, 5), effective_until=date(2025, 9, 4))
    assert not made.expired_on(date(2025, 9, 4))
    assert made.expired_on(date(2025, 9, 5))


def test_the_library_puts_expired_ones_last(client, library, shangyu, yicheng, rf):
    page(
        library,
        yicheng,
        title="旧意见",
        effective_from=date(2024, 9, 5),
        effective_until=date(2025, 9, 4),
    )
    page(library, shangyu, title="新方案")
    shown = library.get_context(rf.get("/"))["policies"]
    assert [made.title for made in shown] == ["新方案", "旧意见"]
    text = client.get(library.url).content.decode()
    assert text.index("新方案") < text.index("旧意见") < text.index("已失效")


def test_a_policy_does_not_end_before_it_begins(shangyu):
    made = PolicyPage(
        title="x",
        slug="x",
        jurisdiction=shangyu,
        issuer="x",
        effective_from=date(2023, 1, 1),
        effective_until=date(2022, 1, 1),
        one_sentence="x",
    )
    with pytest.raises(ValidationError, match="失效日不能早于生效日"):
        made.clean()
