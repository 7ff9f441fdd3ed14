"""The register as a ledger that comes back: what is edited in it is known cell by cell from the copy it carries."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from projects import stages
from projects.intake.cells import as_text
from projects.intake.checks import DATED
from projects.intake.fields import FIELDS
from projects.intake.grid import squeezed
from projects.intake.ledger_form import DIRECTORY, NAME, ORDER, column_of
from projects.intake.rows import RowReading
from projects.models import Arrival, Milestone, Project
from promo.days import show_iso
from promo.money import UNIT_WORDS
from promo.sheets.filling import FillColumn, FillSheet, WordSheet, filling_workbook
from promo.sheets.reading import Sheet

KEY = FIELDS["row_key"].name
COPY = "系统底稿"
AT_ONCE = 400
LINES = (
    "项目台账改报说明",
    "1. 在“项目台账”中直接修改单元格，改完在“台账导入”上传，只更新改动过的内容，确认前可逐项核对。",
    "2. 可以增加新行；删除的行不会从项目库中删除。",
    "3. 隐藏的“系统识别码”列和工作表请勿改动，否则无法识别是哪个项目。",
    "4. 引资单位、已核实的节点和资金不随导入变更，请在系统中办理。",
)
Base = dict[str, dict[str, str]]


def register_workbook(
    projects: Iterable[Project], units: Iterable[str], told: Callable[[int], None] = lambda more: None
) -> bytes:
    """The projects in the form of the template, a hidden key before each.

    New rows may name one of `units`; `told` hears how many projects more were gathered.
    """
    rows, lines = list(projects), []
    for start in range(0, len(rows), AT_ONCE):
        lines += lines_of(rows[start : start + AT_ONCE])
        told(len(lines) - start)
    columns = [FillColumn(KEY, hidden=True), *(column_of(code) for code in ORDER)]
    shown = FillSheet(NAME, columns, lines)
    copy = FillSheet(COPY, columns, lines, hidden=True)
    directory = FillSheet(DIRECTORY, [FillColumn("单位", width=30)], [[name] for name in units])
    return filling_workbook([WordSheet("填写说明", LINES), shown, directory, copy], opened_at=1)


def lines_of(projects: list[Project]) -> list[list[str]]:
    pks = [project.pk for project in projects]
    days: dict[int, dict[str, str]] = {pk: {} for pk in pks}
    for step in Milestone.objects.live().filter(project__in=pks, reverses__isnull=True).order_by("pk"):
        if step.precision != "until":
            days[step.project_id][step.kind] = show_iso(step.event_on, step.precision)
    sums: dict[int, dict[str, Decimal]] = {pk: {} for pk in pks}
    for arrival in Arrival.objects.live().filter(project__in=pks, reverses__isnull=True):
        of = sums[arrival.project_id]
        of[arrival.currency] = of.get(arrival.currency, Decimal(0)) + arrival.amount
    return [_line(project, days[project.pk], sums[project.pk]) for project in projects]


def _line(project: Project, days: dict[str, str], sums: dict[str, Decimal]) -> list[str]:
    arrived = next(iter(sums.items())) if len(sums) == 1 else None
    said = {
        "code": project.external_code, "name": project.name,
        "investor": project.investor.name if project.investor else "", "lead_unit": project.lead_unit.name,
        "host": project.host_place, "industry": project.industry, "ownership": project.get_ownership_display(),
        "kind": project.get_kind_display(), "stage": _stage(project), "contact": project.contact,
        "contract_amount": _sum(project.amount, project.currency), "phones": project.phone, "remark": project.remark,
        "arrived_amount": _sum(arrived[1], arrived[0]) if arrived else "",
    }  # fmt: skip
    said |= {field: days.get(kind, "") for field, kind in DATED.items()}
    return [f"{project.code}#{project.version}", *(said[code] for code in ORDER)]


def _stage(project: Project) -> str:
    return "" if project.stage in ("lead", "funded") else stages.BY_CODE[project.stage].name


def _sum(amount: Decimal | None, currency: str) -> str:
    """In 万元 as a number, foreign money with its unit; to the last 分."""
    if amount is None:
        return ""
    plain = f"{(amount / 10_000).normalize():f}"
    return plain if currency == "CNY" else f"{plain}万{UNIT_WORDS[currency]}"


def base_of(sheets: list[Sheet]) -> Base:
    """What stood in each row when the list was sent out, by its key and head; {} for any other file."""
    copy = next((sheet for sheet in sheets if sheet.hidden and sheet.name == COPY and sheet.rows), None)
    if copy is None:
        return {}
    heads = [squeezed(as_text(cell)) for cell in copy.rows[0]]
    found: Base = {}
    for row in copy.rows[1:]:
        texts = {head: as_text(cell) for head, cell in zip(heads, row, strict=False)}
        if texts.get(KEY):
            found[texts[KEY]] = texts
    return found


def mark_edited(rows: Iterable[RowReading], base: Base) -> None:
    """Note for each row with a key which fields stand otherwise than when the list was sent out."""
    for row in rows if base else ():
        before = base.get(row.values.get("row_key") or "")
        if before is not None:
            row.edited = [
                name for name, meaning in row.columns.items()
                if name != "row_key" and not _same(row.cells.get(meaning.col, ""), before.get(meaning.header, ""))
            ]  # fmt: skip


# Cells that are held against one another: what one of them says may be wrong because of the other.
TOGETHER = {
    "day_order": {"started_on", "completed_on"},
    "no_amount": {"contract_amount", "stage", "signed_on"},
}  # fmt: skip


def leave_out_unedited(row: RowReading) -> None:
    """What the register itself lacks is no fault of a list that says what it was sent out with: only what was edited
    keeps a row out, and a unit for which the person may not import, which is no fault of a cell."""
    edited = set(row.edited or ())
    row.problems = [
        one for one in row.problems
        if not one.refuses or one.field == "lead_unit" and edited or edited & TOGETHER.get(one.code, {one.field})
    ]  # fmt: skip


def _same(first: str, other: str) -> bool:
    return "".join(first.split()) == "".join(other.split())
