"""Papers of the offices and the register of training, kept in the staff shell."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from policies.actions.drafts import objections
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import Jurisdiction, ParameterValue, Programme, Training, Unit, UnitPaper
from policies.rules.validator import NotPublishable
from tests.policies.conftest import NOON

pytestmark = pytest.mark.django_db


class TestPlans:
    def test_sixteen_of_seventeen_are_in_and_the_last_is_listed(self, client, editor):
        """HX-7.1: every township makes its own plan; whoever has none is named. HX-A2: so with letters."""
        load_pack(pack=read_pack("huaxi"), at=NOON)
        units = list(Unit.objects.filter(jurisdiction__code="huaxi", level="township", covered=True))
        assert len(units) == 17
        last = units.pop()
        for unit in units:
            UnitPaper.objects.create(unit=unit, kind="plan", number="方案", since=date(2024, 3, 1))

        client.force_login(editor)
        text = client.get(reverse("studio_papers"), {"place": "huaxi"}).content.decode()
        assert f"缺实施方案 1 个：{last.name}。" in text
        assert "缺委托书 17 个" in text
        assert "党武街道" not in text

    def test_who_keeps_no_tables_is_shown_out(self, client, wen):
        client.force_login(wen)
        assert client.get(reverse("studio_papers")).status_code in (302, 403)

    def test_a_place_without_offices_says_what_to_do(self, client, editor):
        client.force_login(editor)
        assert "先在“单位”里建好乡镇" in client.get(reverse("studio_papers")).content.decode()

    def test_a_letter_does_not_end_before_it_begins(self, shangyu):
        paper = UnitPaper(
            unit=Unit.objects.first(),
            kind="letter",
            number="x",
            since=date(2026, 2, 1),
            until=date(2026, 1, 1),
        )
        with pytest.raises(ValidationError, match="止日不能早于起日"):
            paper.full_clean()

    @pytest.mark.parametrize("model", ["unitpaper", "training"])
    def test_its_table_opens_for_the_editors(self, client, editor, model):
        client.force_login(editor)
        for view in ("list", "add"):
            assert client.get(reverse(f"wagtailsnippets_policies_{model}:{view}")).status_code == 200


class TestTrainingFirst:
    @pytest.fixture
    def new_policy(self, yicheng, wen):
        """Yicheng's dibao, written anew, in force from 2025-03-01."""
        programme = Programme.objects.get(jurisdiction=yicheng, code="dibao")
        programme.effective_from = date(2025, 3, 1)
        programme.effective_until = None
        programme.summary = "新的办法。"
        return programme

    def held(self, on, *programmes) -> None:
        place = Jurisdiction.objects.get(code="yicheng")
        made = Training.objects.create(jurisdiction=place, held_on=on, title="新办法", attendees=14)
        made.programmes.set(programmes)

    def test_without_training_a_new_policy_is_not_activated(self, new_policy, wen, lu):
        """YI-3d: given effective 2025-03-01 and no training entry, activation is refused."""
        kept = new_policy.save_revision(user=wen, clean=False)
        with pytest.raises(NotPublishable, match="先培训后施行"):
            kept.publish(user=lu, skip_permission_checks=True)
        self.held(date(2025, 2, 20))
        assert not [one for one in objections(new_policy, kept, lu) if "培训" in one.message]

    def test_training_for_another_programme_or_after_the_day_is_none(self, new_policy, wen, lu):
        """YI-3d"""
        self.held(date(2025, 2, 20), Programme.objects.get(code="tekun"))
        self.held(date(2025, 3, 2), new_policy)
        assert [one.field for one in objections(new_policy, None, lu) if "培训" in one.message] == [
            "effective_from"
        ]
        self.held(date(2025, 2, 21), new_policy)
        assert not [one for one in objections(new_policy, None, lu) if "培训" in one.message]

    def test_a_place_whose_document_does_not_say_so_is_not_held_up(self, shangyu, lu):
        dibao = Programme.objects.get(jurisdiction=shangyu, code="dibao")
        dibao.summary = "改了一句。"
        assert not objections(dibao, None, lu)

    def test_a_training_that_nobody_came_to_is_none(self, yicheng):
        with pytest.raises(ValidationError, match="一个人也没有来"):
            Training(jurisdiction=yicheng, held_on=date(2025, 1, 1), title="x", attendees=0).full_clean()


class TestSilentValues:
    """A county completes what its document leaves open, the national value and clause beside it."""

    def form(self, client, row):
        return client.get(reverse("wagtailsnippets_policies_parametervalue:edit", args=[row.pk]))

    @pytest.mark.parametrize(
        ("place", "key", "offered"),
        [
            ("shangyu", "rounding", "四舍五入到角"),
            ("huaxi", "payment_mode", "补差额"),
            ("huaxi", "delegation_letter", "提醒审批的人"),
        ],
    )
    def test_a_word_is_chosen_and_not_typed(self, client, editor, place, key, offered):
        load_pack(pack=read_pack(place), at=NOON)
        row = ParameterValue.objects.filter(jurisdiction__code=place, key=key).first()
        client.force_login(editor)
        page = self.form(client, row).content.decode()
        assert '<select name="value"' in page
        assert offered in page
        assert "未载明" in page

    def test_the_national_sentence_stands_beside_an_open_text(self, client, editor, yicheng):
        row = ParameterValue.objects.get(jurisdiction=yicheng, key="remedy_text")
        client.force_login(editor)
        page = self.form(client, row).content.decode()
        assert '<textarea name="value"' in page
        assert "《行政复议法》第二十条" in page

    def test_a_number_of_days_is_a_number(self, client, editor, yicheng):
        row = ParameterValue.objects.get(jurisdiction=yicheng, key="posting_days")
        client.force_login(editor)
        form = self.form(client, row).context["form"]
        data = {name: "" if value is None else str(value) for name, value in form.initial.items()}
        address = reverse("wagtailsnippets_policies_parametervalue:edit", args=[row.pk])
        wrong = client.post(
            address, {**data, "value": "七天", "clause": "县政府〔2026〕3号", "reason": "补上"}
        )
        assert "这里要写一个数" in str(wrong.context["form"].errors["value"])
        good = client.post(address, {**data, "value": "7", "clause": "县政府〔2026〕3号", "reason": "补上"})
        assert good.status_code == 302, good.context["form"].errors
        row.refresh_from_db()
        assert (row.value, row.origin) == ("7", ParameterValue.Origin.COUNTY)
