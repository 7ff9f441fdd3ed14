"""A project of two investors is known again when its ledger comes again: it entered the register a second time."""

from projects.models import ImportRow, Project, RowOutcome
from tests.intake.ledgers import a_row, imported, staged, workbook_of


def ledger(amount: int):
    joint = a_row(引资单位="石桥村", 合同投资额=amount)
    return workbook_of(joint, {"投资方": "样例第二投资公司"}, name=f"{amount}.xlsx")


def test_a_project_of_two_investors_comes_again_as_itself(town):
    given = {"region": town.region, "by": town.people["office_clerk"]}
    imported(staged(file=ledger(2000), **given), by=given["by"])
    again = staged(file=ledger(2500), **given)
    row = ImportRow.objects.get(batch=again, number=2)
    assert row.reading["values"]["investors"] == ["样例阀门有限公司", "样例第二投资公司"]
    assert (row.outcome, [change["field"] for change in row.changes]) == (RowOutcome.CHANGED, ["amount"])
    assert not again.rows.filter(outcome__in=(RowOutcome.NEW, RowOutcome.GONE)).exists()
    imported(again, by=given["by"])
    assert list(Project.objects.in_register().values_list("amount", flat=True)) == [25_000_000]
