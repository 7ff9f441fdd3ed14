"""The service page of a project: its log, next steps, blockers and checklists; and who is in charge of it."""

from collections import defaultdict
from datetime import date
from functools import partial

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.forms.service import BlockerForm, ChargeForm, ItemForm, ProgressForm, StepForm
from projects.models import Evidence, NoteKind, Project, ServiceItem, ServiceList
from projects.rules_in_force import rule_for
from projects.service_rights import may_serve, people_for, units_to_settle
from projects.service_tables import blocker_table, due_words, item_table, item_words, note_table, step_table
from projects.views.common import project_in_sight, send_out
from projects.views.service_ground import project_to_serve, service_page, shut, written
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, OFFICE_ROLES, UNIT_ROLES, open_to
from units.models import Role

NOTES_AT_ONCE = 20
CLOSED_SHOWN = 10
ABOUT = ("projects.progressnote", "projects.serviceitem")


@open_to(BUSINESS_ROLES)
@require_safe
def service_show(request, pk: int):
    project, today = project_in_sight(request, pk), timezone.localdate()
    rule = rule_for("blockers", region=project.region, on=today)
    may = may_serve(request.access, project) and project.is_open
    kind = request.GET.get("kind", "") if request.GET.get("kind") in NoteKind.values else ""
    files = _files(project)
    context = {
        "project": project,
        "may": may,
        "today": today,
        "page": page_of(_notes(project, kind), request, per_page=NOTES_AT_ONCE),
        "kinds": _kind_links(project, kind),
        "steps": [*_steps(project, today)],
        "blockers": [*_blockers(project, today, rule.names("kinds"))],
        "lists": _lists(project, today, files),
    }
    for note in context["page"]:
        note.files = files[ABOUT[0], note.pk]
    if may:
        context |= _forms(project, today, rule)
    return render(request, "projects/service_show.html", context)


def _forms(project: Project, today: date, rule) -> dict:
    units = units_to_settle(project, on=today)
    return {
        "progress_form": ProgressForm(initial={"happened_on": today}),
        "step_form": StepForm(),
        "blocker_form": BlockerForm(kinds=rule.names("kinds"), days=rule["days"], units=units),
        "item_form": ItemForm(),
    }


def _files(project: Project) -> dict[tuple[str, int], list[Evidence]]:
    found = defaultdict(list)
    for row in Evidence.objects.filter(project=project, subject__in=ABOUT):
        found[row.subject, row.subject_id].append(row)
    return found


def _notes(project: Project, kind: str):
    rows = project.notes.select_related("recorded_by")
    return rows.filter(kind=kind) if kind else rows


def _kind_links(project: Project, chosen: str) -> list[dict]:
    """The kinds that occur, with how many; the chosen one is marked."""
    counts = dict(project.notes.order_by().values_list("kind").annotate(count=Count("pk")))
    rows = [{"code": "", "name": "全部", "count": sum(counts.values()), "chosen": not chosen}]
    return rows + [
        {"code": code, "name": name, "count": counts[code], "chosen": code == chosen}
        for code, name in NoteKind.choices
        if code in counts
    ]


def _tone(words: str) -> str:
    return "red" if words.startswith("逾期") else "amber" if words == "今天到期" else "neutral"


def _steps(project: Project, today: date):
    """Open ones by their day, then the last that were done."""
    yield from _told(project.next_steps.open(), lambda row: due_words(row.due_on, None, today))
    done = project.next_steps.filter(done_on__isnull=False).select_related("done_by")
    yield from _told(done.order_by("-done_on", "-pk")[:CLOSED_SHOWN], lambda row: "已办结")


def _blockers(project: Project, today: date, kinds: dict[str, str]):
    rows = project.blockers.select_related("unit", "raised_by")
    shown = [
        *_told(rows.open(), lambda row: due_words(row.due_on, None, today)),
        *_told(
            rows.filter(resolved_on__isnull=False).order_by("-resolved_on", "-pk")[:CLOSED_SHOWN],
            lambda row: "已解决",
        ),
    ]
    for row in shown:
        row.kind_name = kinds.get(row.kind, row.kind)
    return shown


def _told(rows, words_of):
    for row in rows:
        row.words = words_of(row)
        row.tone = _tone(row.words)
        yield row


def _lists(project: Project, today: date, files) -> list[dict]:
    """Both checklists with how far they are: done of those that are needed."""
    rows = list(_told(project.service_items.all(), lambda row: item_words(row, today)))
    for row in rows:
        row.files = files[ABOUT[1], row.pk]
    return [
        _list(ServiceList(code), [row for row in rows if row.list == code]) for code in ServiceList.values
    ]


def _list(which: ServiceList, rows: list[ServiceItem]) -> dict:
    needed = [row for row in rows if not row.is_dropped]
    done = sum(row.done_on is not None for row in needed)
    return {"code": which.value, "name": which.label, "rows": rows, "done": done, "needed": len(needed)}


@open_to(BUSINESS_ROLES)
@require_safe
def service_export(request, pk: int):
    """Everything of the page as one workbook, a sheet each."""
    project, today = project_in_sight(request, pk), timezone.localdate()
    kinds = rule_for("blockers", region=project.region, on=today).names("kinds")
    tables = [
        note_table(list(_notes(project, ""))),
        step_table(list(project.next_steps.all()), on=today, of_one=True),
        blocker_table(
            list(project.blockers.select_related("unit")),
            on=today,
            kind_of=lambda row: kinds.get(row.kind, row.kind),
            of_one=True,
        ),
        item_table(list(project.service_items.all()), on=today, of_one=True),
    ]
    return send_out(request, tables, "项目服务记录", filter_note=f"项目：{project.name}")


@open_to(UNIT_ROLES, OFFICE_ROLES)
@writes
def progress_add(request, pk: int):
    project = project_to_serve(request, pk)
    form = ProgressForm(
        request.POST or None, request.FILES or None, initial={"happened_on": timezone.localdate()}
    )
    return written(
        request, form, partial(actions.record_progress, project=project), title="登记进展", submit="登记进展",
        done="进展已登记。", back=service_page(project, "log"), project=project,
    )  # fmt: skip


@open_to(Role.UNIT_HEAD, Role.UNIT_CLERK, OFFICE_ROLES)
@writes
def charge_set(request, pk: int):
    """Who is in charge, and by when it is to be built."""
    project = project_to_serve(request, pk)
    if away := shut(request, project):
        return away
    people = people_for(project, on=timezone.localdate())
    form = ChargeForm(request.POST or None, project=project, people=people)
    return written(
        request, form, partial(actions.put_in_charge, project=project), title="责任人和计划", row=project,
        done="责任人和计划已保存。", back=service_page(project), project=project,
    )  # fmt: skip
