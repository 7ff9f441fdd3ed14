"""A ledger that comes again: rows known by the earlier import or by their hidden key become differences."""

from collections import Counter

from django.db.models import QuerySet

from projects.intake.around import Surroundings
from projects.intake.differing import Standing, differences, said_by, standings
from projects.models import ImportBatch, ImportRow, RowOutcome
from projects.models.project import OUTSIDE_REGISTER

GONE_SHEET = "上次导入"


def name_by_key(row: ImportRow, around: Surroundings) -> None:
    """A row of a list that we sent out names its project itself."""
    code, _, version = row.said_key.partition("#")
    known = around.by_code.get(code)
    row.found = known.pk if known and around.may_see(known) else None
    row.version = version
    if row.found is None:
        _refuse(
            row, "unknown_key", f"系统识别码“{row.said_key[:30]}”对应的项目不存在或不在管理范围，请核对。"
        )


def _refuse(row: ImportRow, code: str, why: str) -> None:
    row.problems.append({"code": code, "why": why, "refuses": True, "col": "", "column": "", "field": ""})
    row.outcome, row.is_chosen, row.alike = RowOutcome.REFUSED, False, []


def know_again(row: ImportRow, around: Surroundings, signature: str, keys: set[str]) -> None:
    """Hold a row against its project, where the row names it or the same ledger brought it before."""
    standing = around.standings.get(row.found) if row.found else None
    if standing is None:
        return
    if row.said_key and _said_before(row, keys):
        return
    edited = row.reading.get("edited")
    if edited == []:
        row.target_id, row.changes, row.alike = standing.pk, [], []
        return
    plan = row.reading["plan"]
    if not row.said_key and not _brought(standing, signature, plan):
        return
    changes, notes = differences(plan, row.reading["values"], standing, exact=bool(row.said_key))
    if edited is not None:  # nothing but what was edited in the list that we sent out
        changes = [change for change in changes if said_by(change, edited)]
    for note in notes:
        row.problems.append(_note("not_updated", note))
    row.target_id, row.changes, row.alike = standing.pk, changes, []
    row.outcome = RowOutcome.CHANGED if changes else RowOutcome.SAME
    row.is_chosen = bool(changes)
    if changes and row.said_key and row.version != str(standing.version):
        row.is_chosen = False
        row.problems.append(_note("stale_row", "导出后该项目又有修改，请核对后选择是否导入。"))


def _said_before(row: ImportRow, keys: set[str]) -> bool:
    if row.said_key in keys:
        _refuse(row, "unknown_key", "系统识别码与前面的行重复，请只保留一行。")
        return True
    keys.add(row.said_key)
    return False


def _brought(standing: Standing, signature: str, plan: dict) -> bool:
    """Whether the same ledger, known by its heads, brought the project, and for the same unit."""
    came_before = bool(signature) and standing.source is not None and standing.source[1] == signature
    return came_before and standing.lead_unit_id == plan["lead_unit_id"]


def news_of(batch: ImportBatch, projects: QuerySet) -> dict[int, tuple[int, list[dict]]]:
    """For every row that nobody judged yet and that looks like one project alone, of `projects`: which one, and what
    the row says otherwise."""
    waiting = batch.rows.filter(outcome=RowOutcome.ALIKE, verdict="")
    likenesses = waiting.values_list("pk", "alike")
    about = {pk: alike[0]["project"] for pk, alike in likenesses if len(alike) == 1}
    known = projects.filter(pk__in={pk for pk in about.values() if pk}).values_list("pk", flat=True)
    found = standings(known)
    return {
        row.pk: (about[row.pk], differences_of(row, found[about[row.pk]]))
        for row in waiting.only("reading").iterator()
        if about.get(row.pk) in found
    }


def differences_of(row: ImportRow, standing: Standing) -> list[dict]:
    """What a row that a person calls news about a project would change."""
    return differences(row.reading["plan"], row.reading["values"], standing, exact=standing.source is None)[0]


def _note(code: str, why: str) -> dict:
    return {"code": code, "why": why, "refuses": False, "col": "", "column": "", "field": ""}


def no_longer_listed(rows: list[ImportRow], batch: ImportBatch, around: Surroundings) -> list[ImportRow]:
    """Projects that the earlier import of this ledger brought and this file no longer lists: shown, never touched."""
    again = [row for row in rows if row.target_id and not row.said_key]
    before = Counter(around.standings[row.target_id].source[0] for row in again)
    if not before:
        return []
    batch.follows_id = before.most_common(1)[0][0]
    here = {row.target_id for row in rows if row.target_id} | {row.found for row in rows if row.found}
    old = ImportRow.objects.filter(batch=batch.follows_id).select_related("project", "target").order_by("pk")
    missing = []
    for one in old:
        project = one.target or getattr(one, "project", None)
        if project is None or project.pk in here or project.status in OUTSIDE_REGISTER:
            continue
        here.add(project.pk)
        why = {"code": "gone", "why": f"上次导入的第{one.number}行在本文件中没有，项目不作改动。"}
        missing.append(
            ImportRow(
                batch=batch, sheet=GONE_SHEET, number=len(missing) + 1, outcome=RowOutcome.GONE, cells=one.cells,
                reading=one.reading, problems=[why], target=project,
            )
        )  # fmt: skip
    return missing
