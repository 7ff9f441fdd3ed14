"""What the columns of a ledger mean: put right for one file, remembered for the next, forgotten on a page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions, intake
from projects.forms.imports import ColumnsForm
from projects.models import ImportBatch, LedgerLayout, LedgerUnitName
from projects.views.common import send_out
from projects.views.imports import IMPORTERS, batch_of, batch_to_act_on, press, region_of
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, open_to

NAMES = "names"
ASKED = {code: field for code, field in intake.FIELDS.items() if code != "row_key"}
UNITS = [("", "按表中写明的单位"), *((code, code.replace("|", "、")) for code in intake.UNITS)]


def _sheets(batch: ImportBatch) -> list[dict]:
    return [sheet for sheet in batch.columns if sheet["columns"]]


@open_to(IMPORTERS)
@writes
def import_columns(request, pk: int):
    """The columns of one sheet; what is said of them has the file read again, and what was typed is kept."""
    batch = (batch_to_act_on if request.method == "POST" else batch_of)(request, pk)
    sheets = _sheets(batch)
    asked = request.GET.get("sheet", "0")
    place = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0
    if not sheets:
        raise Http404
    sheet = sheets[min(place, len(sheets) - 1)]
    columns = [column for column in sheet["columns"] if column.get("key")]
    form = ColumnsForm(
        request.POST or None, columns=columns, fields=ASKED, units=UNITS, initial={"version": batch.version},
        for_all=request.access.acts_in(batch.region, OFFICE_ROLES),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_columns(
                batch=batch, version=form.cleaned_data["version"], said={sheet["sheet"]: form.told()},
                remember=bool(form.cleaned_data.get("remember")), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已按新的对应关系重新读取，此前的改正和选择保留。")
            return redirect("projects:import_show", batch.pk)
    context = {"batch": batch, "sheet": sheet, "sheets": sheets, "place": place, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/import_columns.html", context, status=status)


def _layouts(request):
    region = region_of(request.access)
    rows = LedgerLayout.objects.filter(region=region, forgotten_at=None)
    return rows.select_related("told_by", "region")


def _names(request):
    known = LedgerUnitName.objects.filter(region=region_of(request.access), forgotten_at=None)
    return known.select_related("unit", "told_by").order_by("text", "pk")


@open_to(IMPORTERS)
@require_safe
def import_layouts(request):
    """What was remembered about ledgers of this office."""
    layouts, names = _layouts(request), _names(request)
    both = layouts.exists() and names.exists()
    of_names = request.GET.get("list") == NAMES if both else not layouts.exists()
    page = page_of(names, request) if of_names else page_of(layouts, request, per_page=20)
    context = {
        "page": page, "both": both, "of_names": of_names, "may_forget": request.access.has(OFFICE_ROLES),
        "lines": [] if of_names else [(layout, intake.layout_lines(layout)) for layout in page],
    }  # fmt: skip
    return render(request, "projects/import_layouts.html", context)


@open_to(IMPORTERS)
@require_safe
def import_layouts_export(request):
    now = timezone.now()
    tables = [
        intake.layout_table(list(_layouts(request)), as_of=now),
        intake.unit_name_table(list(_names(request)), as_of=now),
    ]
    return send_out(request, tables, "台账栏目对应")


@open_to(OFFICE_ROLES)
@require_POST
@writes
def import_layout_forget(request, pk: int):
    layout = get_object_or_404(_layouts(request), pk=pk)
    done = "已不再使用，下次按栏名识别。"
    return press(request, actions.forget_layout, done, to=("projects:import_layouts",), layout=layout)
