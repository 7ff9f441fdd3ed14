"""The verification desk: what waits, one at a time with everything beside it, or a ledger's rows together."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects import actions
from projects.authors import hands_in
from projects.fact_rights import may_decide
from projects.fact_tables import desk_table
from projects.forms.fact_filters import DeskFilter
from projects.forms.reviewing import RejectForm, ReturnForm
from projects.models import CHECKERS, Arrival, Milestone
from projects.views.common import fact_in_sight, refuse, refused_page, send_out, too_many
from projects.views.fact_page import fact_page, reviewed, verify_form
from projects.waiting import MODELS, loaded, next_after, queue
from promo.days import show_day
from promo.refusal import Refused
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import OFFICE_ROLES, open_to
from units.models import Role

MANY = 200
REASONS_SHOWN = 5


def _asked(request) -> tuple[DeskFilter, QuerySet]:
    form = DeskFilter(request.GET, access=request.access)
    rows = (
        queue(request.access, **form.chosen()) if form.is_valid() else Milestone.objects.none().values_list()
    )
    return form, rows


@open_to(OFFICE_ROLES, Role.SUPERVISOR)
@require_safe
def verify_desk(request):
    form, rows = _asked(request)
    page = page_of(rows, request)
    facts = _for_desk(loaded(page.object_list), request=request, today=timezone.localdate())
    context = {
        "form": form,
        "page": page,
        "facts": facts,
        "may_tick": any(fact.may_tick for fact in facts),
        "may_check": request.access.has(CHECKERS),
    }
    return render(request, "projects/verify_desk.html", context)


def _for_desk(facts: Sequence, *, request, today: date) -> Sequence:
    """With `own` where the decision is another's, `may_tick` where it is this person's and came with a ledger."""
    own = hands_in(request.user, facts)
    for fact in _waited(facts, today=today):
        decides = may_decide(request.access, fact.project)
        fact.own = own.get((fact.subject, fact.pk)) if decides else None
        fact.may_tick = decides and not fact.own and bool(fact.import_row_id)
    return facts


def _waited(facts: Sequence, *, today: date) -> Sequence:
    for fact in facts:
        fact.days_waiting = (today - timezone.localdate(fact.recorded_at)).days
    return facts


@open_to(OFFICE_ROLES, Role.SUPERVISOR)
@require_safe
def verify_export(request):
    form, rows = _asked(request)
    if sentence := too_many(rows):
        return refused_page(request, sentence)
    today = timezone.localdate()
    facts = _waited(loaded(rows), today=today)
    return send_out(request, [desk_table(facts, today=today)], "待核实事项", filter_note=form.words())


@open_to(Role.OFFICE_DIRECTOR)
@writes
def fact_verify(request, kind: str, pk: int):
    fact = _to_decide(request, kind, pk)
    if request.method != "POST":
        return redirect(fact)
    about = reviewed(fact)
    form = verify_form(fact, about, request.POST)
    if form.is_valid():
        try:
            actions.verify_fact(fact=fact, by=request.user, at=timezone.localtime(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            words = "已核实" if fact.is_counted else "已通过，不计分"
            if fact.belongs_on:
                words += f"；所属期已结账，计入{show_day(fact.statistical_on)}，列为补报"
            return _decided(request, fact, f"{fact.project.name}的{fact.title}{words}。")
    return fact_page(request, fact, about, verify_form=form)


@open_to(Role.OFFICE_DIRECTOR)
@writes
def fact_return(request, kind: str, pk: int):
    return _turn_down(request, kind, pk, actions.return_fact, ReturnForm, "return_form", "已退回")


@open_to(Role.OFFICE_DIRECTOR)
@writes
def fact_reject(request, kind: str, pk: int):
    """Not recognised, for good; another may be recorded."""
    return _turn_down(request, kind, pk, actions.reject_fact, RejectForm, "reject_form", "不予认定")


def _turn_down(request, kind: str, pk: int, act, form_class, name: str, words: str):
    fact = _to_decide(request, kind, pk)
    if request.method != "POST":
        return redirect(fact)
    form = form_class(request.POST)
    if form.is_valid():
        try:
            act(fact=fact, by=request.user, at=timezone.localtime(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal, fact)
        else:
            return _decided(request, fact, f"{fact.project.name}的{fact.title}{words}。")
    return fact_page(request, fact, **{name: form})


def _to_decide(request, kind: str, pk: int) -> Milestone | Arrival:
    fact = fact_in_sight(request, kind, pk)
    if not may_decide(request.access, fact.project):
        raise PermissionDenied
    return fact


def _decided(request, fact, sentence: str):
    """Back to the fact, or on to what waits next."""
    messages.success(request, sentence)
    if not request.POST.get("next"):
        return redirect(fact)
    following = next_after(fact, access=request.access)
    if following is None:
        messages.info(request, "没有其他待核实的事项。")
    return redirect(following or "projects:verify_desk")


@open_to(Role.OFFICE_DIRECTOR)
@writes
@require_POST
def verify_many(request):
    """Rows that came with a ledger, each through the same action as a single one."""
    ticked = list(dict.fromkeys(request.POST.getlist("fact")))[:MANY]
    chosen = _ticked(request, ticked)
    refused = actions.verify_facts(facts=chosen, by=request.user, at=timezone.localtime())
    reasons = Counter(refusal.sentence for _, refusal in refused)
    _tell(request, len(chosen) - len(refused), reasons, missing=len(ticked) - len(chosen))
    return redirect(f"{reverse('projects:verify_desk')}?{request.GET.urlencode()}")


def _ticked(request, values: list[str]) -> list[tuple[Milestone | Arrival, int]]:
    """(fact, version) of 'arrival:12:3' marks."""
    marks = {}
    for value in values:
        subject, _, rest = value.partition(":")
        pk, _, version = rest.partition(":")
        if subject in MODELS and all(
            part.isascii() and part.isdigit() and len(part) < 10 for part in (pk, version)
        ):
            marks[subject, int(pk)] = int(version)
    found = []
    for name, model in MODELS.items():
        rows = model.objects.visible_to(request.access).filter(
            pk__in=[pk for subject, pk in marks if subject == name], import_row__isnull=False
        )
        found += [
            row for row in rows.select_related("project__region") if may_decide(request.access, row.project)
        ]
    return [(row, marks[row.subject, row.pk]) for row in found]


def _tell(request, done: int, refused: Counter, *, missing: int) -> None:
    if missing:
        refused["只能批量核实台账导入的记录"] += missing
    if not done and not refused:
        messages.error(request, "请先勾选要核实的事项。")
        return
    if done:
        messages.success(request, f"已核实{done}条。")
    if refused:
        reasons = "；".join(
            f"{sentence.rstrip('。')}（{count}条）" for sentence, count in refused.most_common(REASONS_SHOWN)
        )
        messages.warning(request, f"{refused.total()}条未核实：{reasons}。")
