"""Two people confirm ledgers with one project at the same moment: it comes in once."""

import pytest
from django.utils import timezone

from projects import actions
from projects.models import ImportBatch
from tests.intake.ledgers import a_row, staged, workbook_of
from tests.races.together import meeting, outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(transactional_db, town):
    """Each person holds a copy of the own ledger, read while nobody had confirmed."""
    by = town.people["office_clerk"]
    files = [workbook_of(a_row(), a_row(项目名称=f"样例{n}号项目"), name=f"{n}.xlsx") for n in (1, 2)]
    return [staged(file=one, region=town.region, by=by, at=timezone.now()) for one in files]


def confirm(batch):
    return lambda: actions.confirm_import(
        batch=batch, version=batch.version, by=batch.uploaded_by, at=timezone.now()
    )


def test_of_two_ledgers_with_one_project_confirmed_at_once_one_is_checked_again_first(two):
    done, refused = outcomes(together(*map(confirm, two)))
    assert (len(done), len(refused)) == (1, 1)
    assert "样例阀门生产项目" in refused[0].sentence
    assert sorted(ImportBatch.objects.values_list("state", flat=True)) == ["importing", "ready"]


def test_without_taking_turns_neither_would_see_the_other(two, monkeypatch, on_sqlite):
    """On SQLite the transaction itself lets one after the other confirm."""
    both_looked, look = meeting(2, comes=not on_sqlite), actions.intake.importing.overtaken

    def after_both(batch):
        found = look(batch)
        both_looked()
        return found

    monkeypatch.setattr("projects.actions.intake.importing.take_turn", lambda batch: None)
    monkeypatch.setattr("projects.actions.intake.importing.overtaken", after_both)
    done, refused = outcomes(together(*map(confirm, two)))
    assert len(done) == (1 if on_sqlite else 2)
