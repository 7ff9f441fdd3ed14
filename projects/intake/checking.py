"""An imported row beside what the register holds of it, and samples of an import as tables."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from projects.intake.correcting import columns_of
from projects.intake.fields import FIELDS
from projects.intake.ledger_form import ORDER
from projects.intake.sending import lines_of
from projects.models import ImportBatch, ImportRow, ImportSample, SampledRow
from promo.tables import Column, Table

NOT_KEPT = "不登记"


def side_by_side(batch: ImportBatch, row: ImportRow) -> list[dict]:
    """Each source cell of the row with what stands in the register now; money in 万元."""
    project = getattr(row, "project", None) or row.target
    kept = dict(zip(ORDER, lines_of([project])[0][1:], strict=True)) if project else {}
    return [
        {
            "col": one["col"],
            "header": one["header"],
            "meaning": FIELDS[one["field"]].name if one["field"] else "",
            "source": row.cells.get(one["col"], ""),
            "typed": row.typed.get(one["col"]),
            "registered": kept.get(one["field"], NOT_KEPT),
        }
        for one in columns_of(batch, row) or _columns(batch, row)
    ]


def _columns(batch: ImportBatch, row: ImportRow) -> list[dict]:
    """Of an import that kept no tables: what its sheet's columns were taken for, else the letters alone."""
    own = [sheet["columns"] for sheet in batch.columns if sheet["sheet"][:100] == row.sheet]
    known = own[0] if own and own[0] else [{"col": col} for col in row.cells]
    return [{"header": "", "field": "", **one} for one in known]


def sample_table(sample: ImportSample, rows: Sequence[SampledRow], *, as_of: datetime) -> Table:
    """The drawn rows in the order in which they were drawn."""

    def where(one: SampledRow) -> str:
        return reverse("projects:import_check_row", args=[sample.batch_id, one.row_id])

    columns = [
        Column("次序", "place", "serial"),
        Column("工作表", "row.sheet"),
        Column("行号", "row.number", "serial", link=where),
        Column("项目名称", _name, width=24, link=where),
        Column("引资单位", lambda one: one.row.reading.get("values", {}).get("lead_unit") or ""),
        Column("核对结果", lambda one: one.get_verdict_display() or "未核对"),
        Column("说明", "note", width=24),
        Column("核对人", "checked_by.name"),
        Column("核对时间", "checked_at", "moment"),
    ]
    return Table("台账抽查", columns, rows, caption=drawn_words(sample), as_of=as_of)


def drawn_words(sample: ImportSample) -> str:
    return f"{sample.batch.name}：从{sample.population:,}行中抽取{sample.size:,}行，种子{sample.seed}"


def _name(one: SampledRow) -> str:
    return one.row.reading.get("values", {}).get("name") or ""


def checking_table(batches: Sequence[ImportBatch], *, as_of: datetime) -> Table:
    """Imports with what of them waits and was verified; a row carries waiting_count, verified_count, sample_words."""
    columns = [
        Column("文件名", "name", link=lambda batch: reverse("projects:import_check", args=[batch.pk])),
        Column("数据截止日期", "cut_off_on", "day"),
        Column("待核实", "waiting_count", "count", group="节点和资金"),
        Column("已核实", "verified_count", "count", group="节点和资金"),
        Column("抽查", "sample_words", width=24),
        Column("确认导入", "confirmed_by.name"),
        Column("确认时间", "confirmed_at", "moment"),
    ]
    return Table("台账抽查与核实", columns, batches, as_of=as_of)
