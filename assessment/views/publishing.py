"""How a ranking goes out: the public notice, giving it up, publishing."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment import actions
from assessment.forms.publishing import NoticeForm, UnnoticedForm, VoidForm
from assessment.models import RunNotice, RunObjection, RunState, ScoreRun
from assessment.reports.notices import notice_file, notice_pdf
from assessment.reports.stamps import scheme_words, stamp
from assessment.views.place import SECOND_ROLES, must_act_in, sheets
from assessment.views.runs import linked_tables, run_in_sight, steps_of
from promo.calendar import exceptions_since
from promo.days import show_day
from promo.models.event import record
from promo.paper import prints_pdf
from promo.refusal import Refused
from promo.web.downloads import attachment
from promo.web.forms import PromoForm
from promo.web.writes import writes
from promo.workdays import next_workday
from units.access import BUSINESS_ROLES, open_to
from units.models import Role

SUPERVISION = frozenset({Role.SUPERVISOR})


@open_to(BUSINESS_ROLES)
@require_safe
def run_notice(request, pk: int):
    """The notice as it hangs out, on paper too: days, text, contact, the ranking, the stamp."""
    run = run_in_sight(request, pk)
    notice = get_object_or_404(RunNotice.objects.select_related("put_up_by"), run=run)
    tables = linked_tables(run, request)
    if "export" in request.GET:
        return sheets(request, [table for _, table in tables], f"{run.scheme.name}公示", subject=run)
    objections = RunObjection.objects.visible_to(request.access).filter(run=run)
    context = {
        "run": run,
        "groups": [(name, replace(table, notes=())) for name, table in tables],
        "notes": tables[0][1].notes if tables else [],
        "stamp": stamp(run, rows=sum(len(table.rows) for _, table in tables), errata=run.errata.approved()),
        "own": objections.filter(unit__in=request.access.unit_ids).select_related("line", "item"),
        "objection_count": run.objections.exclude(state="withdrawn").count(),
        "prints_pdf": prints_pdf(),
        "unsettled_count": run.objections.unsettled().count(),
        **steps_of(request, run),
        "notice": notice,
    }
    return render(request, "assessment/run_notice.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def run_notice_word(request, pk: int):
    """The notice as an official paper, to be sealed and put on the board; `?as=pdf` where LibreOffice is there."""
    run = run_in_sight(request, pk)
    notice = get_object_or_404(RunNotice.objects.select_related("run__region", "run__scheme"), run=run)
    try:
        file = notice_pdf(notice) if request.GET.get("as") == "pdf" else notice_file(notice)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("assessment:run_notice", run.pk)
    name, content, content_type = file
    record(run, "downloaded", by=request.user, at=timezone.now(), what=name)
    return attachment(content, name, content_type)


@open_to(SUPERVISION)
@writes
def run_notice_add(request, pk: int):
    run = run_in_sight(request, pk)
    must_act_in(request.access, run.region, SUPERVISION)
    today = timezone.localdate()
    start = {
        "first_on": next_workday(today, exceptions_since(today)),
        "contact": f"{run.region.name}督查办，联系人{request.user.name}{request.user.phone}",
        "text": _drafted(run),
    }
    form = NoticeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            notice = actions.put_up_notice(run=run, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"已开始公示，{show_day(notice.last_on)}截止。")
            return redirect("assessment:run_notice", pk)
    return _asked(request, form, run, title="公示考核排名", submit="开始公示", note=NOTICE_NOTE)


NOTICE_NOTE = "公示期内各单位可以查看排名并提出异议；期满且异议办结后，由他人发布。"


def _drafted(run: ScoreRun) -> str:
    return (
        f"根据{scheme_words(run)}，现将{run.region.name}{run.scheme.year}年招商引资考核结果"
        f"（截至{show_day(run.until)}）予以公示。对公示内容有异议的，请在公示期内以单位名义提出，写明事实、理由并附证明材料。逾期不再受理。"
    )


def _asked(
    request, form: PromoForm, run: ScoreRun, *, title: str, submit: str, note: str = "", confirm: str = ""
):
    context = {
        "form": form, "run": run, "title": title, "submit": submit, "note": note, "confirm": confirm,
        "back": reverse("assessment:run_show", args=[run.pk]),
    }  # fmt: skip
    return render(request, "assessment/run_step.html", context, status=422 if form.errors else 200)


@open_to(SUPERVISION)
@writes
def run_void(request, pk: int):
    run = run_in_sight(request, pk)
    must_act_in(request.access, run.region, SUPERVISION)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.void_run(run=run, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "本次排名已作废。更正数据后请重新计算。")
            return redirect("assessment:run_show", pk)
    note = "作废后本次排名不再发布，公示和异议记录保留，各单位仍可查看。"
    return _asked(
        request, form, run, title="作废排名", submit="作废", note=note, confirm="作废后不能恢复，确定作废？"
    )


@open_to(SECOND_ROLES)
@writes
def run_publish(request, pk: int):
    """After its notice a button; without one, a page that asks for the reason."""
    run = run_in_sight(request, pk)
    must_act_in(request.access, run.region, SECOND_ROLES)
    asks = run.state == RunState.DONE
    form = (UnnoticedForm if asks else PromoForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.publish_run(run=run, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            if asks:
                form.refuse(refusal)
            else:
                messages.error(request, refusal.sentence)
                return redirect("assessment:run_show", pk)
        else:
            messages.success(request, f"第{run.number}期排名已发布。")
            return redirect("assessment:run_show", pk)
    if not asks:
        return redirect("assessment:run_show", pk)
    confirm = "发布后排名不能再修改，各单位可以看到。确定发布？"
    note = "本次排名未经公示。须由督查办公示的，请返回办理公示。"
    return _asked(request, form, run, title="不经公示直接发布", submit="发布", note=note, confirm=confirm)
