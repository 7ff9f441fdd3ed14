"""The page shows what the command prints; what the file says against itself is told; rows sent back can come again."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects import intake
from projects.models import Milestone, Project, RowOutcome
from tests.factories import make_unit
from tests.intake.ledgers import DATA, imported, staged
from tests.intake.test_read_practice_ledgers import LEDGERS, expected_of

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 30)


def file_of(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(
        f"台账.{LEDGERS[name]}", (DATA / "ledgers" / f"{name}.{LEDGERS[name]}").read_bytes()
    )


@pytest.fixture
def stage(town):
    """`stage(file)` gives the batch of a practice ledger whose units are all in the directory."""

    def _stage(file, names=()):
        for number, name in enumerate(names):
            make_unit(f"U{number:02}", region=town.region, name=name)
        return staged(file=file, region=town.region, by=town.people["office_clerk"], cut_off_on=TODAY)

    return _stage


@pytest.mark.parametrize("name", LEDGERS)
def test_the_staged_rows_hold_what_the_command_prints(name, stage):
    batch = stage(file_of(name))
    path = DATA / "ledgers" / f"{name}.{LEDGERS[name]}"
    reading = intake.read_ledger(path, suffix=path.suffix, cut_off_on=TODAY)
    rows = {(row.sheet, row.number): row for row in batch.rows.all()}
    assert len(rows) == len(reading.rows)
    for row in reading.projects:
        kept = rows[row.place]
        assert kept.outcome != RowOutcome.SKIPPED
        assert kept.reading["values"] == json.loads(json.dumps(row.values))
        own = [problem.as_json() for problem in row.problems]
        assert kept.problems[: len(own)] == own
    assert {row.place for row in reading.rows if row.skipped} == {
        place for place, row in rows.items() if row.outcome == RowOutcome.SKIPPED
    }


def test_totals_that_do_not_agree_are_told_with_the_gap(stage):
    batch = stage(file_of("town_merged"))
    told = intake.remarks_of(batch)
    assert len([line for line in told if "相差" in line]) == 5
    assert len([line for line in told if "未计算的公式" in line]) == 9
    line = next(line for line in told if "第63行：投资情况/累计到位资金" in line)
    assert line.endswith("合计为416,364万元，各行之和为417,364万元，相差1,000万元。")


def test_hidden_columns_and_wrong_counts_are_told(stage):
    assert intake.remarks_of(stage(file_of("system_export"))) == ["第D、L列在原表中已隐藏，仍已读取。"]
    assert [line for line in intake.remarks_of(stage(file_of("station_groups"))) if "驻深圳组" in line] == [
        "工作表“驻深圳组”第2行写有“在谈”8个，实际读出7个。"
    ]


def test_a_merged_ledger_of_two_heads_becomes_projects(stage):
    names = dict.fromkeys(row["lead_unit"] for row in expected_of("town_merged")["projects"])
    batch = stage(file_of("town_merged"), names)
    further = batch.rows.get(sheet="乡镇", number=27)
    assert [problem["code"] for problem in further.problems] == ["continuation", "joint_investor"]
    for row in batch.rows.filter(outcome=RowOutcome.ALIKE):
        assert [one["why"] for one in row.alike] == ["与前面的行重复"]
    imported(batch, by=batch.uploaded_by)
    joint = Project.objects.get(import_row__number=26, import_row__sheet="乡镇")
    assert (joint.investor.name, joint.lead_unit.name) == ("福建力盛示智能装备有限公司", "双桥镇")
    signed = Milestone.objects.get(project=joint, kind="signed")
    assert (signed.event_on, signed.precision, signed.state) == (date(2022, 7, 1), "month", "recorded")


def test_a_signing_without_its_sum_waits_for_the_sum(stage):
    """The station's list knows fixed assets only: its signed projects come in, their signing is entered by hand."""
    names = dict.fromkeys(row["lead_unit"] for row in expected_of("station_groups")["projects"])
    batch = stage(file_of("station_groups"), names)
    row = batch.rows.get(sheet="驻上海组", number=17)
    assert (row.outcome, row.reading["values"]["stage"], row.reading["plan"]["facts"]) == (
        "new",
        "signed",
        [],
    )
    assert any("签约节点暂不登记" in problem["why"] for problem in row.problems)


def test_rows_sent_back_from_any_layout_read_as_before(stage, tmp_path):
    """All rows of both sheets come back under one row of heads that bear the unit of the caption."""
    batch = stage(file_of("town_merged"))
    assert set(batch.rows.values_list("outcome", flat=True)) == {
        "refused",
        "skipped",
    }  # no unit is known here
    path = tmp_path / "back.xlsx"
    path.write_bytes(
        intake.rejects_workbook(batch, list(batch.rows.filter(outcome="refused").order_by("pk")))
    )
    again = intake.read_ledger(path, suffix=".xlsx", cut_off_on=TODAY)
    before = [row.reading["values"] for row in batch.rows.filter(outcome="refused").order_by("pk")]
    core = ("name", "lead_unit", "contract_amount", "arrived_amount", "signed_on", "started_on", "phones")
    assert [[row.values.get(field) for field in core] for row in again.projects] == [
        [values.get(field) for field in core] for values in before
    ]
