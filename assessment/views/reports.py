"""Doors to the periodic reports: read, word, publish, take away as a workbook or an official paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.actions.reports import PUBLISHED, publish_report, reword_report
from assessment.forms.reports import PublishForm, WordsForm
from assessment.models import Report, ReportState
from assessment.reports.changes import changed_sections
from assessment.reports.filed import issuer_of, report_file, report_pdf
from assessment.reports.paper_numbers import head_of, next_number, paper_number
from assessment.reports.papers import issue_name, report_table, span
from assessment.reports.report_copies import listed_for, readers_of, unfilled
from assessment.reports.report_kinds import not_drafted, setup_of
from assessment.reports.sections import stored_sections
from assessment.views.place import acts_in, must_act_in, region_of, sheets
from projects.rulebook.reports import REPORTS
from promo.models import Event
from promo.models.event import record
from promo.paper import Form, prints_pdf
from promo.refusal import Refused
from promo.web.downloads import attachment
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role

READERS = BUSINESS_ROLES
WRITERS = frozenset({Role.SUPERVISOR})
PUBLISHERS = WRITERS | {Role.LEADER}


def _report(request, pk: int) -> Report:
    rows = Report.objects.visible_to(request.access)
    rows = rows.select_related("region", "edited_by", "published_by", "rule__region")
    return get_object_or_404(rows, pk=pk)


@open_to(READERS)
@require_safe
def report_list(request):
    rows = Report.objects.visible_to(request.access).select_related("region", "published_by")
    rows = rows.defer("tables", "words", "drafted_words").order_by("-start", "region")
    if "export" in request.GET:
        return sheets(request, [report_table(rows)], "督查通报目录", subject=region_of(request))
    page = page_of(rows, request)
    context = {
        "page": page,
        "table": report_table(page.object_list),
        "not_drafted": not_drafted(region_of(request), on=timezone.localdate()),
    }
    return render(request, "assessment/report_list.html", context)


@open_to(READERS)
@require_safe
def report_show(request, pk: int):
    return _shown(request, _report(request, pk))


def _shown(request, report: Report, form: PublishForm | None = None):
    """The page; with a `form` for publishing that was refused."""
    today = timezone.localdate()
    is_open = report.state == ReportState.DRAFT
    shown = {
        "report": report,
        "issue": issue_name(report),
        "span": span(report),
        "sections": stored_sections(report.tables, report.words),
        "changes": changed_sections(report.drafted_words, report.words),
        "is_open": is_open,
        "issuer": issuer_of(report),
        "rule_code": REPORTS[report.kind].code,
        "forms": sorted(Form, key=lambda form: form != setup_of(report).form),
        "prints_pdf": prints_pdf(),
        "may_write": is_open and acts_in(request.access, report.region, WRITERS),
        "may_publish": is_open and acts_in(request.access, report.region, PUBLISHERS),
        "paper_number": paper_number(report),
        "may_send": not is_open and acts_in(request.access, report.region, WRITERS),
        "may_check": not is_open and acts_in(request.access, report.region, PUBLISHERS),
        "checked": None if is_open else _last_check(report),
        "has_read": not is_open and report.readings.filter(user=request.user).exists(),
    }
    if shown["may_send"]:
        shown["readers"] = readers_of(report, on=today)
    elif is_open:
        shown["listed"] = listed_for(report, on=today).count()
        shown["unfilled"] = unfilled(report, on=today)
    if shown["may_publish"] and (number := next_number(report, on=today)):
        shown["number_head"] = head_of(setup_of(report).paper_code, today.year)
        shown["publish"] = form or PublishForm(is_numbered=True, initial={"paper_number": number})
    return render(request, "assessment/report_show.html", shown, status=422 if form else 200)


def _last_check(report: Report) -> Event | None:
    return (
        Event.objects.about(report).filter(verb="report_checked").select_related("by").order_by("-pk").first()
    )


@open_to(WRITERS)
@writes
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request, pk: int):
    report = _report(request, pk)
    must_act_in(request.access, report.region, WRITERS)
    if report.state == ReportState.PUBLISHED:
        messages.error(request, PUBLISHED)
        return redirect("assessment:report_show", report.pk)
    form = WordsForm(request.POST or None, report=report)
    if form.is_valid():
        try:
            reword_report(
                report=report, words=form.words, version=form.cleaned_data["version"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "文字已保存。表格和数据没有变动。")
            return redirect("assessment:report_show", report.pk)
    tables = {one.heading: one.tables for one in stored_sections(report.tables, report.words)}
    parts = [one | {"tables": tables[one["heading"]]} for one in form.sections]
    return render(
        request, "assessment/report_edit.html",
        {"report": report, "issue": issue_name(report), "form": form, "parts": parts},
    )  # fmt: skip


@open_to(PUBLISHERS)
@writes
@require_POST
def report_publish(request, pk: int):
    report = _report(request, pk)
    must_act_in(request.access, report.region, PUBLISHERS)
    form = PublishForm(request.POST, is_numbered=setup_of(report).is_numbered)
    try:
        if not form.is_valid():
            if "version" not in form.errors and report.state == ReportState.DRAFT:
                return _shown(request, report, form)
            raise Refused("页面已过期，请刷新后再发布。")
        publish_report(report=report, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        if refusal.field in form.fields:
            form.refuse(refusal)
            return _shown(request, report, form)
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已发布{report.title}{issue_name(report)}。")
    return redirect("assessment:report_show", report.pk)


@open_to(READERS)
@require_safe
def report_export(request, pk: int):
    report = _report(request, pk)
    tables = [table for one in stored_sections(report.tables, report.words) for table in one.tables]
    name = f"{report.title}（{issue_name(report)}）附表"
    return sheets(request, tables, name, subject=report, note=span(report))


@open_to(READERS)
@require_safe
def report_word(request, pk: int):
    report = _report(request, pk)
    form = _form_of(request, report)
    try:
        file = report_pdf(report, form) if request.GET.get("as") == "pdf" else report_file(report, form)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("assessment:report_show", report.pk)
    name, content, content_type = file
    record(report, "downloaded", by=request.user, at=timezone.now(), what=name, filter=form.label)
    return attachment(content, name, content_type)


def _form_of(request, report: Report) -> Form:
    """The form of `?form=`; the office's own where none is asked for."""
    try:
        return Form(request.GET.get("form", setup_of(report).form))
    except ValueError as unknown:
        raise Http404 from unknown
