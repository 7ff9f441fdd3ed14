"""Whoever brought a ledger in or gave it its meaning neither samples it nor verifies anything that it brought."""

from datetime import date

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Milestone
from promo import jobs
from promo.refusal import Refused
from tests.factories import NOW, verify
from tests.intake.ledgers import a_row, imported, staged, workbook_of

pytestmark = pytest.mark.django_db
SIGNED = {"项目阶段": "签约", "合同投资额": 5000, "签约日期": date(2024, 1, 5)}


@pytest.fixture
def director(town):
    return town.people["office_director"]


def test_whoever_said_what_the_columns_mean_says_not_that_the_register_agrees(town, director, login):
    """In which unit a column counts moves every sum of the ledger: nor is a single one of them his to verify."""
    by = town.people["office_clerk"]
    batch = staged(file=workbook_of(a_row(**SIGNED | {"合同投资额": 5})), region=town.region, by=by)
    said = {batch.columns[0]["sheet"]: {"合同投资额（万元）": {"field": "contract_amount", "unit": "亿元"}}}
    actions.answer_columns(batch=batch, version=batch.version, said=said, by=director, at=NOW)
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    batch = imported(batch, by=by)
    with pytest.raises(Refused, match="栏目含义"):
        actions.draw_sample(batch=batch, size=1, seed="1", by=director, at=NOW)
    with pytest.raises(Refused, match="栏目含义"):
        actions.ask_bulk_verification(batch=batch, reason="", by=director, at=NOW)
    fact = Milestone.objects.get(import_row__batch=batch)
    with pytest.raises(Refused, match="由此导入的记录"):
        verify(fact, by=director)
    _no_way_to_verify(login(director), batch, fact, "您指定过")


def _no_way_to_verify(browser, batch, fact, why: str) -> None:
    """Neither the page of the import nor that of the fact nor the desk offers what the act refuses."""
    page = browser.get(reverse("projects:import_check", args=[batch.pk])).text
    assert why in page and "随机抽取</button>" not in page and "核实本批全部" not in page
    page = browser.get(fact.get_absolute_url()).text
    assert why in page and 'id="decide"' not in page
    desk = browser.get(reverse("projects:verify_desk"))
    assert not any(row.may_tick for row in desk.context["facts"]) and "由他人核实" in desk.text


def test_whoever_uploaded_a_ledger_that_another_confirmed_verifies_none_of_its_facts(town, director, login):
    batch = staged(file=workbook_of(a_row(**SIGNED)), region=town.region, by=director)
    batch = imported(batch, by=town.people["office_clerk"])
    fact = Milestone.objects.get(import_row__batch=batch)
    with pytest.raises(Refused, match="由您上传的台账导入"):
        verify(fact, by=director)
    _no_way_to_verify(login(director), batch, fact, "由您上传")
