"""Many rows written at once, new or known, are the rows that saved objects would have left."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from projects.models import CreditSplit, DuplicateHint, ImportBatch, ImportRow, Milestone
from promo.inserting import insert_new, update_rows
from promo.models import Event
from tests.factories import NOW, make_lead

pytestmark = pytest.mark.django_db
DETAIL = {
    "words": "“引号”\\与\n换行%s", "on": date(2026, 3, 1), "sum": Decimal("1.50"), "none": None, "is": True,
    "at": datetime(2026, 3, 1, 8, 30, 5, 123456, tzinfo=UTC), "rows": [{"a": [1, "2"]}, {}],
}  # fmt: skip


@pytest.fixture
def lead(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"])


def _plain(row) -> dict:
    return {name: value for name, value in vars(row).items() if name != "id" and not name.startswith("_")}


def test_the_rows_are_those_of_saved_objects(lead, town):
    by = town.people["unit_clerk"]
    said = {
        "project_id": lead.pk, "kind": "signed", "event_on": date(2026, 3, 1), "statistical_on": date(2026, 3, 1),
        "amount": Decimal("12345.67"), "recorded_by_id": by.pk, "recorded_at": NOW,
    }  # fmt: skip
    (key,) = insert_new(Milestone, [said])
    written = Milestone.objects.get(pk=key)
    Milestone.objects.filter(pk=key).update(state="withdrawn")
    saved = Milestone.objects.create(**said)
    saved.refresh_from_db()
    assert _plain(written) == _plain(saved)
    assert saved.pk > key


def test_json_is_kept_as_the_field_keeps_it(town):
    by = town.people["unit_clerk"]
    said = {"subject": "x", "subject_id": 1, "verb": "v", "by_id": by.pk, "at": NOW, "detail": DETAIL}
    (key,) = insert_new(Event, [said])
    saved = Event.objects.create(**said)
    written, saved = Event.objects.get(pk=key), Event.objects.get(pk=saved.pk)
    assert _plain(written) == _plain(saved)
    assert written.detail["words"] == DETAIL["words"]


def test_keys_are_in_the_order_of_the_rows_and_never_given_twice(lead, town):
    by = town.people["unit_clerk"]
    said = [{"subject": "x", "subject_id": n, "verb": "v", "by_id": by.pk, "at": NOW} for n in range(1, 41)]
    keys = insert_new(Event, said)
    assert [Event.objects.get(pk=key).subject_id for key in (keys[0], keys[-1])] == [1, 40]
    assert Event.objects.create(subject="x", subject_id=9, verb="v", by=by, at=NOW).pk > keys[-1]
    assert not insert_new(Event, [])


@pytest.mark.parametrize("wrong", [{"other_id": None}, {"grade": "l9"}, {"likeness": "viel"}])
def test_what_the_table_refuses_leaves_nothing_behind(lead, town, wrong):
    other = make_lead(unit=town.units["village"], by=town.people["unit_clerk"], name="样例冷库项目")
    said = {"project_id": lead.pk, "other_id": other.pk, "likeness": 80, "reason": "x", "found_at": NOW}
    DuplicateHint.objects.all().delete()
    with pytest.raises((DatabaseError, ValueError)), transaction.atomic():
        insert_new(DuplicateHint, [{**said, **wrong}])
    assert not DuplicateHint.objects.exists()


def test_a_name_the_model_does_not_know_is_a_mistake_of_the_caller(lead):
    with pytest.raises(KeyError):
        insert_new(CreditSplit, [{"projekt_id": lead.pk}])


@pytest.mark.django_db(transaction=True)
def test_nothing_goes_in_without_a_transaction():
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        insert_new(Event, [{"subject": "x", "subject_id": 1, "verb": "v", "at": NOW}])


@pytest.fixture
def rows(town):
    by = town.people["office_clerk"]
    batch = ImportBatch.objects.create(
        region=town.region, file="x", name="x", sha256="0", size=1, cut_off_on=date(2026, 3, 1), uploaded_by=by,
        uploaded_at=NOW,
    )  # fmt: skip
    said = [{"batch": batch, "sheet": "表", "number": number, "outcome": "new"} for number in range(1, 4)]
    return [ImportRow.objects.create(**one) for one in said]


def test_known_rows_are_written_as_saving_them_would(rows, lead, django_assert_num_queries):
    detail = {name: DETAIL[name] for name in ("words", "none", "is", "rows")}
    first, second, third = rows
    first.cells, first.changes, first.target_id, first.kinds = detail, [], lead.pk, " “x”\\\n%s "
    second.outcome, second.is_chosen, second.problems = "alike", True, [detail]
    names = ["outcome", "cells", "changes", "target_id", "kinds", "is_chosen", "problems"]
    first.number = 99  # not asked for
    with django_assert_num_queries(1):
        update_rows(ImportRow, names, [first, second])
    update_rows(ImportRow, names, [])
    written = list(ImportRow.objects.order_by("pk"))
    first.number = 1
    assert [_plain(row) for row in written] == [_plain(row) for row in (first, second, third)]


def test_a_value_that_the_table_refuses_changes_no_row(rows):
    rows[0].kinds, rows[1].outcome = "y", "viel"
    with pytest.raises(DatabaseError), transaction.atomic():
        update_rows(ImportRow, ["kinds", "outcome"], rows)
    assert not ImportRow.objects.exclude(kinds="").exists()
