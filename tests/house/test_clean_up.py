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
def test_postgresql_refuses_to_truncate_closed_rows(on_sqlite):
    if on_sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    _write_event()
    with pytest.raises(DatabaseError, match="append_only"), connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{Event._meta.db_table}" CASCADE')
