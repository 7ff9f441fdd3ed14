"""Talks: the list of those a person may see, one in full, recording one, its correction."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions
from assessment.forms.talks import CorrectTalkForm, TalkFilter, TalkForm
from assessment.models import ConsequenceDecision, Slip, Talk
from assessment.reports.talks import earlier_of, state_of, talk_table
from assessment.views.integrity import EXPORT_MOST
from assessment.views.place import acts_in, must_act_in, region_of, sheets, whole
from assessment.views.slips.lists import TOO_MANY
from promo.refusal import Refused
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OVERSIGHT_ROLES, open_to
from units.models import Role, Unit

READERS = OVERSIGHT_ROLES | {Role.UNIT_HEAD}
KEPT = (
    "kind", "person", "held_on", "held_by", "present", "basis", "result", "document", "shown_to_head",
)  # fmt: skip


@open_to(READERS)
@require_safe
def talk_list(request):
    form = TalkFilter(request.GET, access=request.access)
    rows = form.rows().select_related("recorded_by")
    if "export" in request.GET:
        if rows.count() > EXPORT_MOST:
            return sentence_page(request, TOO_MANY, status=400)
        # what was filtered for would tell in the record whom it was about
        return sheets(request, [talk_table(list(rows))], "谈话和表态", subject=region_of(request))
    page = page_of(rows, request)
    context = {
        "form": form,
        "page": page,
        "table": talk_table(page.object_list),
        "may_record": request.access.has(OVERSIGHT_ROLES),
    }
    return render(request, "assessment/talk_list.html", context, status=422 if form.errors else 200)


def _talk(request, pk: int) -> Talk:
    rows = Talk.objects.visible_to(request.access)
    return get_object_or_404(rows.select_related("unit", "region", "recorded_by", "slip", "decision"), pk=pk)


@open_to(READERS)
@require_safe
def talk_show(request, pk: int):
    row = _talk(request, pk)
    oversees = acts_in(request.access, row.region, OVERSIGHT_ROLES)
    follower = Talk.objects.visible_to(request.access).filter(corrects=row).first()
    context = {
        "row": row,
        "state": state_of(row),
        "follower": follower,
        "files": row.files.all(),
        "earlier": earlier_of(row) if oversees else [],
        "may_correct": oversees and not row.is_void and not Talk.objects.filter(corrects=row).exists(),
        "oversees": oversees,
    }
    return render(request, "assessment/talk_show.html", context)


@open_to(OVERSIGHT_ROLES)
@writes
def talk_add(request):
    """`?slip=` or `?decision=` is what it follows from, and says the unit."""
    here = request.access.regions_q("region__path", OVERSIGHT_ROLES)
    slip, decision = _follows(request)
    source = slip or decision
    units = Unit.objects.filter(here).active(on=timezone.localdate()).order_by("region", "order", "code")
    if source:
        units = Unit.objects.filter(here, pk=source.unit_id)
    form = TalkForm(
        request.POST or None, request.FILES or None, units=units, initial=_beginning(slip, decision)
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_talk(
                slip=slip, decision=decision, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "已登记。")
            return redirect(row)
    context = {"form": form, "source": source}
    return render(request, "assessment/talk_add.html", context, status=422 if form.errors else 200)


def _follows(request) -> tuple[Slip | None, ConsequenceDecision | None]:
    """The slip or the decision of the address, if it is in a region that the person oversees."""
    access, slip, decision = request.access, None, None
    if "slip" in request.GET:
        rows = Slip.objects.filter(access.regions_q("region__path", OVERSIGHT_ROLES))
        slip = get_object_or_404(rows.select_related("unit"), pk=whole(request.GET["slip"]))
    if "decision" in request.GET:
        rows = ConsequenceDecision.objects.filter(access.regions_q("run__region__path", OVERSIGHT_ROLES))
        decision = get_object_or_404(rows.select_related("unit"), pk=whole(request.GET["decision"]))
    if slip and decision:
        raise Http404
    return slip, decision


def _beginning(slip: Slip | None, decision: ConsequenceDecision | None) -> dict:
    start: dict = {"held_on": timezone.localdate()}
    if slip:
        start |= {"unit": slip.unit, "basis": f"{slip.code}：{slip.title}", "document": slip.code}
    if decision:
        start |= {
            "unit": decision.unit, "basis": f"{decision.rule_name}：{decision.reasons}"[:500],
            "document": decision.document,
            "kind": "commendation" if decision.kind == "commendation" else "summons",
        }  # fmt: skip
    return start


@open_to(OVERSIGHT_ROLES)
@writes
def talk_correct(request, pk: int):
    row = _talk(request, pk)
    must_act_in(request.access, row.region, OVERSIGHT_ROLES)
    start = {name: getattr(row, name) for name in KEPT}
    form = CorrectTalkForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.correct_talk(row=row, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "更正已登记，原记录保留。")
            return redirect(new)
    context = {"form": form, "row": row}
    return render(request, "assessment/talk_correct.html", context, status=422 if form.errors else 200)
