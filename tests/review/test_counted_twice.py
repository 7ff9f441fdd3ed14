"""A ledger's cumulative sum and a slip of a day before its cut-off may be the same money: somebody must look."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.contracts import contract_state
from projects.models import ImportBatch, ImportRow
from tests.factories import NOW, make_arrival, signed_project, verify

CUT_OFF = date(2026, 9, 30)


@pytest.fixture
def project(town):
    people = town.people
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=date(2026, 3, 1)
    )  # fmt: skip


@pytest.fixture
def ledger_sum(project, town):
    """5,000,000 元 "until" the cut-off, verified."""
    by = town.people["unit_clerk"]
    fact = make_arrival(
        project=project, by=by, amount="5000000", on=CUT_OFF, kind="cumulative", precision="until"
    )
    return verify(fact, by=town.people["office_director"])


def said(fact) -> str:
    return "".join(contract_state(fact.project).warnings(besides=fact))


@pytest.mark.parametrize(("days", "warns"), [(0, True), (-30, True), (1, False)])
def test_a_slip_is_held_against_the_cut_off_of_the_ledger(project, ledger_sum, town, days, warns):
    slip = make_arrival(project=project, by=town.people["unit_clerk"], on=CUT_OFF + timedelta(days=days))
    assert ("截至2026年9月30日的台账累计数500万元，可能已包含本笔" in said(slip)) is warns


def test_a_cumulative_sum_is_held_against_the_slips_it_may_hold(project, town):
    by = town.people["unit_clerk"]
    make_arrival(project=project, by=by, amount="1000000", on=date(2026, 5, 1))
    make_arrival(project=project, by=by, amount="2000000", on=date(2026, 10, 1))
    whole = make_arrival(project=project, by=by, on=CUT_OFF, kind="cumulative", precision="until")
    assert "另有到位记录1笔（合计100万元）可能已包含在内" in said(whole)


def test_a_second_ledger_is_held_against_the_first(project, ledger_sum, town):
    later = make_arrival(
        project=project, by=town.people["unit_clerk"], on=date(2026, 10, 31), kind="cumulative", precision="until"
    )  # fmt: skip
    assert "另有到位记录1笔（合计500万元）" in said(later)


def test_the_verifier_reads_it_on_the_page_of_the_slip(project, ledger_sum, town, login):
    slip = make_arrival(project=project, by=town.people["unit_clerk"], on=date(2026, 5, 1))
    page = login(town.people["office_director"]).get(slip.get_absolute_url())
    assert "可能已包含本笔，请核对是否重复计算" in page.content.decode()


def test_a_tick_does_not_verify_what_may_count_twice(project, town, login):
    people = town.people
    make_arrival(project=project, by=people["unit_clerk"], amount="1000000", on=date(2026, 5, 1))
    batch = ImportBatch.objects.create(
        region=town.region, file="x.xlsx", name="台账.xlsx", size=1, sha256="0" * 64, cut_off_on=CUT_OFF,
        uploaded_by=people["office_clerk"], uploaded_at=NOW,
    )  # fmt: skip
    row = ImportRow.objects.create(batch=batch, sheet="台账", number=2, cells={}, outcome="new")
    whole = make_arrival(
        project=project, by=people["office_clerk"], on=CUT_OFF, kind="cumulative", precision="until", import_row=row
    )  # fmt: skip
    director = login(people["office_director"])
    mark = f"arrival:{whole.pk}:{whole.version}"
    page = director.post(
        reverse("projects:verify_many"), {"form_key": str(uuid4()), "fact": [mark]}, follow=True
    )
    assert "请打开逐条核实" in page.content.decode()
    whole.refresh_from_db()
    assert not whole.is_verified
