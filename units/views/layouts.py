"""Layouts of an office's tables: what may be laid out, one layout as a form, the default of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from promo.refusal import Refused
from promo.tables import FrozenTable, Table, arranged, fits, freeze, thaw
from promo.web.errors import sentence_page
from promo.web.text import fault_of
from promo.web.writes import writes
from units import actions
from units.access import open_to
from units.exporting import OWN, Sent, list_of, sent_from
from units.forms.layouts import LayoutForm, layout_form
from units.layout_lists import LAYOUT_LISTS
from units.models import KEEPERS, Region, TableLayout

ADDRESS_MOST = 500
PREVIEWED = 2
SALT = "units.layouts"
LASTS = 24 * 3600
DESIGNS = ("move", "preview")


@open_to(KEEPERS)
@require_safe
def layout_list(request):
    saved: dict[str, list[TableLayout]] = {}
    for layout in TableLayout.objects.visible_to(request.access).select_related("made_by", "region"):
        saved.setdefault(layout.view, []).append(layout)
    lists = []
    for title, view, query in LAYOUT_LISTS:
        address = reverse(view)
        layouts = saved.pop(list_of(resolve(address)), [])
        lists.append(
            {"title": title, "address": f"{address}?{query}" if query else address, "layouts": layouts}
        )
    lists += [
        {"title": rows[0].table, "address": rows[0].address, "layouts": rows} for rows in saved.values()
    ]
    return render(request, "units/layout_list.html", {"lists": lists})


@open_to(KEEPERS)
@writes
def layout_add(request):
    """A new layout of the table that the page `?of=` sends, drawn from the table itself."""
    address = request.GET.get("of", "")
    try:
        view = list_of(resolve(address.partition("?")[0]))
    except Resolver404:
        return redirect("units:layout_list")
    try:
        drawn = _drawn(request, address, _asked_table)
    except Refused as refusal:
        return sentence_page(request, refusal.sentence, status=422)
    table = drawn.table
    form = layout_form(table.columns, request.POST or None)
    if _is_saved(request, form):
        facts = {"view": view, "address": address, "table": table.title, "region": _home(request)}
        try:
            layout = actions.save_layout(**facts, **_said(form), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"版式“{layout.name}”已保存。")
            return redirect("units:layout_list")
    return _page(request, form, drawn)


@open_to(KEEPERS)
@writes
def layout_edit(request, pk: int):
    layout = _own(request, pk)
    try:
        drawn = _drawn(request, layout.address, lambda tables, _: _table_of(layout, tables))
    except Refused as refusal:
        return sentence_page(request, refusal.sentence, status=422)
    table = drawn.table
    first = {"name": layout.name, "is_default": layout.is_default, "version": layout.version}
    form = layout_form(table.columns, request.POST or None, saved=layout.arrangement, initial=first)
    if _is_saved(request, form):
        said = {**_said(form), "version": form.cleaned_data["version"]}
        try:
            actions.change_layout(layout=layout, **said, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"版式“{layout.name}”已保存。")
            return redirect("units:layout_list")
    return _page(request, form, drawn, layout)


@open_to(KEEPERS)
@writes
@require_POST
def layout_use(request, pk: int):
    """The default of its list, or no longer."""
    layout, wanted = _own(request, pk), request.POST.get("wanted") == "on"
    actions.use_layout(layout=layout, wanted=wanted, by=request.user, at=timezone.now())
    messages.success(request, f"“{layout.table}”导出时{'默认使用此版式' if wanted else '恢复使用原表'}。")
    return redirect("units:layout_list")


@open_to(KEEPERS)
@writes
@require_POST
def layout_delete(request, pk: int):
    layout = _own(request, pk)
    actions.delete_layout(layout=layout, by=request.user, at=timezone.now())
    messages.success(request, f"版式“{layout.name}”已删除。")
    return redirect("units:layout_list")


def _own(request, pk: int) -> TableLayout:
    rows = TableLayout.objects.visible_to(request.access).select_related("region")
    return get_object_or_404(rows, pk=pk)


def _home(request) -> Region:
    """The region the person keeps layouts for."""
    for row in request.access.memberships:
        if row.role in KEEPERS:
            return row.unit.region
    raise Http404


@dataclass(frozen=True)
class Drawn:
    """The table that is laid out, with its first rows, and the titles of all tables of its workbook. It travels in the
    form, signed: a long list is read once and not at every press of a button."""

    address: str
    titles: Sequence[str]
    table: FrozenTable
    ticket: str


def _drawn(request, address: str, choose: Callable) -> Drawn:
    if (sent := _sent_back(request, address)) is not None:
        return sent
    if len(address) > ADDRESS_MOST or any(map(fault_of, address)):
        raise Http404
    asked = f"{address}{'&' if '?' in address else '?'}layout={OWN}"
    found = sent_from(asked, user=request.user, at=timezone.now())
    if not isinstance(found, Sent):
        raise Http404  # a workbook in a form of its own has no layout
    tables = found.tables
    table = choose(tables, request)
    shown = {"rows": table.rows[:PREVIEWED], "total_row": False}
    short = (
        replace(table, **shown)
        if isinstance(table, Table)
        else replace(table, body=table.body[:PREVIEWED], foot=None)
    )
    kept = {"address": address, "titles": [one.title for one in tables], "table": freeze(short)}
    ticket = signing.dumps(kept, salt=SALT, compress=True)
    return Drawn(address, kept["titles"], thaw(kept["table"]), ticket)


def _sent_back(request, address: str) -> Drawn | None:
    """What an earlier drawing of this form gave, where it is of this address and less than a day old."""
    ticket = request.POST.get("drawn", "")
    try:
        kept = signing.loads(ticket, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if kept["address"] != address:
        return None
    return Drawn(address, kept["titles"], thaw(kept["table"]), ticket)


def _asked_table(tables: Sequence, request):
    """The table of the workbook that is laid out; `?table=` counts from 0."""
    number = request.GET.get("table", "0")
    is_one = number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(tables)
    return tables[int(number) if is_one else 0]


def _table_of(layout: TableLayout, tables: Sequence):
    return next((one for one in tables if fits(one, layout.arrangement)), tables[0])


def _is_saved(request, form: LayoutForm) -> bool:
    """Whether the form is sent to be kept: a moved column and a look at the head keep nothing."""
    if request.method != "POST":
        return False
    if asked := request.POST.get("move", ""):
        form.move(asked)
    return not any(name in request.POST for name in DESIGNS) and form.is_valid()


def _said(form: LayoutForm) -> dict:
    data = form.cleaned_data
    return {"name": data["name"], "is_default": data["is_default"], "arrangement": form.arrangement()}


def _page(request, form: LayoutForm, drawn: Drawn, layout: TableLayout | None = None):
    is_look = request.method == "POST" and any(name in request.POST for name in DESIGNS)
    shown = {
        "form": form,
        "layout": layout,
        "drawn": drawn,
        "preview": _preview(form, drawn.table),
    }
    return render(
        request, "units/layout_form.html", shown, status=200 if is_look or not form.is_bound else 422
    )


def _preview(form: LayoutForm, table: FrozenTable) -> FrozenTable:
    """The head and the first rows as they will be; the table as it is while the form has faults."""
    if not form.is_bound:
        bound = layout_form(table.columns, {**form.initial, "name": "-"})
        return arranged(table, bound.arrangement()) if bound.is_valid() else table
    has_columns = form.is_valid() or not (form.errors.keys() - {"name", "version"})
    return arranged(table, form.arrangement()) if has_columns else table
