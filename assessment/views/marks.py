"""Manual marks: the grid of a scheme, the versions of one mark, a new one, its file."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions, facts
from assessment.actions.marks import entries_of
from assessment.forms.marks import MarkForm
from assessment.models import ManualMark, Scheme
from assessment.models.scheme import OVER
from assessment.reports.marks import grid_table, head_of, mark_address, versions_table
from assessment.reports.rounds import standing_rounds
from assessment.reports.standing import document_of
from assessment.views.place import acts_in, must_act_in, region_of, sees_all, sheets, whole
from promo.models.event import record
from promo.refusal import Refused
from promo.web.downloads import attachment
from promo.web.uploads import CONTENT_TYPES, suffix_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, REGION_ROLES, open_to
from units.models import Role, Unit

MARKERS = frozenset({Role.SUPERVISOR})


@open_to(BUSINESS_ROLES)
@require_safe
def mark_list(request):
    """The scheme of `?scheme=`, otherwise the newest in use."""
    now = timezone.now()
    schemes = Scheme.objects.visible_to(request.access).select_related("region")
    in_use = schemes.in_use().filter(region=region_of(request)).order_by("-year")
    asked = request.GET.get("scheme")
    scheme = get_object_or_404(schemes, pk=whole(asked)) if asked else in_use.first()
    if scheme is None:
        return render(request, "assessment/mark_list.html", {"scheme": None})
    tables = _grid(request, scheme, now)
    if "export" in request.GET:
        return sheets(request, tables, f"{scheme.year}年人工评分", subject=scheme)
    context = {
        "scheme": scheme,
        "tables": tables,
        "may_mark": acts_in(request.access, scheme.region, MARKERS),
        "rounds": standing_rounds(scheme),
    }
    return render(request, "assessment/mark_list.html", context)


def _grid(request, scheme: Scheme, now) -> list:
    document, today = document_of(scheme), timezone.localdate(now)
    clock = document.clock(today)
    on = today if clock.contains(today) else facts.last_day_of(clock)
    members = facts.roster(scheme.region, on=on)
    if not sees_all(request.access, scheme.region):
        members = [one for one in members if one.unit_id in request.access.unit_ids]
    found = facts.marks(scheme, on=on, as_of=facts.known_now(now))
    classes = {one.unit_class for one in members}
    return [
        grid_table(scheme, group.unit_class, members, entries, found)
        for group in document.groups
        if group.unit_class in classes and (entries := entries_of(document, group.unit_class))
    ]


class Marked:
    """The mark an address names: scheme, unit and what is entered; out of sight is 404."""

    def __init__(self, request, scheme_pk: int, unit_pk: int, code: str) -> None:
        schemes = Scheme.objects.visible_to(request.access).select_related("region")
        self.scheme = get_object_or_404(schemes, pk=scheme_pk)
        units = Unit.objects.filter(region=self.scheme.region).visible_to(request.access)
        self.unit = get_object_or_404(units, pk=unit_pk)
        self.document = document_of(self.scheme)
        entries = {
            one: entry
            for group in self.document.groups
            for one, entry in entries_of(self.document, group.unit_class).items()
        }
        if code not in entries:
            raise Http404
        self.code = code
        self.source, self.most = entries[code]
        rows = ManualMark.objects.filter(scheme=self.scheme, unit=self.unit, indicator=code)
        self.versions = list(rows.select_related("recorded_by").order_by("-version"))
        self.latest = self.versions[0] if self.versions else None
        self.title = f"{self.unit.name}{self.scheme.year}年{self.source.label}评分"
        self.address = mark_address(scheme_pk, unit_pk, code)
        self.head = head_of(self.source, self.most)


@open_to(BUSINESS_ROLES)
@require_safe
def mark_history(request, scheme_pk: int, unit_pk: int, code: str):
    marked = Marked(request, scheme_pk, unit_pk, code)
    table = versions_table(marked.versions, title=marked.title)
    if "export" in request.GET:
        return sheets(request, [table], marked.title, subject=marked.scheme)
    is_open = marked.scheme.state not in OVER
    may_mark = is_open and acts_in(request.access, marked.scheme.region, MARKERS)
    rounds = [one for one in standing_rounds(marked.scheme) if one.code == code]
    context = {
        "marked": marked,
        "table": table,
        "may_mark": may_mark and not rounds,
        "round": rounds[0] if rounds else None,
    }
    return render(request, "assessment/mark_history.html", context)


@open_to(MARKERS)
@writes
def mark_add(request, scheme_pk: int, unit_pk: int, code: str):
    now = timezone.now()
    marked = Marked(request, scheme_pk, unit_pk, code)
    must_act_in(request.access, marked.scheme.region, MARKERS)
    today = timezone.localdate(now)
    start = {"version": marked.latest.version if marked.latest else 0, "marked_on": today}
    form = MarkForm(
        request.POST or None,
        request.FILES or None,
        most=marked.most,
        label=marked.head,
        today=today,
        initial=start,
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.give_mark(
                scheme=marked.scheme, unit=marked.unit, indicator=code, hundredths=given.pop("mark"),
                expected=given.pop("version"), **given, by=request.user, at=now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "评分已保存。")
            return redirect(marked.address)
    context = {"form": form, "marked": marked}
    return render(request, "assessment/mark_add.html", context, status=422 if form.errors else 200)


@open_to(BUSINESS_ROLES)
@require_safe
def mark_file(request, pk: int):
    """The paper behind a mark; the region's roles and the unit itself may have it."""
    rows = ManualMark.objects.filter(
        request.access.regions_q("scheme__region__path", REGION_ROLES) | Q(unit__in=request.access.unit_ids)
    )
    mark = get_object_or_404(rows.exclude(file_name=""), pk=pk)
    record(mark, "downloaded", by=request.user, at=timezone.now(), what=mark.file_name)
    kind = CONTENT_TYPES.get(suffix_of(mark.file_name), "application/octet-stream")
    return attachment(mark.file.open("rb"), mark.file_name, kind)
