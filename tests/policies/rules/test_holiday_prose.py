"""The notice as it is printed may be pasted whole: three real years of it say what the package of holidays says."""

import pytest

from policies.calendar_seed import seed_days
from policies.rules.holiday_notice import NoticeError, differing, read_notice

PRINTED = {
    2024: """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日""",
}


@pytest.mark.parametrize("year", PRINTED)
def test_a_real_year_pasted_as_printed(year):
    found = read_notice(PRINTED[year], year)
    assert not differing(found, {seed.day: seed.working for seed in seed_days(year, year)})
    assert {one.name for one in found} >= {"元旦", "春节", "春节调休"}


def test_the_weekend_before_the_year_begins_is_known_already():
    found = read_notice("元旦：2022年12月31日至2023年1月2日放假调休，共3天。", 2023)
    assert [one.day.isoformat() for one in found] == ["2023-01-02"]


def test_days_apart_and_wide_digits():
    found = read_notice("２０２７年５月３日、５日放假。\n2027.2.8～2027.2.9 休 春节", 2027)
    assert [(one.day.isoformat(), one.name) for one in found] == [
        ("2027-02-08", "春节"),
        ("2027-02-09", "春节"),
        ("2027-05-03", "放假"),
        ("2027-05-05", "放假"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("元旦：1月1日至3日放假，共4天。", "写的是共 4 天，数起来是 3 天"),
        ("元旦：1日放假。", "“1日”没有写是几月"),
        ("春节：2月30日放假。", "没有 2027-2-30 这一天"),
        ("春节：2月11日至5日放假。", "起止日期不对"),
        ("春节：2月5日至3月5日放假。", "起止日期不对"),
        ("元旦：1月1日放假。1月5日开会。", "没有写放假还是上班"),
        ("元旦：2026年12月31日至2027年1月1日放假。", "2026-12-31 不是 2027 年的日子"),
        ("3月8日 妇女节", "看不懂"),
        ("2027.2.8-2.12 休 春节", "请核对|看不懂|请写“休”或者“班”"),
    ],
)
def test_a_sentence_that_says_something_impossible_is_named(line, said):
    with pytest.raises(NoticeError, match=said) as refused:
        read_notice(f"国庆节：10月1日放假。\n{line}", 2027)
    assert refused.value.lines[0].startswith("第 2 行")


def test_a_day_off_in_one_sentence_and_worked_in_another():
    with pytest.raises(NoticeError, match="一处休一处班"):
        read_notice("元旦：1月1日放假。1月1日上班。", 2027)
