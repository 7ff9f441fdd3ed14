"""Files of ledger imports: the template, the register to be corrected, the file as it came, what stays out."""

from pathlib import PurePath

from django.db.models import Q
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import intake
from projects.models import MAY_COME_IN, RowOutcome, Status
from projects.rights import editable_by
from projects.views.common import send_out
from projects.views.imports import IMPORTERS, batch_of, region_of
from promo.models.event import record
from promo.web.downloads import XLSX, attachment
from units.access import Access, open_to
from units.exporting import send_book
from units.models import Unit

LEFT_OUT = Q(outcome=RowOutcome.REFUSED) | Q(outcome__in=MAY_COME_IN, is_chosen=False)


@open_to(IMPORTERS)
@require_safe
def import_template(request):
    names = _units_to_name(request.access)
    return attachment(intake.template_workbook(names), "招商引资项目台账模板.xlsx", XLSX)


def _units_to_name(access: Access):
    """The names of the units whose projects a person may import."""
    units = Unit.objects.active(on=timezone.localdate())
    region = region_of(access)
    own = intake.own_units_of(access, region)
    reach = units.filter(region__path__startswith=region.path)
    return (units.filter(pk__in=own) if own is not None else reach).values_list("name", flat=True)


@open_to(IMPORTERS)
@require_safe
def import_register(request):
    """The projects whose description the person may correct, as a ledger that comes back with the edited cells."""
    rows = editable_by(request.access).filter(status__in=(Status.ACTIVE, Status.SUSPENDED)).distinct()
    around = rows.select_related("investor", "lead_unit").order_by("lead_unit__name", "code")
    return send_book(
        request,
        lambda told: intake.register_workbook(around, _units_to_name(request.access), told),
        f"项目台账改报{timezone.localdate():%Y%m%d}",
        rows=rows.count(),
        what="项目台账改报",
    )


@open_to(IMPORTERS)
@require_safe
def import_file(request, pk: int):
    batch = batch_of(request, pk)
    record(batch, "downloaded", by=request.user, at=timezone.now(), what="原台账文件", name=batch.name)
    return attachment(batch.file.open("rb"), batch.name, "application/octet-stream")


@open_to(IMPORTERS)
@require_safe
def import_rejects(request, pk: int):
    """The rows that stay out, in the shape of the file, with the reason in red before each."""
    batch = batch_of(request, pk)
    rows = list(batch.rows.filter(LEFT_OUT).order_by("pk"))
    record(batch, "downloaded", by=request.user, at=timezone.now(), what="未导入的行", rows=len(rows))
    return attachment(
        intake.rejects_workbook(batch, rows), f"未导入的行 {PurePath(batch.name).stem[:60]}.xlsx", XLSX
    )


@open_to(IMPORTERS)
@require_safe
def import_export(request, pk: int):
    batch = batch_of(request, pk)
    table = intake.preview_table(batch, list(batch.rows.order_by("pk")), as_of=timezone.now())
    return send_out(request, [table], "台账导入明细", filter_note=batch.name)
