"""Whoever changes what has happened behind the application's back is found, and the place is named."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from casework import anchors, audit
from casework.ledger import link
from casework.models import Case, Deadline, Event
from casework.models.guards import install

NOON = timezone.now()


@pytest.fixture
def tamperer(township):
    """Three cases, and somebody with the database's password: no trigger holds him."""
    for number in range(3):
        township.walked(number, acts=3 + number)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()
            cursor.execute("ALTER TABLE casework_event DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER casework_event_no_update")
            cursor.execute("DROP TRIGGER casework_event_no_delete")
    yield lambda sql, *values: connection.cursor().execute(sql, values)
    if connection.vendor == "postgresql":
        connection.check_constraints()
        connection.cursor().execute("ALTER TABLE casework_event ENABLE TRIGGER USER")
    else:
        install(connection)


@pytest.fixture
def victim(tamperer):
    return Event.objects.select_related("case").get(case=Case.objects.order_by("number")[1], seq=3)


def found():
    return [(finding.case, finding.seq) for finding in audit.verify()]


def ran(*arguments):
    """What the command said, and with which code it ended."""
    said, code = StringIO(), 0
    try:
        call_command("audit", *arguments, stdout=said)
    except SystemExit as end:
        code = end.code
    return code, said.getvalue()


def test_what_nobody_touched_is_whole(township):
    for number in range(3):
        township.walked(number, acts=3 + number)
    tally = audit.Tally()

    assert list(audit.verify(tally=tally)) == []
    assert (tally.cases, tally.events) == (3, 4 + 5 + 6)
    assert ran("verify") == (0, "查了 3 件 15 步：全部对得上。\n")


CHANGED = {
    "seq": 77,
    "kind": "decline",
    "at": NOON,
    "recorded_at": NOON,
    "actor_name": "别人",
    "clause": "另一条",
    "data": json.dumps({"amount": 1}),
    "facts_hash": "0" * 64,
    "prev_hash": "0" * 64,
    "hash": "0" * 64,
}


@pytest.mark.parametrize("column", CHANGED)
def test_a_change_of_any_column_is_found_where_it_is(tamperer, victim, column):
    tamperer(f"UPDATE casework_event SET {column} = %s WHERE id = %s", CHANGED[column], victim.pk)

    # A row that was given another place leaves its own place empty: that is where the chain breaks.
    place = 4 if column == "seq" else 3
    assert found() == [(victim.case.number, place)]


@pytest.mark.parametrize("column", ["at", "actor_id"])
def test_what_no_column_can_hold_is_named_and_does_not_stop_the_verifier(tamperer, victim, column):
    """Only SQLite lets a day that is no day, or an id that is none, into a column at all."""
    if connection.vendor == "postgresql":
        pytest.skip("the columns of PostgreSQL refuse it")
    tamperer(f"UPDATE casework_event SET {column} = 'nonsense' WHERE id = %s", victim.pk)

    code, said = ran("verify")
    assert code == 1
    assert said.startswith(f"不对 {victim.case.number} 第 3 步：")
    # The end of a test looks whether every id leads somewhere.
    tamperer("UPDATE casework_event SET actor_id = NULL WHERE id = %s", victim.pk)


def test_a_fault_of_the_verifier_itself_is_no_finding(township, monkeypatch):
    township.walked()
    monkeypatch.setattr(audit, "_judge", lambda *_: int("x"))
    with pytest.raises(ValueError, match="invalid literal"):
        found()


def test_the_columns_tried_are_all_there_are():
    columns = {field.column for field in Event._meta.concrete_fields}
    assert columns == {*CHANGED, "id", "case_id", "actor_id"}


def test_another_hand_put_into_an_event_is_found(tamperer, victim, township):
    field = Event._meta.get_field("actor")
    hand = field.get_db_prep_value(township.sun.officer, connection)
    tamperer("UPDATE casework_event SET actor_id = %s WHERE id = %s", hand, victim.pk)

    assert found() == [(victim.case.number, 3)]


def test_an_event_moved_to_another_case_is_found_in_both(tamperer, victim):
    other = Case.objects.order_by("number")[0]
    tamperer(
        "UPDATE casework_event SET case_id = %s, seq = 5 WHERE id = %s",
        Event._meta.get_field("case").get_db_prep_value(other.pk, connection),
        victim.pk,
    )

    assert sorted(found()) == sorted([(victim.case.number, 4), (other.number, 5)])


def test_a_deleted_event_leaves_a_hole(tamperer, victim):
    tamperer("DELETE FROM casework_event WHERE id = %s", victim.pk)

    assert found() == [(victim.case.number, 4)]


def test_an_event_put_at_the_end_is_found_however_well_it_is_linked(tamperer, victim):
    """The forger computes the hash rightly; the case still knows how many steps it had."""
    last = Event.objects.filter(case=victim.case).order_by("seq").last()
    kept = {
        field.attname: getattr(last, field.attname)
        for field in Event._meta.concrete_fields
        if field.name != "id"
    }
    forged = Event(**{**kept, "seq": last.seq + 1, "prev_hash": last.hash, "hash": ""})
    forged.hash = link(forged)
    Event.objects.bulk_create([forged])

    assert found() == [(victim.case.number, 0)]


def test_two_events_that_changed_places_are_found(tamperer, victim):
    other = Event.objects.get(case=victim.case, seq=4)
    for place, event in ((99, victim), (3, other), (4, victim)):
        tamperer("UPDATE casework_event SET seq = %s WHERE id = %s", place, event.pk)

    assert found() == [(victim.case.number, 3)]


def test_a_tail_that_was_cut_off_is_found(tamperer, victim):
    tamperer(
        "DELETE FROM casework_event WHERE seq >= 4 AND case_id = (SELECT case_id FROM casework_event WHERE id = %s)",
        victim.pk,
    )

    assert found() == [(victim.case.number, 4)]


def test_facts_that_were_edited_are_found(tamperer, victim):
    facts = {**victim.case.facts, "supplied": []}
    Case.objects.filter(pk=victim.case_id).update(facts=facts)

    assert found() == [(victim.case.number, 0)]


def test_a_head_that_was_edited_is_found(tamperer, victim):
    Case.objects.filter(pk=victim.case_id).update(head_hash="0" * 64)

    assert found() == [(victim.case.number, 0)]


def test_the_command_names_the_first_bad_row_and_fails(tamperer, victim):
    """QY-2: one row altered in the database is named."""
    tamperer("UPDATE casework_event SET clause = 'x' WHERE seq = 2")

    code, said = ran("verify")
    assert code == 1
    first = Case.objects.order_by("id").first()
    assert said.splitlines()[0] == f"不对 {first.number} 第 2 步：内容被改过，与当时的指纹不符"
    assert "有 3 处不对" in said


class TestAnchors:
    """The keeper of the database can cut a chain and mend its end; he cannot mend a file he does not hold."""

    def cut(self, tamperer, victim):
        """Take the last steps away and make the case agree, as one with all rights would."""
        kept = Event.objects.get(case=victim.case, seq=2)
        before = Case.objects.get(pk=victim.case_id)
        facts = {"programme": "dibao"}
        tamperer(
            "DELETE FROM casework_event WHERE seq > 2 AND case_id = (SELECT case_id FROM casework_event WHERE id = %s)",
            victim.pk,
        )
        Case.objects.filter(pk=before.pk).update(seq=2, head_hash=kept.hash, facts=facts)

    def test_a_cut_and_mended_tail_is_found(self, tamperer, victim, tmp_path):
        anchors.seal(tmp_path, NOON)
        assert ran("verify", "--anchors", str(tmp_path))[0] == 0
        self.cut(tamperer, victim)

        code, said = ran("verify", "--anchors", str(tmp_path))
        assert code == 1
        assert f"{victim.case.number} 第 3 步：封存时有 5 步，后面的被截掉了" in said
        with pytest.raises(anchors.AnchorBroken, match="截掉"):
            anchors.seal(tmp_path, NOON + timedelta(days=1))

    def test_a_case_that_vanished_is_found(self, tamperer, victim, tmp_path):
        anchors.seal(tmp_path, NOON)
        pk = victim.case_id
        Deadline.objects.filter(case=pk).delete()
        tamperer(
            "DELETE FROM casework_event WHERE case_id = (SELECT case_id FROM casework_event WHERE id = %s)",
            victim.pk,
        )
        Case.objects.filter(pk=pk).delete()
        assert found() == []

        code, said = ran("verify", "--anchors", str(tmp_path))
        assert code == 1
        assert f"{pk} 第 5 步：封存过的办件整件不见了" in said

    def test_a_chain_written_anew_from_the_start_is_found(self, tamperer, victim, tmp_path):
        anchors.seal(tmp_path, NOON)
        from casework.ledger import link

        before = ""
        for event in Event.objects.filter(case=victim.case).order_by("seq"):
            event.clause, event.prev_hash = "伪造", before
            event.hash = before = link(event)
            tamperer(
                "UPDATE casework_event SET clause = %s, prev_hash = %s, hash = %s WHERE id = %s",
                event.clause, event.prev_hash, event.hash, event.pk,
            )  # fmt: skip
        Case.objects.filter(pk=victim.case_id).update(head_hash=before)
        assert found() == []

        assert [(f.case, f.seq) for f in audit.verify(anchors.read(tmp_path).heads)] == [
            (victim.case.number, 5)
        ]

    def test_days_follow_one_another_and_hold_only_what_moved(self, township, tmp_path):
        first, second = township.walked(1, acts=2), township.walked(2, acts=2)
        anchors.seal(tmp_path, NOON)
        township.steps(second)[2]()
        later = anchors.seal(tmp_path, NOON + timedelta(days=1))

        text = later.read_text(encoding="utf-8")
        assert str(second) in text
        assert str(first) not in text
        assert "\ncases 2\nevents 7\n" in text
        held = anchors.read(tmp_path)
        assert (held.files, held.heads[second].seq, held.heads[first].seq) == (2, 4, 3)
        assert ran("verify", "--anchors", str(tmp_path))[0] == 0

    @pytest.mark.parametrize("broken", ["removed", "edited", "head", "garbage"])
    def test_a_folder_of_anchors_guards_itself(self, township, tmp_path, broken):
        case = township.walked(1, acts=2)
        first = anchors.seal(tmp_path, NOON)
        township.steps(case)[2]()
        second = anchors.seal(tmp_path, NOON + timedelta(days=1))
        text = second.read_text(encoding="utf-8")
        if broken == "removed":
            first.unlink()
        elif broken == "edited":
            second.write_text(text.replace("root ", "root 0"), encoding="utf-8")
        elif broken == "head":
            second.write_text(text.replace(f"{case} 4 ", f"{case} 5 "), encoding="utf-8")
        else:
            second.write_text("hello", encoding="utf-8")

        code, said = ran("verify", "--anchors", str(tmp_path))
        assert code == 1
        assert said.startswith(f"封存文件不对 {second.name}")

    def test_signed_where_a_key_is_kept(self, township, tmp_path, settings):
        township.walked(1, acts=2)
        settings.YIMEN_AUDIT_KEY = b"k" * 32
        path = anchors.seal(tmp_path, NOON)
        assert anchors.read(tmp_path).signed == 1

        settings.YIMEN_AUDIT_KEY = b"o" * 32
        with pytest.raises(anchors.AnchorBroken, match="签名"):
            anchors.read(tmp_path)
        settings.YIMEN_AUDIT_KEY = b"k" * 32
        body = path.read_text(encoding="utf-8").partition(anchors.SIGNED)[0]
        path.write_text(body, encoding="utf-8")
        with pytest.raises(anchors.AnchorBroken, match="签名"):
            anchors.read(tmp_path)

    def test_the_root_is_the_tree_of_a_transparency_log(self):
        """RFC 6962: an odd leaf is carried up, a leaf and a node can never be taken for each other."""
        import hashlib
        from uuid import UUID

        heads = {UUID(int=n): audit.Head(n, "a" * 64) for n in (3, 1, 2)}
        leaves = [
            hashlib.sha256(b"\x00" + f"{UUID(int=n)} {n} {'a' * 64}".encode()).digest() for n in (1, 2, 3)
        ]
        pair = hashlib.sha256(b"\x01" + leaves[0] + leaves[1]).digest()
        assert anchors.root(heads) == hashlib.sha256(b"\x01" + pair + leaves[2]).hexdigest()
        assert anchors.root({}) == hashlib.sha256(b"").hexdigest()

    def test_nothing_private_leaves_with_them(self, township, tmp_path):
        township.walked(1, acts=2)
        text = anchors.seal(tmp_path, NOON).read_text(encoding="utf-8")
        assert "演示" not in text
        assert "7701" not in text.replace(str(Case.objects.get().pk), "")[:200]

    def test_a_folder_without_anchors_is_no_proof(self, db, tmp_path):
        with pytest.raises(CommandError):
            ran("verify", "--anchors", str(tmp_path))
        with pytest.raises(CommandError):
            ran("verify", "--anchors", str(tmp_path / "nowhere"))

    def test_the_day_is_sealed_once(self, township, tmp_path, settings):
        from casework.tasks import seal_day

        settings.ANCHOR_ROOT = tmp_path / "anchors"
        township.walked(1, acts=2)
        seal_day()
        seal_day()
        assert anchors.read(settings.ANCHOR_ROOT).files == 1

    def test_the_command_seals(self, township, tmp_path):
        township.walked(1, acts=2)
        code, said = ran("seal", "--anchors", str(tmp_path))
        assert code == 0
        assert "已封存" in said
        assert anchors.read(tmp_path).files == 1
