"""A confirmed ledger becomes projects and facts all at once, once, and can be taken back while nothing is verified."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from projects import actions, tasks
from projects.models import (
    Arrival,
    BatchState,
    DuplicateHint,
    ImportRow,
    Milestone,
    Posting,
    Project,
    RowOutcome,
    Status,
)
from promo import jobs
from promo.models import Event, Job
from promo.refusal import Refused
from tests.factories import NOW, make_lead, verify
from tests.intake.ledgers import (
    CUT_OFF,
    EXPECTED,
    a_row,
    imported,
    staged,
    standard_file,
    units_of_the_ledger,
    workbook_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(town):
    return town.people["office_clerk"]


@pytest.fixture
def standard(town, office):
    units_of_the_ledger(town.region)
    return staged(file=standard_file(), region=town.region, by=office)


@pytest.fixture
def stage(town, office):
    """`stage(row, …)` gives the batch of a small ledger after its reading."""
    return lambda *rows, **more: staged(
        **{"file": workbook_of(*rows), "region": town.region, "by": office, **more}
    )


def test_nothing_enters_the_register_before_confirmation(standard):
    assert standard.state == BatchState.READY
    assert standard.rows.filter(outcome=RowOutcome.NEW, is_chosen=True).count() == 24
    assert not Project.objects.exists()
    assert not Milestone.objects.exists()


def test_every_project_of_the_standard_ledger_arrives_with_its_facts(standard, office):
    batch = imported(standard, by=office)
    assert batch.state == BatchState.DONE
    assert Project.objects.in_register().count() == 24
    kinds = [(kind, precision) for kind, precision in Milestone.objects.values_list("kind", "precision")]
    assert kinds.count(("signed", "day")) == 20
    assert kinds.count(("started", "day")) == 12
    assert kinds.count(("completed", "day")) == 4
    assert kinds.count(("registered", "until")) == 2
    assert kinds.count(("producing", "until")) == 2
    assert kinds.count(("negotiating", "until")) == 4
    assert len(kinds) == 44
    assert Arrival.objects.count() == 18
    stated = [
        Decimal(row["arrived_amount"]["value"]) for row in EXPECTED["projects"] if row["arrived_amount"]
    ]
    assert sum(Arrival.objects.values_list("amount", flat=True)) == sum(stated) == Decimal("1592620000")
    assert not Posting.objects.exists()


def test_a_row_keeps_everything_it_said(standard, office):
    imported(standard, by=office)
    project = Project.objects.get(external_code="QC-2024-004")
    assert project.name == "年产500万套精密连接器生产项目"
    assert project.investor.name == "无锡恒贵例电子科技有限公司"
    assert (project.lead_unit.name, project.host_place, project.industry) == (
        "临江街道",
        "龙泉镇",
        "电子信息",
    )
    assert (project.amount, project.amount_text, project.currency) == (
        Decimal("300000000"),
        "30000万元",
        "CNY",
    )
    assert (project.channel, project.contact, project.phone) == ("ledger", "陈某", "13800000004")
    assert (project.stage, project.verified_stage, project.status) == ("started", "lead", Status.ACTIVE)
    assert project.registered_by == office
    assert project.import_row.number == 5
    signed = Milestone.objects.get(project=project, kind="signed")
    assert (signed.event_on, signed.amount, signed.state) == (date(2023, 9, 13), project.amount, "recorded")
    assert signed.import_row == project.import_row
    arrival = Arrival.objects.get(project=project)
    assert (arrival.amount, arrival.kind, arrival.event_on) == (Decimal("180000000"), "cumulative", CUT_OFF)
    assert (arrival.precision, arrival.recorded_by) == ("until", office)


def test_the_news_is_dated_with_the_signing_or_else_with_the_cut_off_day(standard, office):
    imported(standard, by=office)
    day = lambda code: Project.objects.get(external_code=code).received_at.astimezone(NOW.tzinfo)  # noqa: E731
    assert day("QC-2024-002").isoformat() == "2023-04-17T00:00:00+08:00"
    assert day("QC-2024-001").isoformat() == "2024-06-30T00:00:00+08:00"


def test_what_the_ledger_calls_ended_ends_with_that_reason(standard, office):
    imported(standard, by=office)
    ended = Project.objects.filter(status=Status.TERMINATED)
    assert {project.status_reason for project in ended} == {"台账标注终止"}
    assert ended.count() == 2
    assert Event.objects.filter(verb="project_terminated", subject_id=ended[0].pk).count() == 1


def test_no_project_shows_before_the_whole_batch_is_done(standard, office, monkeypatch, town):
    seen = []
    finish = tasks.actions.finish_import

    def look(**said):
        seen.append(Project.objects.visible_to(town.access("office_clerk")).count())
        seen.append(Project.objects.filter(status=Status.INCOMING).count())
        return finish(**said)

    monkeypatch.setattr(tasks.actions, "finish_import", look)
    imported(standard, by=office)
    assert seen == [0, 24]
    assert Project.objects.visible_to(town.access("office_clerk")).count() == 24


def test_a_killed_import_goes_on_where_it_was_and_brings_nothing_twice(standard, office, monkeypatch):
    monkeypatch.setattr(tasks, "CHUNK", 10)
    write = tasks.actions.import_rows
    chunks = []

    def die_in_the_second(**said):
        if len(chunks) == 1:
            raise KeyboardInterrupt
        chunks.append(said)
        write(**said)

    monkeypatch.setattr(tasks.actions, "import_rows", die_in_the_second)
    actions.confirm_import(batch=standard, version=standard.version, by=office, at=NOW)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(standard.job_id)
    assert Project.objects.filter(status=Status.INCOMING).count() == 10
    assert not Project.objects.in_register().exists()

    monkeypatch.setattr(tasks.actions, "import_rows", write)
    Job.objects.filter(pk=standard.job_id).update(heartbeat_at=timezone.now() - timedelta(hours=1))
    jobs.run(standard.job_id)
    assert Project.objects.in_register().count() == 24
    assert Milestone.objects.count() == 44
    assert ImportRow.objects.filter(imported_at=None, is_chosen=True).count() == 0


def test_a_row_that_fails_takes_the_whole_import_back_and_is_named(stage, office, town):
    batch = stage(a_row(), a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司", 引资单位="柳河村"))
    unit = town.units["other_village"]
    unit.valid_to = date(2026, 1, 1)
    unit.save()
    batch = imported(batch, by=office)
    assert batch.state == BatchState.UNDONE
    assert "第3行“样例泵业项目”未能导入：该单位已停用" in batch.error
    assert batch.job.error == batch.error
    assert not Project.objects.in_register().exists()
    assert set(Milestone.objects.values_list("state", flat=True)) <= {"withdrawn"}


def test_only_chosen_rows_are_imported(stage, office):
    batch = stage(a_row(), a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司"))
    actions.choose_row(row=batch.rows.get(number=3), chosen=False, by=office, at=NOW)
    batch.refresh_from_db()
    imported(batch, by=office)
    assert Project.objects.get().name == "样例阀门生产项目"


def test_a_row_that_looks_alike_comes_in_only_when_somebody_chose_it(stage, office, town):
    make_lead(unit=town.units["village"], by=office, name="样例阀门生产项目", investor="样例阀门有限公司")
    batch = stage(a_row())
    row = batch.rows.get()
    assert (row.outcome, row.is_chosen) == (RowOutcome.ALIKE, False)
    with pytest.raises(Refused, match="没有选择"):
        actions.confirm_import(batch=batch, version=batch.version, by=office, at=NOW)
    actions.choose_row(row=row, chosen=True, by=office, at=NOW)
    batch.refresh_from_db()
    imported(batch, by=office)
    assert Project.objects.in_register().count() == 2
    assert DuplicateHint.objects.open().count() == 1


def test_confirming_on_a_page_that_somebody_changed_is_refused(stage, office, town):
    batch = stage(a_row())
    version = batch.version
    actions.choose_row(row=batch.rows.get(), chosen=True, by=office, at=NOW)
    batch.refresh_from_db()
    with pytest.raises(Refused, match="修改过"):
        actions.confirm_import(batch=batch, version=version, by=office, at=NOW)


def test_likely_duplicates_inside_an_import_are_shown_to_a_person(stage, office):
    one = a_row(项目名称="高山样例智能阀门生产项目", 投资方="高山样例阀门有限公司")
    two = a_row(项目名称="高山样例智能阀门产业项目", 投资方="高山样例阀门有限公司")
    imported(stage(one, two), by=office)
    hint = DuplicateHint.objects.get()
    assert {hint.project.import_row.number, hint.other.import_row.number} == {2, 3}


def test_an_import_is_undone_as_one_act_and_can_be_repeated(standard, office, town):
    batch = imported(standard, by=office)
    actions.undo_import(batch=batch, version=batch.version, by=office, at=NOW)
    assert not Project.objects.in_register().exists()
    assert set(Milestone.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Arrival.objects.values_list("state", flat=True)) == {"withdrawn"}
    again = imported(staged(file=standard_file(), region=town.region, by=office), by=office)
    assert again.state == BatchState.DONE
    assert Project.objects.in_register().count() == 24


def test_undoing_is_refused_with_the_name_once_something_was_verified(standard, office, town):
    batch = imported(standard, by=office)
    project = Project.objects.get(external_code="QC-2024-002")
    verify(Milestone.objects.get(project=project), by=town.people["supervisor"])
    with pytest.raises(Refused, match="河鹏例康养度假区项目"):
        actions.undo_import(batch=batch, version=batch.version, by=office, at=NOW)
    assert Project.objects.in_register().count() == 24
    assert Milestone.objects.filter(state="recorded").count() == 43


def test_the_same_file_is_refused_while_its_import_stands(standard, office, town):
    imported(standard, by=office)
    with pytest.raises(actions.AlreadyImported, match="2026-11-20 10:00") as refusal:
        actions.receive_ledger(
            region=town.region, file=standard_file(), cut_off_on=CUT_OFF, by=office, at=NOW
        )
    assert refusal.value.batch == standard


def test_two_stagings_of_one_file_cannot_both_be_confirmed(standard, office, town):
    twin = staged(file=standard_file(), region=town.region, by=office)
    imported(standard, by=office)
    with pytest.raises(Refused, match="同一文件"):
        actions.confirm_import(batch=twin, version=twin.version, by=office, at=NOW)
    assert Project.objects.in_register().count() == 24


def test_a_dropped_batch_cannot_be_confirmed(stage, office):
    batch = stage(a_row())
    actions.drop_import(batch=batch, version=batch.version, by=office, at=NOW)
    with pytest.raises(Refused, match="待确认"):
        actions.confirm_import(batch=batch, version=batch.version, by=office, at=NOW)


def test_an_import_whose_job_gave_up_can_be_continued_or_undone(standard, office):
    actions.confirm_import(batch=standard, version=standard.version, by=office, at=NOW)
    with pytest.raises(Refused, match="不能撤销"):
        actions.undo_import(batch=standard, version=standard.version, by=office, at=NOW)
    Job.objects.filter(pk=standard.job_id).update(state="failed")
    standard.refresh_from_db()
    actions.continue_import(batch=standard, by=office, at=NOW)
    jobs.run(standard.job_id)
    standard.refresh_from_db()
    assert standard.state == BatchState.DONE


def test_what_is_imported_can_be_verified_without_a_document_by_another_person(standard, office, town):
    imported(standard, by=office)
    fact = Milestone.objects.filter(kind="signed").first()
    with pytest.raises(Refused, match="录入人不能核实"):
        verify(fact, by=office)
    assert verify(fact, by=town.people["office_director"]).is_verified
