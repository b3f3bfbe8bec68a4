"""Papers, questions, columns and letters that break the law in a programme, each refused by name and clause."""

from typing import Any

import pytest

from tests.policies.rules.breaking import broken, entry, said, sound


@pytest.fixture
def dibao() -> dict[str, Any]:
    return sound("dibao")


class TestContent:
    def test_it_does_not_end_before_it_begins(self, dibao):
        dibao["effective_until"] = "2022-12-31"
        assert broken(dibao) == {"effective_range"}

    def test_a_banned_proof_is_not_listed(self, dibao):
        form = dict(entry(dibao, "materials", code="form"), code="hardship_certificate")
        dibao["materials"].append(form)
        assert broken(dibao) == {"once_and_needed"}
        assert "不得索要" in said(dibao)

    def test_no_paper_twice(self, dibao):
        dibao["materials"].append(dict(entry(dibao, "materials", code="form")))
        assert broken(dibao) == {"once_and_needed"}

    @pytest.mark.parametrize("field", ["why", "where", "without"])
    def test_no_paper_without_why_where_and_what_if_not(self, dibao, field):
        entry(dibao, "materials", code="form")[field] = ""
        assert broken(dibao) == {"once_and_needed"}

    def test_a_condition_asks_for_a_fact_somebody_knows(self, dibao):
        entry(dibao, "materials", code="form")["when"] = {"any": [{"fact": "horoscope", "is": "ram"}]}
        entry(dibao, "questions", key="income")["when"] = {"not": {"fact": "weather", "is": "rain"}}
        assert broken(dibao) == {"conditions_known"}
        assert "horoscope" in said(dibao)
        assert "weather" in said(dibao)

    def test_emergencies_come_first(self, dibao):
        first = entry(dibao, "questions", key="urgent")
        dibao["questions"].remove(first)
        dibao["questions"].append(first)
        assert "第一个要问有没有急事" in said(dibao)
        assert "最多问 6 个" not in said(dibao)

    def test_a_seventh_question_and_a_personal_one(self, dibao):
        entry(dibao, "questions", key="income")["part"] = "screener"
        assert broken(dibao) == {"few_and_open_questions"}
        assert "个人信息" in said(dibao)
        assert "最多问 6 个" in said(dibao)

    def test_a_programme_without_questions_is_no_defect(self, dibao):
        dibao["questions"] = []
        assert broken(dibao) == set()

    def test_no_question_twice(self, dibao):
        dibao["questions"].append(dict(entry(dibao, "questions", key="income")))
        assert broken(dibao) == {"few_and_open_questions"}

    @pytest.mark.parametrize("key", ["id_number", "account", "phone", "applicant_name"])
    def test_numbers_and_names_are_private(self, dibao, key):
        entry(dibao, "questions", key=key)["sensitivity"] = "personal"
        assert broken(dibao) == {"private_stays_private"}

    def test_a_number_asked_under_another_name_is_private_too(self, dibao):
        entry(dibao, "questions", key="difficulty")["ask"] = "您的身份证号是多少？"
        assert broken(dibao) == {"private_stays_private"}

    def test_a_choice_has_choices(self, dibao):
        entry(dibao, "questions", key="for_whom")["choices"] = []
        assert broken(dibao) == {"private_stays_private"}

    @pytest.mark.parametrize("shelf", ["posting_columns", "roster_columns"])
    def test_no_column_outside_the_list(self, dibao, shelf):
        """QY-3.3.1b: a column that is not on the list cannot be published."""
        dibao[shelf].append({"key": "id_number", "label": "身份证号"})
        assert broken(dibao) == {"only_public_columns"}
        assert "第二十四条" in said(dibao)

    def test_no_forbidden_word_in_a_column_s_label(self, dibao):
        dibao["posting_columns"][0]["label"] = "姓名和卡号"
        assert broken(dibao) == {"only_public_columns"}

    def test_a_posting_has_columns(self, dibao):
        dibao["posting_columns"] = []
        assert broken(dibao) == {"only_public_columns"}

    @pytest.mark.parametrize(
        "change",
        [
            {"body": "{name} 的 {id_number}"},
            {"body": "{name"},
            {"plain": " "},
            {"kind": "valentine"},
            {"on": ["sunrise"]},
            {"body": "{name}:{cause}。{{office}}"},
            {"body": "{name}:{cause}。{materials}"},
            {"body": "{name}:停发。"},
            {"body": "{name}:{cause}，问 {phone}。"},
            {"plain": "停了：{reason}。"},
            {"title": "{name}的决定书"},
            {"title": "长" * 81},
        ],
    )
    def test_a_notice_can_be_filled_in(self, dibao, change):
        entry(dibao, "notices", kind="decision_stop").update(change)
        assert broken(dibao) == {"notices_complete"}

    @pytest.mark.parametrize(
        ("shelf", "which"),
        [
            ("materials", "form"),
            ("steps", "visit"),
            ("clocks", "check"),
            ("notices", "refusal"),
            ("banned", "hardship_certificate"),
        ],
    )
    def test_nothing_without_its_clause(self, dibao, shelf, which):
        item = next(item for item in dibao[shelf] if which in item.values())
        item["ref"] = ""
        assert broken(dibao) == {"everything_cited"}

    def test_no_option_with_half_a_citation(self, dibao):
        entry(dibao, "steps", kind="serve")["cites"]["servers"] = {"clause": "附件1"}
        assert broken(dibao) == {"everything_cited"}


def test_a_form_nobody_can_fill_is_refused_by_its_kind(dibao):
    """A printed form is one of the house's kinds, and stands once."""
    assert dibao["papers"]
    dibao["papers"].append(dict(dibao["papers"][0]))
    assert "papers_known" in broken(dibao)
    dibao["papers"] = [{**dibao["papers"][0], "kind": "horoscope"}]
    assert "papers_known" in broken(dibao)
    assert "horoscope" in said(dibao)


@pytest.mark.parametrize(
    "change", [{"statement": "{name}因{reason}申请。"}, {"plain": "{name"}, {"title": "{programme}申请表"}]
)
def test_a_form_is_printed_before_anything_is_decided(dibao, change):
    """What it asks to fill in is there when it is printed."""
    dibao["papers"][0].update(change)
    assert broken(dibao) == {"papers_known"}


COMMITMENT = {"kind": "commitment", "title": "守信承诺", "statement": "{name}承诺：都是真的。", "plain": ""}


def test_who_signs_a_commitment_can_read_it(dibao):
    """YI-4.1c: what is asked for has its words; words that nobody is asked to sign are a slip; both are refused."""
    lodge = next(step for step in dibao["steps"] if step["kind"] == "lodge")
    lodge["commitment"] = True
    assert broken(dibao) == {"commitment_worded"}
    dibao["papers"].append(dibao["papers"][0] | COMMITMENT)
    assert broken(dibao) == set()
    lodge["commitment"] = False
    assert "提出申请那一步却不要签" in said(dibao)


def test_a_commitment_is_signed_before_there_is_a_case(dibao):
    """YI-4.1c: it cannot name the number of a case that does not exist yet."""
    lodge = next(step for step in dibao["steps"] if step["kind"] == "lodge")
    lodge["commitment"] = True
    dibao["papers"].append(dibao["papers"][0] | COMMITMENT | {"statement": "{name}为{case}承诺。"})
    assert broken(dibao) == {"papers_known"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"announcement_body": "{reason}"}, "用词 announcement_body：没有这样的填空 {reason}"),
        ({"weather": "晴"}, "用词 weather：没有地方用这个词"),
    ],
)
def test_words_of_a_programme_are_looked_at_like_those_of_the_place(dibao, words, told):
    """SY-A1.5h: an announcement that cannot be filled in is refused before it is law."""
    dibao["words"] |= words
    assert broken(dibao) == {"words_known"}
    assert told in said(dibao)


def test_the_title_of_a_posting_is_printed_as_it_stands(dibao):
    dibao["posting_title"] = "{programme}公示"
    assert "公示标题：标题照印" in said(dibao)
