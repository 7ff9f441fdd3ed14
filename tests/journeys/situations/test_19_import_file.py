"""Situation 19: a ledger says 约5亿元, gives a number without a unit and a total with a serial number."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import ImportBatch, Project
from promo import jobs
from tests.intake.ledgers import CUT_OFF, HEADS, a_row, workbook_of

BARE = tuple(head.replace("（万元）", "") for head in HEADS)


@pytest.fixture
def clerk(login, town):
    return login(town.people["office_clerk"])


def read(clerk, file) -> ImportBatch:
    sent = {"form_key": str(uuid4()), "file": file, "cut_off_on": CUT_OFF.isoformat()}
    assert clerk.post(reverse("projects:import_add"), sent).status_code == 302
    batch = ImportBatch.objects.latest("pk")
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def page(clerk, batch) -> str:
    return clerk.get(reverse("projects:import_show", args=[batch.pk])).content.decode()


def test_about_is_kept_as_about_the_total_is_no_project_and_nothing_enters_before_it_is_confirmed(clerk):
    rows = (
        a_row(项目编号="1", 合同投资额="约5亿元"),
        a_row(项目编号="2", 项目名称="冷链物流项目", 投资方="远山冷链有限公司", 合同投资额=3000),
        {"项目编号": "3", "项目名称": "合计", "合同投资额（万元）": 53000},
    )
    batch = read(clerk, workbook_of(*rows))
    shown = page(clerk, batch)
    assert "合计行" in shown
    assert not Project.objects.exists()
    press = {"form_key": str(uuid4()), "version": batch.version}
    clerk.post(reverse("projects:import_confirm", args=[batch.pk]), press)
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    found = {one.name: one for one in Project.objects.all()}
    assert set(found) == {"样例阀门生产项目", "冷链物流项目"}
    about = found["样例阀门生产项目"]
    assert (about.amount, about.amount_is_approximate) == (500_000_000, True)
    assert not found["冷链物流项目"].amount_is_approximate


def test_a_number_without_a_unit_is_asked_about_and_not_guessed(clerk):
    file = workbook_of(
        {("合同投资额" if head == "合同投资额（万元）" else head): cell
         for head, cell in a_row(合同投资额=5000).items()}, heads=BARE,
    )  # fmt: skip
    batch = read(clerk, file)
    shown = page(clerk, batch)
    assert "单位" in shown
    assert not batch.rows.filter(is_chosen=True).exists()
    assert not Project.objects.exists()
