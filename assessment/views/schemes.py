"""Schemes: list, one in words, uploading a draft, putting it in use, the file."""

import json
from pathlib import Path

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import actions
from assessment.examples import check_examples, count_examples
from assessment.forms.schemes import SchemeForm, WithdrawForm
from assessment.models import Scheme, SchemeDraft, SchemeState
from assessment.reports.lists import scheme_table
from assessment.reports.scheme_changes import changes_table
from assessment.reports.scheme_words import explain, rules_table, weights_table
from assessment.reports.standing import document_of
from assessment.reports.unit_names import with_unit_names
from assessment.scheme_document import SchemeError
from assessment.views.place import SECOND_ROLES, acts_in, must_act_in, region_of, sheets
from promo.models.event import record
from promo.refusal import Refused
from promo.web.downloads import attachment
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role

PROBLEMS_SHOWN = 40
EXAMPLE = Path(__file__).resolve().parent.parent / "schemes" / "town_2026.json"


@open_to(BUSINESS_ROLES)
@require_safe
def scheme_list(request):
    table = scheme_table(list(_schemes(request).order_by("-year", "-version")))
    if "export" in request.GET:
        return sheets(request, [table], "考核办法目录", subject=region_of(request))
    may_add = acts_in(request.access, region_of(request), {Role.SUPERVISOR})
    drafts = (
        SchemeDraft.objects.visible_to(request.access).open().select_related("edited_by") if may_add else ()
    )
    context = {"table": table, "may_add": may_add, "drafts": drafts}
    return render(request, "assessment/scheme_list.html", context)


def _schemes(request):
    rows = Scheme.objects.visible_to(request.access)
    return rows.select_related("region", "recorded_by", "put_in_use_by", "withdrawn_by", "based_on")


@open_to(BUSINESS_ROLES)
@require_safe
def scheme_show(request, pk: int):
    scheme = get_object_or_404(_schemes(request), pk=pk)
    document = document_of(scheme)
    weights, read = weights_table(document), with_unit_names(document)
    differs = changes_table(with_unit_names(document_of(scheme.based_on)), read) if scheme.based_on else None
    if "export" in request.GET:
        tables = [weights, rules_table(read), *([differs] if differs else [])]
        return sheets(request, tables, weights.title, subject=scheme)
    is_draft = scheme.state == SchemeState.DRAFT
    context = {
        "scheme": scheme, "document": document, "groups": explain(read), "weights": weights,
        "may_use": is_draft and scheme.recorded_by_id != request.user.pk
        and acts_in(request.access, scheme.region, SECOND_ROLES),
        "may_withdraw": is_draft and acts_in(request.access, scheme.region, SECOND_ROLES),
        "differs": differs, "may_revise": acts_in(request.access, scheme.region, {Role.SUPERVISOR}),
        "checked": check_examples(document) if "check" in request.GET else None, "count": count_examples(document),
        "former": is_draft and Scheme.objects.in_use().filter(region=scheme.region, year=scheme.year).first(),
    }  # fmt: skip
    return render(request, "assessment/scheme_show.html", context)


@open_to(Role.SUPERVISOR)
@writes
def scheme_add(request):
    region = region_of(request)
    must_act_in(request.access, region, {Role.SUPERVISOR})
    if request.method == "GET" and "example" in request.GET:
        return attachment(EXAMPLE.read_bytes(), "考核办法示例.json", "application/json")
    form = SchemeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["file"]
        try:
            scheme = actions.adopt_scheme(region=region, text=text, by=request.user, at=timezone.now())
        except SchemeError as fault:
            tell_problems(form, fault)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "草案已保存，请由另一人核对后施行。")
            return redirect("assessment:scheme_show", scheme.pk)
    context = {"form": form, "region": region}
    return render(request, "assessment/scheme_add.html", context, status=422 if form.errors else 200)


def tell_problems(form: SchemeForm, fault: SchemeError) -> None:
    """Every problem beside the file, named by its place."""
    for problem in fault.problems[:PROBLEMS_SHOWN]:
        form.add_error("file", str(problem))
    rest = len(fault.problems) - PROBLEMS_SHOWN
    if rest > 0:
        form.add_error("file", f"另有{rest}处问题未列出，请先修改以上各处。")


@open_to(SECOND_ROLES)
@writes
@require_POST
def scheme_use(request, pk: int):
    scheme = get_object_or_404(_schemes(request), pk=pk)
    must_act_in(request.access, scheme.region, SECOND_ROLES)
    try:
        actions.put_in_use(scheme=scheme, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{scheme.year}年度考核办法第{scheme.version}版已施行。")
    return redirect("assessment:scheme_show", pk)


@open_to(SECOND_ROLES)
@writes
def scheme_withdraw(request, pk: int):
    """By the person who uploaded it or by one who would have put it in use."""
    scheme = get_object_or_404(_schemes(request).filter(state=SchemeState.DRAFT), pk=pk)
    must_act_in(request.access, scheme.region, SECOND_ROLES)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_scheme(
                scheme=scheme, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "这一版已撤回，不能施行。")
            return redirect("assessment:scheme_show", pk)
    context = {"form": form, "scheme": scheme}
    return render(request, "assessment/scheme_withdraw.html", context, status=422 if form.errors else 200)


@open_to(BUSINESS_ROLES)
@require_safe
def scheme_file(request, pk: int):
    scheme = get_object_or_404(_schemes(request), pk=pk)
    name = f"{scheme.name}（第{scheme.version}版）.json"
    record(scheme, "downloaded", by=request.user, at=timezone.now(), what=name)
    content = json.dumps(scheme.content, ensure_ascii=False, indent=2).encode()
    return attachment(content, name, "application/json")
