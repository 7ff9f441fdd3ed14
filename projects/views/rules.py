"""Doors to the office's rules: what holds, one kind with its history, the form of a new one, a rule as a file."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.forms.rules import RuleForm, rule_from_file
from projects.models import OfficeRule
from projects.rule_rights import DECIDERS, decider_of, may_decide_rule, own_region, regions_in_sight
from projects.rule_tables import Held, history_of, list_tables, rule_table, scalar_rows, settings_table
from projects.rulebook import KINDS, RuleKind
from projects.rulebook.presets import PRESETS, preset
from projects.rules_in_force import rule_for, rules_of
from projects.views.common import send_out
from promo.models.event import record
from promo.refusal import Refused
from promo.web.downloads import attachment
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Region, RegionLevel, Role

READERS = BUSINESS_ROLES | {Role.ADMINISTRATOR}


def _region(request, pk: int) -> Region:
    return get_object_or_404(regions_in_sight(request.access), pk=pk)


def _kind(code: str) -> RuleKind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _asked_region(request) -> Region:
    """?region= of those in sight, else the own."""
    asked = request.GET.get("region", "")
    return (
        _region(request, int(asked)) if asked.isdecimal() and len(asked) < 18 else own_region(request.access)
    )


def _held(region: Region, on) -> list[Held]:
    rules = rules_of(region, on=on)
    return [Held(kind, rules[code], region) for code, kind in KINDS.items()]


@open_to(READERS)
@require_safe
def rule_list(request):
    region, today = _asked_region(request), timezone.localdate()
    page = {
        "region": region,
        "regions": regions_in_sight(request.access).exclude(level=RegionLevel.VILLAGE),
        "table": rule_table(_held(region, today), region=region, on=today),
    }
    return render(request, "projects/rule_list.html", page)


@open_to(READERS)
@require_safe
def rule_export(request):
    region, today = _asked_region(request), timezone.localdate()
    return send_out(request, [rule_table(_held(region, today), region=region, on=today)], "业务规定")


@open_to(READERS)
@require_safe
def rule_show(request, pk: int, kind: str):
    region, one, today = _region(request, pk), _kind(kind), timezone.localdate()
    rule = rule_for(kind, region=region, on=today)
    places = [int(part) for part in region.path.strip("/").split("/")]
    rows = OfficeRule.objects.filter(kind=kind, region__in=places)
    if "export" in request.GET:
        return send_out(request, [settings_table(one, rule), *list_tables(one, rule)], one.name)
    page = {
        "region": region,
        "kind": one,
        "rule": rule,
        "scalars": scalar_rows(one, rule),
        "tables": list_tables(one, rule),
        "told": one.tells(rule.document) if one.tells else "",
        "history": history_of(kind, list(rows.select_related("region", "decided_by", "paper")), on=today),
        "may_decide": may_decide_rule(request.access, region, one),
        "presets": PRESETS.get(kind, ()),
    }
    return render(request, "projects/rule_show.html", page)


@open_to(DECIDERS)
@writes
def rule_set(request, pk: int, kind: str):
    """The form of a new rule. Besides publishing, its buttons add spare rows, read a file or say what the rule would
    do; these save nothing."""
    region, one = _region(request, pk), _kind(kind)
    if not request.access.has(decider_of(one)):
        raise Http404  # another office's rule has no form here
    if not may_decide_rule(request.access, region, one):
        raise PermissionDenied
    at = timezone.now()
    today = timezone.localdate(at)
    known = {"kind": one, "document": rule_for(kind, region=region, on=today).document, "today": today}
    act, told = request.POST.get("act", ""), ""
    if request.method != "POST":
        taken = preset(kind, request.GET.get("preset", ""))
        known["document"] |= taken.document if taken else {}
        form = RuleForm(**known)
    elif act == "read":
        form = _from_file(request, one, known)
    elif act == "look" and one.tells:
        form = RuleForm(request.POST, request.FILES, **known)
        told = form.told()
    else:
        more = act.removeprefix("more-") if act.startswith("more-") else ""
        form = RuleForm(request.POST, request.FILES, more=more, **known)
        if not more and form.is_valid() and (row := _published(request, form, region, kind, at)):
            messages.success(request, f"“{one.name}”已公布，自{row.valid_from:%Y-%m-%d}起适用。")
            return redirect("projects:rule_show", region.pk, kind)
        if more:
            form.errors.clear()
    page = {
        "form": form,
        "kind": one,
        "may_look": bool(one.tells),
        "region": region,
        "presets": PRESETS.get(kind, ()),
        "told": told,
    }
    return render(request, "projects/rule_set.html", page, status=422 if form.errors else 200)


def _published(request, form: RuleForm, region: Region, kind: str, at) -> OfficeRule | None:
    try:
        return actions.set_rule(region=region, kind=kind, by=request.user, at=at, **form.for_action())
    except Refused as refusal:
        form.refuse(refusal)
        return None


def _from_file(request, kind: RuleKind, known: dict) -> RuleForm:
    """A form filled with a rule that was exported before; nothing is published by reading it."""
    try:
        document = rule_from_file(request.FILES.get("rule_file"), kind)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return RuleForm(**known)
    messages.info(request, "文件已读入，请核对后公布。")
    return RuleForm(**known | {"document": document})


@open_to(READERS)
@require_safe
def rule_file(request, pk: int):
    """A rule as a file that another office, or another year, can read in."""
    row = get_object_or_404(OfficeRule.objects.visible_to(request.access).select_related("region"), pk=pk)
    said = {
        "kind": row.kind, "name": row.get_kind_display(), "region": row.region.name,
        "valid_from": row.valid_from.isoformat(), "basis": row.basis, "document": row.document,
    }  # fmt: skip
    name = f"{row.get_kind_display()}{row.valid_from:%Y%m%d}.json"
    record(row, "downloaded", by=request.user, at=timezone.now(), what=name)
    content = json.dumps(said, ensure_ascii=False, indent=2).encode()
    return attachment(content, name, "application/json; charset=utf-8")
