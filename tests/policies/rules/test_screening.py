"""The screener asks little, judges nothing, and says the same on the website and in the chat."""

import pytest

from policies.rules import screening
from policies.rules.reading import read_spec

HAVE = [
    {"code": "car", "label": "小汽车"},
    {"code": "business", "label": "开店开公司"},
    {"code": "illness", "label": "重病病人"},
    {"code": "no_supporter", "label": "60 岁以上没人养"},
    {"code": "none", "label": "都没有"},
]
QUESTIONS = [
    {"key": "urgent", "part": "screener", "label": "急事", "ask": "有急事吗？", "type": "yesno"},
    {"key": "village", "part": "screener", "label": "村", "ask": "哪个村？", "type": "place"},
    {"key": "members", "part": "screener", "label": "人口", "ask": "几口人?", "type": "number"},
    {
        "key": "monthly_income_band",
        "part": "screener",
        "label": "收入",
        "ask": "大概能进多少钱?",
        "type": "choice",
        "clause": "第四条",
        "choices": [
            {"code": code, "label": code}
            for code in ("none", "under_1000", "1000_2000", "over_4000", "unsure")
        ],
    },
    {
        "key": "have",
        "part": "screener",
        "label": "家里有",
        "ask": "有这些吗?",
        "type": "multi",
        "clause": "第九条",
        "choices": HAVE,
    },
    {
        "key": "second_home",
        "part": "screener",
        "label": "两套以上房",
        "ask": "有两套以上房吗？",
        "type": "yesno",
        "when": {"fact": "car", "is": True},
    },
    {"key": "account", "label": "账号", "ask": "卡号？", "sensitivity": "private"},
]


@pytest.fixture(scope="module")
def spec():
    return read_spec(
        {
            "place": "qingshi",
            "code": "dibao",
            "name": "最低生活保障",
            "short": "低保",
            "effective_from": "2023-01-01",
            "source": {"title": "试用办法"},
            "questions": QUESTIONS,
        }
    )


def question(spec, key):
    return next(item for item in spec.questions if item.key == key)


CALM = {"urgent": False, "village": "770101", "members": 2, "monthly_income_band": "under_1000", "have": ()}


def test_questions_come_one_by_one_in_the_order_of_the_programme(spec):
    answers, asked = {}, []

    while (ask := screening.next_question(spec, answers)) is not None:
        asked.append(ask.key)
        answers[ask.key] = CALM[ask.key]

    assert asked == ["urgent", "village", "members", "monthly_income_band", "have"]


def test_an_emergency_ends_the_questions_and_asks_for_help_first(spec):
    answers = {"urgent": True}

    assert screening.next_question(spec, answers) is None
    assert screening.outcome(spec, answers, standard=None, programmes=("temporary",)) == screening.Outcome(
        "E", others=("temporary",)
    )
    assert screening.outcome(spec, answers, standard=None).others == ()


def test_a_question_with_a_condition_is_asked_only_when_it_holds(spec):
    answers = {**CALM, "have": ("car",)}

    assert screening.next_question(spec, answers).key == "second_home"
    assert screening.next_question(spec, CALM) is None


def test_little_money_and_no_property_is_worth_applying(spec):
    assert screening.outcome(spec, CALM, standard=90000) == screening.Outcome("A")


def test_property_is_a_reason_in_the_words_of_the_choice_with_its_clause(spec):
    found = screening.outcome(
        spec,
        {**CALM, "have": ("car", "illness"), "second_home": True},
        standard=90000,
        programmes=("dibao", "expenditure"),
    )

    assert found.shape == "B"
    assert [(reason.code, reason.words) for reason in found.reasons] == [
        ("car", "小汽车"),
        ("second_home", "两套以上房"),
    ]
    assert found.reasons[0].cite.clause == "第九条"
    assert found.others == ("expenditure",)


def test_income_counts_against_only_when_its_lower_end_reaches_the_standard(spec):
    answers = {**CALM, "monthly_income_band": "1000_2000"}

    assert screening.outcome(spec, answers, standard=50001).shape == "A"
    found = screening.outcome(spec, answers, standard=50000)
    assert found.shape == "B"
    assert found.reasons[0].code == "income"
    assert found.reasons[0].cite.clause == "第四条"


@pytest.mark.parametrize(("standard", "answers"), [(None, {}), (1, {"members": "more"})])
def test_income_is_compared_with_nothing_that_is_not_known(spec, standard, answers):
    rich = {**CALM, "monthly_income_band": "over_4000", **answers}

    # Nobody at the table is no household; the band alone must still not decide when the standard is silent.
    assert screening.outcome(spec, rich, standard=standard).shape == (
        "B" if answers.get("members") == 0 else "A"
    )


@pytest.mark.parametrize("word", screening.UNSURE)
def test_an_unknown_income_or_table_sends_to_a_person(spec, word):
    found = screening.outcome(spec, {**CALM, "monthly_income_band": word}, standard=90000)

    assert found.shape == "C"
    assert [reason.code for reason in found.reasons] == ["monthly_income_band"]
    assert screening.outcome(spec, {"urgent": False}, standard=90000).shape == "C"


def test_hints_name_only_programmes_that_the_place_has(spec):
    answers = {**CALM, "have": ("no_supporter", "illness")}

    assert screening.outcome(spec, answers, standard=None, programmes=("tekun",)).others == ("tekun",)
    assert screening.outcome(spec, answers, standard=None).others == ()


@pytest.mark.parametrize(
    ("code", "ends"),
    [
        ("none", (0, 0)),
        ("under_1000", (0, 1000)),
        ("-1000", (0, 1000)),
        ("1000_2000", (1000, 2000)),
        ("1000-2000", (1000, 2000)),
        ("over_4000", (4000, None)),
        ("4000-", (4000, None)),
        ("weekly", (None, None)),
    ],
)
def test_income_bands_are_read_from_their_codes(code, ends):
    assert screening.income_band(code) == ends


def test_an_unreadable_band_counts_against_nobody(spec):
    assert screening.outcome(spec, {**CALM, "monthly_income_band": "weekly"}, standard=1).shape == "A"


@pytest.mark.parametrize(
    ("key", "raw", "answer"),
    [
        ("urgent", ["yes"], True),
        ("urgent", ["no"], False),
        ("urgent", ["unknown"], "unknown"),
        ("members", [" 3 "], 3),
        ("monthly_income_band", ["none"], "none"),
        ("village", ["770101001"], "770101001"),
        ("have", ["illness", "car", "car"], ("car", "illness")),
        ("have", ["none"], ()),
        ("have", ["unknown"], "unknown"),
    ],
)
def test_answers_are_read(spec, key, raw, answer):
    assert screening.read_answer(question(spec, key), raw) == answer


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("urgent", ["maybe"]),
        ("urgent", []),
        ("urgent", ["yes", "no"]),
        ("members", ["0"]),
        ("members", ["31"]),
        ("members", ["0300"]),
        ("members", ["²"]),
        ("members", ["-1"]),
        ("village", ["77\x00"]),
        ("monthly_income_band", ["lots"]),
        ("have", []),
        ("have", ["yacht"]),
        ("have", ["none", "car"]),
        ("have", ["unknown", "car"]),
    ],
)
def test_answers_that_fit_nothing_are_refused_with_a_way_on(spec, key, raw):
    with pytest.raises(screening.AnswerError, match=r"请|去掉"):
        screening.read_answer(question(spec, key), raw)


def test_facts_hold_each_choice_as_a_fact_and_nothing_unknown(spec):
    facts = screening.facts_from(spec, {"members": "4 口", "have": ("car",), "monthly_income_band": "unsure"})

    assert screening.facts_from(spec, {"have": ["car"]})["car"] is True
    assert facts == {"members": 4, "car": True, "business": False, "illness": False, "no_supporter": False}


def test_a_programme_without_questions_says_nothing(spec):
    empty = read_spec(
        {
            "place": "qingshi",
            "code": "x",
            "name": "x",
            "short": "x",
            "effective_from": "2023-01-01",
            "source": {"title": "x"},
        }
    )

    assert screening.next_question(empty, {}) is None
    assert screening.outcome(empty, {}, standard=1) == screening.Outcome("A")
