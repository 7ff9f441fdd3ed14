"""The steps of a slip: issue, sign, reply, close, return, withdraw, ease."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment import actions
from assessment.forms.publishing import StepForm
from assessment.forms.slips import CloseForm, ReplyForm, ReturnSlipForm, SlipForm, WithdrawSlipForm
from assessment.models import Slip, SlipSource
from assessment.reports.slips import free_matters
from assessment.views.place import must_act_in, whole
from assessment.views.slips.lists import SUPERVISION, slip_in_sight, slip_page
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import UNIT_ROLES, open_to
from units.models import Unit

STALE = "页面已过期，请刷新后再办理。"


@open_to(SUPERVISION)
@writes
def slip_add(request):
    """From the matters of one unit (`?unit=`, some of them ticked by `?finding=`), or without any."""
    today, here = timezone.localdate(), request.access.regions_q("region__path", SUPERVISION)
    units = Unit.objects.filter(here).active(on=today).order_by("region", "order", "code")
    unit = get_object_or_404(units, pk=whole(request.GET["unit"])) if "unit" in request.GET else None
    matters = free_matters(unit.pk) if unit else []
    form = SlipForm(
        request.POST or None, request.FILES or None, units=units, matters=matters,
        initial=_beginning(unit, matters, request.GET.getlist("finding")),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.issue_slip(by=request.user, at=timezone.now(), **form.for_action())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{slip.code}已下达，请{slip.unit.short_name}签收。")
            return redirect(slip)
    context = {"form": form, "unit": unit, "matters": matters}
    return render(request, "assessment/slip_add.html", context, status=422 if form.errors else 200)


def _beginning(unit: Unit | None, matters: list, asked: list[str]) -> dict:
    """What the form begins with: the matters asked for, in their own words."""
    if unit is None or not matters:
        return {"unit": unit, "source": SlipSource.INSTRUCTION, "colour": "blue"}
    chosen = [row for row in matters if str(row.pk) in asked] or matters[:1]
    return {
        "unit": unit, "source": SlipSource.FINDING, "colour": "blue", "findings": [row.pk for row in chosen],
        "title": f"关于{chosen[0].get_kind_display()}的督办", "situation": "\n".join(row.words for row in chosen),
    }  # fmt: skip


@open_to(UNIT_ROLES)
@writes
@require_POST
def slip_sign(request, pk: int):
    slip = _own(request, pk)
    return _pressed(request, slip, actions.sign_slip, "已签收，请按时办理并回复。")


@open_to(UNIT_ROLES)
@writes
@require_POST
def slip_reply(request, pk: int):
    slip = _own(request, pk)
    form = ReplyForm(request.POST, request.FILES)
    return _sent(request, slip, form, "reply", actions.reply_slip, "回复已提交，由督查办核查。")


@open_to(SUPERVISION)
@writes
@require_POST
def slip_close(request, pk: int):
    slip = _supervised(request, pk)
    return _sent(request, slip, CloseForm(request.POST), "close", actions.close_slip, "督办单已办结。")


@open_to(SUPERVISION)
@writes
@require_POST
def slip_return(request, pk: int):
    slip = _supervised(request, pk)
    form = ReturnSlipForm(request.POST)
    return _sent(request, slip, form, "back", actions.return_slip, "已退回重办，办理时限重新计算。")


@open_to(SUPERVISION)
@writes
@require_POST
def slip_withdraw(request, pk: int):
    slip = _supervised(request, pk)
    form = WithdrawSlipForm(request.POST)
    return _sent(request, slip, form, "withdraw", actions.withdraw_slip, "督办单已撤销，编号保留。")


@open_to(SUPERVISION)
@writes
@require_POST
def slip_ease(request, pk: int):
    slip = _supervised(request, pk)
    return _pressed(request, slip, actions.ease_slip, "差距已补齐，督办单由红色降为黄色。")


def _own(request, pk: int) -> Slip:
    """A slip of the person's own unit; another's is out of sight even to who oversees it."""
    slip = slip_in_sight(request, pk)
    return get_object_or_404(Slip.objects.filter(unit__in=request.access.unit_ids), pk=slip.pk)


def _supervised(request, pk: int) -> Slip:
    slip = slip_in_sight(request, pk)
    must_act_in(request.access, slip.region, SUPERVISION)
    return slip


def _pressed(request, slip: Slip, act: Callable, done: str):
    """A button: done, or the refusal as a message."""
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(STALE)
        act(slip=slip, version=form.cleaned_data["version"], by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("assessment:slip_show", slip.pk)


def _sent(request, slip: Slip, form, name: str, act: Callable, done: str):
    """A form on the page of the slip: done, or the page again with what was typed."""
    if form.is_valid():
        try:
            act(slip=slip, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("assessment:slip_show", slip.pk)
    return slip_page(request, slip, **{name: form})
