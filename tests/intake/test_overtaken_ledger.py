"""Two ledgers with the same projects lie before two people: the second is told, and nothing comes in twice."""

import pytest
from django.utils import timezone

from projects import actions
from projects.models import Project
from promo import jobs
from promo.refusal import Refused
from tests.factories import make_lead
from tests.intake.ledgers import HEADS, a_row, staged, workbook_of
from tests.pages.importing import page_of, post, press, read

pytestmark = pytest.mark.django_db


def write(browser, batch) -> None:
    press(browser, batch, "confirm")
    jobs.run(batch.job_id)


def test_the_second_of_two_same_ledgers_is_checked_again_first(login, town):
    office, clerk = (login(town.people[who]) for who in ("office_clerk", "unit_clerk"))
    first = read(office, workbook_of(a_row(), name="甲.xlsx"))
    second = read(clerk, workbook_of(a_row(), a_row(项目名称="样例泵业项目"), name="乙.xlsx"))
    assert "重新核对" not in page_of(clerk, second)
    write(office, first)
    assert "1 个项目在本批读取后已由其他台账导入" in page_of(clerk, second)
    assert "请重新核对后再确认" in press(clerk, second, "confirm")
    assert second.state == "ready"
    assert Project.objects.filter(name="样例阀门生产项目").count() == 1
    post(clerk, f"/imports/{second.pk}/retry/", {})
    second.refresh_from_db()
    jobs.run(second.job_id)
    second.refresh_from_db()
    assert [row.outcome for row in second.rows.all()] == ["same", "new"]
    write(clerk, second)
    assert Project.objects.count() == 2


def test_other_projects_of_another_ledger_are_no_reason_to_wait(login, town):
    office = login(town.people["office_clerk"])
    batches = [read(office, workbook_of(a_row(项目名称=f"样例{n}号项目"), name=f"{n}.xlsx")) for n in (1, 2)]
    for batch in batches:
        write(office, batch)
    assert Project.objects.count() == 2


def test_a_ledger_of_likenesses_alone_asks_to_look_at_them(login, town):
    office = town.people["office_clerk"]
    make_lead(unit=town.units["village"], by=office, name="样例阀门生产项目", investor="样例阀门有限公司")
    browser = login(office)
    page = page_of(browser, read(browser, workbook_of(a_row())))
    assert "疑似重复的 1 行" in page and "?outcome=alike" in page
    assert "没有可以导入的行" not in page


def test_a_ledger_read_while_another_is_still_written_is_overtaken_by_it(town):
    """Its reading sees nothing of projects that are not in the register yet, confirmed long before though they are."""
    office = town.people["office_clerk"]
    first, second = (workbook_of(a_row(备注=n), name=f"{n}.xlsx", heads=(*HEADS, "备注")) for n in (1, 2))
    first = staged(file=first, region=town.region, by=office, at=timezone.now())
    actions.confirm_import(batch=first, version=first.version, by=office, at=timezone.now())
    second = staged(file=second, region=town.region, by=office, at=timezone.now())
    for _ in range(2):  # while it is written, and once it is
        with pytest.raises(Refused, match="“样例阀门生产项目”在本批读取后已由其他台账导入"):
            actions.confirm_import(batch=second, version=second.version, by=office, at=timezone.now())
        second.refresh_from_db()
        jobs.run(first.job_id)
    actions.check_again(batch=second, by=office, at=timezone.now())
    jobs.run(second.job_id)
    assert [row.outcome for row in second.rows.all()] == ["changed"]
