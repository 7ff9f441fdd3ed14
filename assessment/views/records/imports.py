"""Records from a workbook: the blank form, the upload, the preview row by row, one confirmation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.forms.records import SheetForm
from assessment.models import FigureKind, ImportState, RecordImport
from assessment.record_sheet import Judge, ReadRow
from assessment.reports.records import import_table
from assessment.views.place import must_act_in, region_of, sheets
from assessment.views.records.common import KEEPERS
from promo.refusal import Refused
from promo.sheets.filling import FillColumn, FillSheet, WordSheet, filling_workbook
from promo.web.downloads import XLSX, attachment
from promo.web.writes import writes
from units.access import open_to
from units.models import Unit

WORDS = (
    "登记表填写说明",
    "一张表只登记一个事项，事项在上传时选择。",
    "单位须与单位名册一致；日期按“2026-03-05”填写，须写明年份。",
    "数值按事项的计量单位填写，也可以写明单位，如“5000万元”；按次登记的事项不填即为1次。",
    "依据填写文件名称及文号。上传后先显示每一行的结果，确认后导入，由他人核实后计入考核。",
)


@open_to(KEEPERS)
@writes
def record_import_add(request):
    now = timezone.now()
    kinds = FigureKind.objects.active().filter(request.access.regions_q("region__path", KEEPERS))
    form = SheetForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.read_record_import(**form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(batch)
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/record_import_add.html", {"form": form}, status=status)


@open_to(KEEPERS)
@require_safe
def record_import_template(request):
    """A blank form that offers the names of the region's units."""
    region = region_of(request)
    units = Unit.objects.filter(region=region, is_assessed=True).active(on=timezone.localdate())
    names = tuple(units.order_by("order", "code").values_list("name", flat=True))
    sheet = FillSheet(
        "登记表",
        [
            FillColumn("单位", width=18, choices="单位名册"),
            FillColumn("日期", kind="day"),
            FillColumn("数值", kind="amount"),
            FillColumn("依据", width=30),
            FillColumn("说明", width=24),
        ],
    )
    roll = FillSheet("单位名册", [FillColumn("单位", width=24)], [(name,) for name in names])
    content = filling_workbook([WordSheet("填写说明", WORDS), sheet, roll], opened_at=1)
    return attachment(content, "登记表模板.xlsx", XLSX)


def _batch(request, pk: int) -> RecordImport:
    rows = RecordImport.objects.visible_to(request.access).select_related("kind__region", "source", "read_by")
    batch = get_object_or_404(rows, pk=pk)
    must_act_in(request.access, batch.kind.region, KEEPERS)
    return batch


@open_to(KEEPERS)
@require_safe
def record_import_show(request, pk: int):
    batch = _batch(request, pk)
    rows = _rows(batch)
    good = sum(not row.problem for row in rows)
    table = import_table(rows, batch.kind, state=batch.state)
    if "export" in request.GET:
        return sheets(request, [table], f"{batch.kind.name}登记表", subject=batch)
    context = {
        "batch": batch,
        "is_open": batch.state == ImportState.READ,
        "good": good,
        "bad": len(rows) - good,
        "table": table,
    }
    return render(request, "assessment/record_import_show.html", context)


def _rows(batch: RecordImport) -> list[ReadRow]:
    """Judged as of now while it waits, afterwards as it was judged then."""
    if batch.state == ImportState.READ:
        return Judge(batch.kind, today=timezone.localdate()).rows(batch.rows)
    return [ReadRow(row["number"], row, problem=row.get("problem", "")) for row in batch.rows]


@open_to(KEEPERS)
@require_POST
@writes
def record_import_confirm(request, pk: int):
    batch = _batch(request, pk)
    try:
        rows = actions.confirm_record_import(batch=batch, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已导入{len(rows)}条，待他人核实。")
    return redirect(batch)


@open_to(KEEPERS)
@require_POST
@writes
def record_import_discard(request, pk: int):
    batch = _batch(request, pk)
    try:
        actions.discard_record_import(batch=batch, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已取消，没有导入任何记录。")
    return redirect(batch)
