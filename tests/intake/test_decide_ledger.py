"""A staged ledger is decided about: cells and columns put right, likenesses judged, a later file as differences."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import actions, intake
from projects.models import Arrival, BatchState, ImportRow, LedgerLayout, Milestone, Project
from promo import jobs
from promo.refusal import Refused
from tests.factories import NOW, make_lead, verify
from tests.intake.ledgers import HEADS, a_row, imported, staged, workbook_of

pytestmark = pytest.mark.django_db
BARE = tuple(head.replace("（万元）", "") for head in HEADS)


@pytest.fixture
def office(town):
    return town.people["office_clerk"]


@pytest.fixture
def stage(town, office):
    return lambda *rows, **more: staged(file=workbook_of(*rows, **more), region=town.region, by=office)


def typed(row: ImportRow, by, **cells) -> ImportRow:
    """What a person types into cells of a row, by their head."""
    row = ImportRow.objects.select_related("batch__region").get(pk=row.pk)
    cols = {one["header"]: one["col"] for one in intake.columns_of(row.batch, row)}
    said = {cols[head]: text for head, text in cells.items()}
    around = intake.surroundings(region=row.batch.region, own_units=None, on=NOW.date(), names=cells.values())
    intake.retype(row, said, batch=row.batch, around=around)
    return actions.correct_cells(
        row=row, cells={col: ["", text] for col, text in said.items()}, by=by, at=NOW
    )


def told(batch, by, **heads):
    """What a person says of columns; the file is read again."""
    sheet = batch.columns[0]["sheet"]
    actions.answer_columns(batch=batch, version=batch.version, said={sheet: heads}, by=by, at=NOW)
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    batch.refresh_from_db()


def test_a_cell_put_right_is_read_at_once_and_the_rest_of_the_row_stays(stage, office):
    batch = stage(a_row(引资单位="石桥", 项目阶段="签约", 合同投资额="约5000"))
    row = typed(batch.rows.get(), office, 引资单位="石桥村")
    assert row.outcome == "new"
    assert row.is_chosen
    assert row.cells["D"] == "石桥"
    assert row.typed == {"D": "石桥村"}
    assert row.reading["plan"]["project"]["amount"] == "50000000"
    assert row.reading["plan"]["project"]["amount_text"] == "约5000"
    assert "unit_unknown" not in row.kinds
    assert not Project.objects.exists()
    worse = typed(row, office, 签约日期="2024-02-30")
    assert worse.outcome == "refused"
    assert "bad_date" in worse.kinds
    assert worse.typed["J"] == "2024-02-30"
    again = typed(worse, office, 签约日期="")
    assert again.outcome == "new"
    assert set(again.typed) == {"D"}


def test_a_name_typed_in_is_held_against_the_register(stage, office, town):
    lead = make_lead(unit=town.units["village"], by=office, name="样例泵业项目", investor="样例泵业有限公司")
    batch = stage(a_row())
    row = typed(batch.rows.get(), office, 项目名称="样例泵业项目", 投资方="样例泵业")
    assert row.outcome == "alike"
    assert row.alike[0]["project"] == lead.pk


def test_the_unit_of_a_column_is_asked_told_and_remembered_but_never_against_the_file(stage, office):
    bare = {"项目阶段": "签约", "合同投资额": "5000"}
    first = stage({**a_row(), **bare}, heads=BARE)
    assert "no_unit" in first.rows.get().kinds
    told(first, office, 合同投资额={"unit": "万元"})
    row = first.rows.get()
    assert row.outcome == "new"
    assert row.reading["plan"]["project"]["amount"] == "50000000"
    later = stage({**a_row(), **bare}, heads=BARE, before=[["招商引资台账"]])
    assert later.rows.get().outcome == "new"
    assert later.columns[0]["columns"][7]["source"] == "remembered"
    named = stage({**a_row(), **bare}, heads=BARE, before=[["招商引资台账"], ["单位：亿元"]])
    assert named.rows.get().reading["plan"]["project"]["amount"] == "500000000000"
    layout = LedgerLayout.objects.get()
    actions.forget_layout(layout=layout, version=layout.version, by=office, at=NOW)
    assert "no_unit" in stage({**a_row(), **bare}, heads=BARE, before=[["又一份"]]).rows.get().kinds


def test_a_column_told_otherwise_is_read_again_and_what_was_typed_and_chosen_stays(stage, office):
    heads = (*HEADS, "挂联领导意见")
    batch = stage(
        {**a_row(引资单位="石桥"), "挂联领导意见": "加快推进"},
        a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司"),
        heads=heads,
    )
    first, second = batch.rows.all()
    typed(first, office, 引资单位="石桥村")
    actions.choose_row(row=second, chosen=False, by=office, at=NOW)
    batch.refresh_from_db()
    told(batch, office, 挂联领导意见={"field": "remark"})
    again, kept = batch.rows.all()
    assert (again.pk, again.outcome, again.typed) == (first.pk, "new", {"D": "石桥村"})
    assert again.reading["plan"]["project"]["remark"] == "加快推进"
    assert not kept.is_chosen


def test_a_ledger_read_again_is_written_in_one_statement_for_some_hundred_rows(stage, office):
    rows = [a_row(项目名称=f"样例{n}号项目", 投资方=f"样例{n}号公司", 合同投资额=n) for n in range(1, 31)]
    batch = stage(*rows)
    keys = list(batch.rows.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        told(batch, office, 合同投资额={"unit": "亿元"})
    written = [one["sql"] for one in asked if 'UPDATE "projects_importrow"' in one["sql"]]
    assert len(written) == 1
    again = list(batch.rows.all())
    assert [row.pk for row in again] == keys
    amounts = [row.reading["values"]["contract_amount"]["value"] for row in again]
    assert amounts == [f"{n}00000000" for n in range(1, 31)]


def test_a_row_that_looks_alike_is_the_same_another_one_or_news(stage, office, town):
    lead = make_lead(
        unit=town.units["village"], by=office, name="样例阀门生产项目", investor="样例阀门有限公司"
    )
    batch = stage(a_row(项目阶段="开工", 开工日期="2024-05-06", 建设性质="续建"))
    row = batch.rows.get()
    actions.judge_row(row=row, verdict="other", by=office, at=NOW)
    assert row.is_chosen
    actions.judge_row(row=row, verdict="same", by=office, at=NOW)
    assert not row.is_chosen
    standing = intake.standings([lead.pk])[lead.pk]
    changes, _ = intake.differences(row.reading["plan"], row.reading["values"], standing, exact=True)
    assert [change["field"] for change in changes] == ["kind", "step:started"]
    actions.judge_row(row=row, verdict="update", target=lead, changes=changes, by=office, at=NOW)
    batch.refresh_from_db()
    done = imported(batch, by=office)
    lead.refresh_from_db()
    assert (Project.objects.count(), lead.kind, lead.stage) == (1, "continuing", "started")
    assert Milestone.objects.get(project=lead).import_row == row
    actions.undo_import(batch=done, version=done.version, by=office, at=NOW)
    lead.refresh_from_db()
    assert (lead.kind, lead.stage, lead.status) == ("new", "lead", "active")


LEDGER = (
    a_row(项目阶段="签约", 签约日期="2024-03-05", 合同投资额=5000, 累计到位资金=800),
    a_row(项目名称="样例泵业项目", 投资方="样例泵业有限公司"),
    a_row(项目名称="样例轴承项目", 投资方="样例轴承有限公司"),
)


def test_a_corrected_file_comes_as_differences(stage, office):
    imported(stage(*LEDGER), by=office)
    changed = {
        **LEDGER[0],
        **a_row(项目阶段="签约", 签约日期="2024-03-06", 合同投资额=6000, 累计到位资金=900),
    }
    fresh = a_row(项目名称="样例齿轮项目", 投资方="样例齿轮有限公司")
    batch = stage(changed, LEDGER[1], fresh)
    assert list(batch.rows.values_list("outcome", flat=True)) == ["changed", "same", "new", "gone"]
    numbers = [intake.ShownRow(row, batch).number for row in batch.rows.all()]
    assert numbers[-1] is None and None not in numbers[:-1]  # its number there says nothing of this file
    first = batch.rows.first()
    assert {change["field"]: (change["old"], change["new"]) for change in first.changes} == {
        "amount": ("5,000万元", "6,000万元"),
        "step:signed": ("2024-03-05", "2024-03-06"),
        "arrival": ("800万元", "900万元"),
    }
    assert batch.rows.last().target.name == "样例轴承项目"
    done = imported(batch, by=office)
    project = Project.objects.get(name="样例阀门生产项目")
    assert project.amount == Decimal("60000000")
    assert Arrival.objects.live().get(project=project).amount == Decimal("9000000")
    assert Project.objects.in_register().count() == 4
    again = stage(changed, LEDGER[1], fresh, before=[["再次上报"]])
    assert set(again.rows.exclude(outcome="skipped").values_list("outcome", flat=True)) <= {"same", "gone"}
    actions.undo_import(batch=done, version=done.version, by=office, at=NOW)
    project.refresh_from_db()
    assert project.amount == Decimal("50000000")
    assert Arrival.objects.live().get(project=project).amount == Decimal("8000000")
    assert Project.objects.in_register().count() == 3


def test_what_was_edited_in_the_register_since_is_not_taken_back(stage, office):
    imported(stage(*LEDGER), by=office)
    project = Project.objects.select_related("investor").get(name="样例泵业项目")
    actions.change_project(
        project=project, version=project.version, investor_name=project.investor.name, industry="泵阀", by=office,
        at=NOW,
    )  # fmt: skip
    batch = stage(*LEDGER, before=[["再次上报"]])
    assert set(batch.rows.values_list("outcome", flat=True)) == {"same"}


def test_what_is_verified_is_no_matter_of_an_import(stage, office, town):
    imported(stage(*LEDGER), by=office)
    verify(Milestone.objects.get(kind="signed"), by=town.people["office_director"])
    batch = stage({**LEDGER[0], "签约日期": "2024-03-09"}, *LEDGER[1:])
    row = batch.rows.first()
    assert row.outcome == "same"
    assert "not_updated" in row.kinds


def test_an_update_that_no_longer_fits_takes_the_whole_import_back(stage, office):
    imported(stage(*LEDGER), by=office)
    fresh = a_row(项目名称="样例齿轮项目", 投资方="样例齿轮有限公司")
    batch = stage({**LEDGER[1], "建设性质": "续建"}, fresh)
    project = Project.objects.get(name="样例泵业项目")
    Project.objects.filter(pk=project.pk).update(kind="upgrade")
    actions.confirm_import(batch=batch, version=batch.version, by=office, at=NOW)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert "又有修改" in batch.error
    assert not Project.objects.in_register().filter(name="样例齿轮项目").exists()


def test_a_sum_put_right_by_hand_since_the_reading_is_not_overwritten(stage, office):
    imported(stage(*LEDGER), by=office)
    batch = stage({**LEDGER[0], **a_row(累计到位资金=900)}, *LEDGER[1:])
    arrival = Arrival.objects.get()
    actions.amend_fact(fact=arrival, version=arrival.version, amount=Decimal("8500000"), by=office, at=NOW)
    actions.confirm_import(batch=batch, version=batch.version, by=office, at=NOW)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert "累计到位资金又有修改" in batch.error
    assert Arrival.objects.get().amount == Decimal("8500000")


def test_one_row_of_a_file_changes_a_project_not_two(stage, office):
    imported(stage(*LEDGER), by=office)
    batch = stage(LEDGER[0], *({**row, "建设性质": "续建"} for row in LEDGER[1:]))
    first, second = batch.rows.filter(outcome="changed")
    actions.choose_row(row=first, chosen=False, by=office, at=NOW)
    ImportRow.objects.filter(pk=second.pk).update(target=first.target)
    with pytest.raises(Refused, match="只选一行"):
        actions.choose_row(row=first, chosen=True, by=office, at=NOW)


def test_a_likeness_without_a_difference_is_no_news(stage, office, town):
    lead = make_lead(
        unit=town.units["village"], by=office, name="样例阀门生产项目", investor="样例阀门有限公司"
    )
    row = stage(a_row()).rows.get()
    with pytest.raises(Refused, match="没有可以更新的差别"):
        actions.judge_row(row=row, verdict="update", target=lead, changes=[], by=office, at=NOW)
