"""The tests' own clean-up empties tables whose rows may never change, and closes them again."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from promo.models import Event


def _write_event() -> Event:
    return Event.objects.create(subject="house", subject_id=1, verb="built", at=timezone.now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_finds_the_tables_empty_and_the_rows_closed(turn):
    assert not Event.objects.exists()
    event = _write_event()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(verb="changed")
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_the_way_past_a_row_trigger_is_closed_too(on_sqlite):
    """SQLite's REPLACE and PostgreSQL's TRUNCATE fire no UPDATE or DELETE trigger by themselves."""
    table, event = Event._meta.db_table, _write_event()
    replace = f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}" WHERE id = {event.pk}'
    truncate = f'TRUNCATE "{table}" CASCADE'
    with pytest.raises(DatabaseError, match="append_only"), connection.cursor() as cursor:
        cursor.execute(replace if on_sqlite else truncate)
