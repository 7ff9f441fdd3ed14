"""Rows written many at a time are what the same person would have recorded one by one."""

from datetime import date
from decimal import Decimal

import pytest

from projects import actions
from projects.models import (
    Arrival,
    BatchState,
    CreditSplit,
    DuplicateHint,
    ImportRow,
    Milestone,
    Project,
)
from promo.models import Event
from tests.factories import NOW, at
from tests.intake.ledgers import CUT_OFF, a_row, imported, staged, workbook_of

pytestmark = pytest.mark.django_db
OWN = {
    "id",
    "project_id",
    "code",
    "search_text",
    "import_row_id",
    "status",
    "version",
    "channel",
    "amount_text",
    "lead_state",  # what comes with a ledger was never screened here
}
NAME, INVESTOR = "样例阀门生产项目", "样例阀门有限公司"


def plain(row) -> dict:
    return {key: value for key, value in vars(row).items() if key not in OWN and not key.startswith("_")}


def _said(detail: dict) -> dict:
    """Without the id, and without what a person left empty."""
    return {key: value for key, value in detail.items() if key != "fact" and value not in (None, "")}


def story_of(project: Project) -> dict:
    """Everything kept about a project, without ids."""
    project.refresh_from_db()
    split = CreditSplit.objects.get(project=project)
    events = Event.objects.about(project).order_by("pk")
    return {
        "project": plain(Project.objects.get(pk=project.pk)),
        "milestones": [plain(row) for row in Milestone.objects.filter(project=project).order_by("event_on")],
        "arrivals": [plain(row) for row in Arrival.objects.filter(project=project)],
        "credit": (plain(split), list(split.lines.values("unit", "share", "order"))),
        "events": [(e.verb, e.by, e.at, _said(e.detail)) for e in events],
    }


def typed(town, by) -> Project:
    project = actions.register_lead(
        lead_unit=town.units["village"], investor_name=INVESTOR, name=NAME, received_at=at(date(2024, 1, 5), 0),
        channel="ledger", amount=Decimal(50000000), ownership="foreign", kind="expansion", external_code="A-1",
        by=by, at=NOW,
    )  # fmt: skip
    signed = {"kind": "signed", "event_on": date(2024, 1, 5), "amount": Decimal(50000000)}
    started = {"kind": "started", "event_on": date(2024, 3, 1), "precision": "month"}
    for step in (signed, started):
        actions.record_milestone(project=project, by=by, at=NOW, **step)
    actions.record_arrival(
        project=project,
        amount=Decimal(10000000),
        kind="cumulative",
        event_on=CUT_OFF,
        precision="until",
        by=by,
        at=NOW,
    )
    return project


def test_an_imported_project_is_recorded_as_if_it_had_been_typed(town, neighbour):
    by = town.people["office_clerk"]
    row = a_row(
        项目编号="A-1", 内外资="外资", 建设性质="增资扩产", 项目阶段="开工", 合同投资额=5000, 累计到位资金=1000,
        签约日期=date(2024, 1, 5), 开工日期="2024-03",
    )  # fmt: skip
    imported(staged(file=workbook_of(row), region=town.region, by=by), by=by)
    written = story_of(Project.objects.get())
    assert written == story_of(typed(town, by))
    assert len(written["milestones"]) == 2
    assert written["project"]["stage"] == "started"
    assert [event[0] for event in written["events"]] == [
        "lead_registered", "milestone_recorded", "milestone_recorded", "arrival_recorded",
    ]  # fmt: skip


def test_a_row_the_database_refuses_is_found_among_its_neighbours_and_named(town):
    by = town.people["office_clerk"]
    rows = [a_row(项目名称=f"样例{i}号项目", 投资方=f"样例{i}号公司") for i in range(6)]
    batch = staged(file=workbook_of(*rows), region=town.region, by=by)
    guilty = batch.rows.get(number=5)
    guilty.reading["plan"]["project"]["kind"] = "unheard_of"
    guilty.save()
    batch = imported(batch, by=by)
    assert batch.state == BatchState.UNDONE
    assert "第5行“样例3号项目”未能导入" in batch.error
    assert not Project.objects.exists()
    assert not ImportRow.objects.exclude(imported_at=None).exists()


def test_investors_are_kept_once_however_many_rows_name_them(town):
    by = town.people["office_clerk"]
    rows = [a_row(项目名称=f"{name}项目") for name in ("数控机床", "预制菜", "冷链物流")]
    imported(staged(file=workbook_of(*rows), region=town.region, by=by), by=by)
    assert len({project.investor_id for project in Project.objects.all()}) == 1


def test_codes_follow_those_given_before(town):
    by = town.people["office_clerk"]
    first = typed(town, by)
    rows = [a_row(项目名称=f"{name}项目") for name in ("数控机床", "预制菜")]
    imported(staged(file=workbook_of(*rows), region=town.region, by=by), by=by)
    codes = list(Project.objects.order_by("pk").values_list("code", flat=True))
    assert codes == [first.code, "2026-0002", "2026-0003"]


def test_an_alike_project_of_the_register_is_hinted_at(town):
    by = town.people["office_clerk"]
    known = typed(town, by)
    batch = staged(file=workbook_of(a_row(项目名称="样例阀门产业项目")), region=town.region, by=by)
    imported(batch, by=by)
    hint = DuplicateHint.objects.get()
    assert (hint.other, hint.project.name) == (known, "样例阀门产业项目")


def test_writing_asks_the_database_no_more_for_more_rows(town, django_assert_max_num_queries):
    by = town.people["office_clerk"]
    for count in (5, 50):
        rows = [
            a_row(项目名称=f"样例{count}之{i}号项目", 投资方=f"样例{count}之{i}号公司") for i in range(count)
        ]
        batch = staged(file=workbook_of(*rows), region=town.region, by=by)
        with django_assert_max_num_queries(75):
            imported(batch, by=by)
