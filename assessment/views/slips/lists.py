"""Slips and the matters behind them: the lists, one slip in full, its paper, its files."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.actions.slips.ground import is_of_unit
from assessment.facts import known_now
from assessment.forms.integrity import MatterFilter
from assessment.forms.slips import CloseForm, ReplyForm, ReturnSlipForm, SlipFilter, WithdrawSlipForm
from assessment.models import Colour, Slip, SlipState, StepKind, SupervisionFile
from assessment.models.slip import OPEN
from assessment.reports.made_good import answers
from assessment.reports.slips import (
    colour_of,
    count_table,
    matter_table,
    running_slips,
    slip_table,
    state_lit,
    timeline,
)
from assessment.views.integrity import EXPORT_MOST
from assessment.views.place import acts_in, region_of, sheets
from promo.models.event import record
from promo.web.downloads import attachment
from promo.web.errors import sentence_page
from promo.web.paging import page_of
from units.access import OVERSIGHT_ROLES, UNIT_ROLES, open_to
from units.models import Role

SUPERVISION = frozenset({Role.SUPERVISOR})
READERS = OVERSIGHT_ROLES | UNIT_ROLES
AROUND = ("unit", "region", "issued_by", "signed_by", "replied_by", "closed_by")
LONG = 700  # characters from which the paper is set smaller, to stay on one sheet
TOO_MANY = f"符合条件的记录超过{EXPORT_MOST:,}条，请缩小筛选范围后再导出。"


@open_to(READERS)
@require_safe
def slip_list(request):
    today = timezone.localdate()
    form = SlipFilter(request.GET, access=request.access, today=today)
    rows = form.rows().select_related(*AROUND).order_by("-year", "-number", "region")
    if "export" in request.GET:
        if rows.count() > EXPORT_MOST:
            return sentence_page(request, TOO_MANY, status=400)
        table = slip_table(list(rows), on=today)
        return sheets(request, [table], "督办单", subject=region_of(request), note=form.words())
    page = page_of(rows, request)
    context = {
        "form": form,
        "page": page,
        "table": slip_table(page.object_list, on=today),
        "counts": count_table(Slip.objects.visible_to(request.access)),
        "may_issue": request.access.has(SUPERVISION),
    }
    return render(request, "assessment/slip_list.html", context, status=422 if form.errors else 200)


@open_to(OVERSIGHT_ROLES)
@require_safe
def matter_list(request):
    form = MatterFilter(request.GET, access=request.access)
    rows = form.rows().select_related("project", "unit", "decided_by", "region").open_first()
    if "export" in request.GET:
        if rows.count() > EXPORT_MOST:
            return sentence_page(request, TOO_MANY, status=400)
        found = list(rows)
        table = matter_table(found, running_slips(found))
        return sheets(request, [table], "督办事项", subject=region_of(request), note=form.words())
    page = page_of(rows, request)
    found = list(page.object_list)
    context = {
        "form": form,
        "page": page,
        "table": matter_table(found, running_slips(found)),
        "unit": form.cleaned_data.get("unit") if form.is_valid() else None,
        "may_issue": request.access.has(SUPERVISION),
    }
    return render(request, "assessment/matter_list.html", context, status=422 if form.errors else 200)


def slip_in_sight(request, pk: int) -> Slip:
    return get_object_or_404(Slip.objects.visible_to(request.access).select_related(*AROUND), pk=pk)


@open_to(READERS)
@require_safe
def slip_show(request, pk: int):
    return slip_page(request, slip_in_sight(request, pk))


def slip_page(request, slip: Slip, **typed):
    """The page of a slip; `typed` are forms that were sent and are not right: reply, close, back, withdraw."""
    today, start = timezone.localdate(), {"version": slip.version}
    supervises = acts_in(request.access, slip.region, SUPERVISION)
    own = is_of_unit(slip, by=request.user, on=today)
    checks = supervises and slip.state == SlipState.REPLIED and not own
    checks = checks and slip.replied_by_id != request.user.pk
    returns = {**start, "colour": slip.colour}
    rows = list(slip.findings.select_related("finding"))
    context = {
        "slip": slip,
        "colour": colour_of(slip.colour),
        "state": state_lit(slip, on=today),
        "steps": timeline(slip),
        "answers": answers(rows, region=slip.region, on=today, as_of=known_now(timezone.now())),
        "may_sign": own and slip.state == SlipState.ISSUED,
        "may_ease": supervises and slip.colour == Colour.RED and slip.state in OPEN and rows,
        "may_talk": acts_in(request.access, slip.region, OVERSIGHT_ROLES),
        "oversees": acts_in(request.access, slip.region, OVERSIGHT_ROLES),
        "reply_form": typed.get("reply")
        or (ReplyForm(initial=start) if own and slip.state == SlipState.SIGNED else None),
        "close_form": typed.get("close") or (CloseForm(initial=start) if checks else None),
        "return_form": typed.get("back") or (ReturnSlipForm(initial=returns) if checks else None),
        "withdraw_form": typed.get("withdraw")
        or (WithdrawSlipForm(initial=start) if supervises and not own and slip.state in OPEN else None),
        "withdraw_open": "withdraw" in typed,
    }
    return render(request, "assessment/slip_show.html", context, status=422 if typed else 200)


@open_to(READERS)
@require_safe
def slip_print(request, pk: int):
    """The slip as a paper on one sheet."""
    slip = slip_in_sight(request, pk)
    steps = list(slip.steps.select_related("by").order_by("number"))
    last = {kind: [step for step in steps if step.kind == kind][-1:] for kind in StepKind.values}
    texts = [slip.situation, slip.demand, slip.instruction, *(step.text for step in steps)]
    context = {
        "slip": slip,
        "is_long": sum(map(len, texts)) > LONG,
        "reply": (last[StepKind.REPLIED] or [None])[0],
        "closing": (last[StepKind.CLOSED] or [None])[0],
        "changes": [step for step in steps if step.kind in (StepKind.ESCALATED, StepKind.EASED, StepKind.RETURNED)],
    }  # fmt: skip
    return render(request, "assessment/slip_print.html", context)


@open_to(READERS)
@require_safe
def supervision_file(request, pk: int):
    """A paper or a photo goes to whoever sees what it belongs to. Who took a paper is noted; a photo is part of its
    page."""
    row = get_object_or_404(SupervisionFile.objects.visible_to(request.access), pk=pk)
    try:
        content = row.file.open("rb")
    except OSError:
        return sentence_page(request, "文件暂时无法读取，请联系管理员。", status=503)
    if request.method == "GET" and not row.is_photo:
        record(row, "downloaded", by=request.user, at=timezone.now(), what=row.name)
    return attachment(content, row.name, row.content_type)
