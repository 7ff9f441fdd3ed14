"""Ledger imports in the browser: upload, preview, choose, confirm, undo, and who may do what."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.models import BatchState, ImportBatch, Milestone, Project, RowOutcome
from promo import jobs
from promo.models import Job
from tests.factories import make_lead, verify
from tests.intake.ledgers import (
    CUT_OFF,
    a_row,
    imported,
    staged,
    standard_file,
    units_of_the_ledger,
    workbook_of,
)
from tests.pages.importing import page_of, post, press, read, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(login, town):
    """The browser of the office clerk."""
    return login(town.people["office_clerk"])


def test_a_ledger_goes_from_upload_to_the_register_and_back(clerk, town, login):
    units_of_the_ledger(town.region)
    upload(clerk, standard_file())
    batch = ImportBatch.objects.get()
    assert "hx-trigger" in page_of(clerk, batch)
    jobs.run(batch.job_id)
    preview = page_of(clerk, batch)
    assert "已选 24 行，确认后导入为 24 个项目" in preview
    assert "签约 2023-04-17" in preview
    assert "累计到位 3,000万元" in preview
    assert "状态：终止" in preview
    assert "hx-trigger" not in preview

    assert "已确认导入。" in press(clerk, batch, "confirm")
    assert Project.objects.in_register().count() == 0
    jobs.run(batch.job_id)
    assert clerk.get("/projects/").context["page"].paginator.count == 24
    assert "导入 24 个项目" in page_of(clerk, batch)

    fact = Milestone.objects.filter(kind="signed").first()
    verify(fact, by=town.people["supervisor"])
    answer = press(clerk, batch, "undo")
    assert f"项目“{fact.project.name}”" in answer
    assert batch.state == BatchState.DONE


def test_an_import_is_undone_and_the_file_comes_in_again(clerk, town):
    units_of_the_ledger(town.region)
    batch = imported(read(clerk, standard_file()), by=town.people["office_clerk"])
    assert "已撤销导入" in press(clerk, batch, "undo")
    assert clerk.get("/projects/").context["page"].paginator.count == 0
    again = imported(read(clerk, standard_file()), by=town.people["office_clerk"])
    assert again.state == BatchState.DONE
    assert clerk.get("/projects/").context["page"].paginator.count == 24


def test_the_same_file_uploaded_twice_names_the_other_batch_while_both_wait(clerk, town, login):
    units_of_the_ledger(town.region)
    first, second = (read(clerk, standard_file()) for _ in range(2))
    for one, other in ((first, second), (second, first)):
        assert f'<a href="/imports/{other.pk}/">查看另一批</a>' in page_of(clerk, one)
    press(clerk, second, "drop")
    assert "查看另一批" not in page_of(clerk, first)


def test_the_same_file_says_when_it_came_and_links_there(clerk, town):
    units_of_the_ledger(town.region)
    batch = imported(read(clerk, standard_file()), by=town.people["office_clerk"])
    answer = upload(clerk, standard_file())
    assert answer.status_code == 422
    assert "该文件已于2026-11-20 10:00导入" in answer.content.decode()
    assert f'href="/imports/{batch.pk}/"' in answer.content.decode()
    assert ImportBatch.objects.count() == 1


def test_every_row_says_what_becomes_of_it_and_why(clerk, town):
    make_lead(
        unit=town.units["village"],
        by=town.people["office_clerk"],
        name="样例阀门生产项目",
        investor="样例阀门有限公司",
    )
    good = a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司")
    bad = a_row(项目名称="样例轴承项目", 投资方="样例轴承有限公司", 引资单位="石桥")
    batch = read(clerk, workbook_of(good, a_row(), bad, {"项目名称": "合计"}))
    assert list(batch.rows.values_list("outcome", flat=True)) == ["new", "alike", "refused", "skipped"]
    whole = page_of(clerk, batch)
    assert "引资单位“石桥”不在单位名录中，请先登记或改正名称。" in whole
    assert "项目名称和投资方相同" in whole
    assert "合计行" in whole
    only = page_of(clerk, batch, outcome="refused")
    assert "样例轴承项目" in only
    assert "样例泵业项目" not in only


def test_a_row_that_looks_alike_is_chosen_and_left_out_again(clerk, town):
    make_lead(
        unit=town.units["village"],
        by=town.people["office_clerk"],
        name="样例阀门生产项目",
        investor="样例阀门有限公司",
    )
    batch = read(clerk, workbook_of(a_row()))
    row = batch.rows.get()
    address = f"/imports/{batch.pk}/rows/{row.pk}/choose/?outcome=alike&page=1"
    answer = post(clerk, address, {"chosen": "1"})
    assert answer.url == f"/imports/{batch.pk}/?outcome=alike&page=1#row-{row.pk}"
    row.refresh_from_db()
    assert row.is_chosen
    post(clerk, address, {"chosen": "0"})
    row.refresh_from_db()
    assert not row.is_chosen


def test_a_refused_row_cannot_be_chosen(clerk, town):
    batch = read(clerk, workbook_of(a_row(引资单位="石桥")))
    row = batch.rows.get()
    answer = post(clerk, f"/imports/{batch.pk}/rows/{row.pk}/choose/", {"chosen": "1"}, follow=True)
    assert "该行不能导入" in answer.content.decode()
    row.refresh_from_db()
    assert not row.is_chosen


def test_a_dropped_batch_leaves_nothing_but_itself(clerk, town):
    batch = read(clerk, workbook_of(a_row()))
    assert "已放弃本次导入" in press(clerk, batch, "drop")
    assert not Project.objects.exists()
    assert "待确认状态" in press(clerk, batch, "confirm")


def test_a_confirmation_sent_twice_imports_once(clerk, town):
    batch = read(clerk, workbook_of(a_row()))
    press(clerk, batch, "confirm")
    assert "待确认状态" in press(clerk, batch, "confirm")
    assert Job.objects.filter(kind="import_ledger").count() == 1


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("台账.docx", b"PK\x03\x04x"), "只能导入xlsx、xls、et、ods、csv文件"),
        (SimpleUploadedFile("台账.xlsx", b""), "文件是空的"),
        (SimpleUploadedFile(f"{'长' * 170}.xlsx", b"PK\x03\x04x"), "文件名过长"),
    ],
)
def test_a_wrong_file_is_refused_beside_the_field(clerk, file, sentence):
    answer = upload(clerk, file)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_an_oversize_file_is_refused_beside_the_field(clerk, settings):
    settings.UPLOAD_MAX_BYTES = 2**20
    answer = upload(clerk, SimpleUploadedFile("台账.xlsx", b"x" * (2**20 + 1)))
    assert "文件超过1MB，请拆分后再导入。" in answer.content.decode()


def test_a_cut_off_day_in_the_future_is_refused(clerk):
    answer = upload(clerk, workbook_of(a_row()), cut_off_on=CUT_OFF.replace(year=2099))
    assert answer.status_code == 422
    assert "不能晚于今天" in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("台账.xlsx", b"PK\x03\x04" + b"x" * 200), "文件已损坏或不完整"),
        (SimpleUploadedFile("台账.xls", b"<html><table></table></html>"), "网页"),
        (workbook_of(heads=("姓名", "年龄")), "没有找到台账表格"),
        (workbook_of(), "没有项目"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_on_its_batch(clerk, town, file, sentence):
    batch = read(clerk, file)
    assert batch.state == BatchState.UNREADABLE
    assert sentence in page_of(clerk, batch)
    assert not batch.rows.exists()


def test_a_unit_clerk_imports_only_for_the_own_unit(login, town):
    browser = login(town.people["unit_clerk"])
    other = a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司", 引资单位="柳河村")
    batch = read(browser, workbook_of(a_row(), other))
    assert [row.outcome for row in batch.rows.all()] == [RowOutcome.NEW, RowOutcome.REFUSED]
    assert "只能导入本单位的项目" in page_of(browser, batch)
    press(browser, batch, "confirm")
    jobs.run(batch.job_id)
    assert Project.objects.get().registered_by == town.people["unit_clerk"]


def test_a_unit_clerk_does_not_learn_the_names_of_others_projects(login, town):
    make_lead(
        unit=town.units["other_village"],
        by=town.people["other_clerk"],
        name="保密样例项目",
        external_code="A-1",
    )
    batch = read(login(town.people["unit_clerk"]), workbook_of(a_row(项目编号="A-1")))
    assert batch.rows.get().outcome == RowOutcome.ALIKE
    page = page_of(login(town.people["unit_clerk"]), batch)
    assert "其他单位登记的项目" in page
    assert "保密样例项目" not in page


def test_batches_of_others_are_out_of_sight(login, town, neighbour, clerk):
    batch = read(clerk, workbook_of(a_row()))
    for person in (town.people["unit_clerk"], neighbour.people["office_clerk"]):
        browser = login(person)
        assert "台账.xlsx" not in browser.get("/imports/").content.decode()
        for address in ("", "file/", "rejects/", "export/"):
            assert browser.get(f"/imports/{batch.pk}/{address}").status_code == 404
        for verb in ("confirm", "drop", "undo", "retry"):
            assert (
                post(browser, f"/imports/{batch.pk}/{verb}/", {"version": batch.version}).status_code == 404
            )
    batch.refresh_from_db()
    assert batch.state == BatchState.READY


@pytest.mark.parametrize("who", ["unit_head", "leader", "supervisor", "administrator"])
def test_others_do_not_import(login, town, who):
    browser = login(town.people[who])
    for address in ("/imports/", "/imports/new/", "/imports/template/"):
        assert browser.get(address).status_code == 403


def test_an_empty_list_says_what_to_do(clerk):
    answer = clerk.get("/imports/").content.decode()
    assert "还没有导入过台账" in answer
    assert 'href="/imports/new/"' in answer


@pytest.mark.parametrize(
    "said", [{"outcome": "x'"}, {"page": "-1"}, {"page": "9" * 30}, {"outcome": ["new", "alike"]}]
)
def test_a_wrong_address_shows_the_nearest_page(clerk, town, said):
    batch = read(clerk, workbook_of(a_row()))
    assert clerk.get(f"/imports/{batch.pk}/", said).status_code == 200


@pytest.mark.parametrize("said", [{}, {"version": "x"}, {"version": "-1"}, {"version": "9" * 30}])
def test_a_button_without_its_version_is_refused_with_a_sentence(clerk, town, said):
    batch = read(clerk, workbook_of(a_row()))
    answer = post(clerk, f"/imports/{batch.pk}/confirm/", said, follow=True)
    assert "没有保存" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == BatchState.READY


def test_queries_do_not_grow_with_the_rows(clerk, town, django_assert_max_num_queries, rows_of):
    few, many = (read(clerk, workbook_of(*rows_of(count))) for count in (5, 45))
    for batch in (few, many):
        with django_assert_max_num_queries(14):
            clerk.get(f"/imports/{batch.pk}/")
    imported(many, by=town.people["office_clerk"])
    with django_assert_max_num_queries(14):
        clerk.get(f"/imports/{many.pk}/")
    with django_assert_max_num_queries(10):
        clerk.get("/imports/")


@pytest.fixture
def rows_of():
    return lambda count: [a_row(项目名称=f"样例{i}号项目", 投资方=f"样例{i}号有限公司") for i in range(count)]


def test_staging_asks_the_database_no_more_for_more_rows(town, django_assert_max_num_queries, rows_of):
    for count in (10, 400):
        with django_assert_max_num_queries(45):
            staged(file=workbook_of(*rows_of(count)), region=town.region, by=town.people["office_clerk"])
