"""One row of a staged ledger: choose it, judge a likeness, put its cells right; nothing enters the register here."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from projects import actions, intake
from projects.forms.imports import CellsForm, ChooseForm, JudgeAllForm, JudgeForm
from projects.models import ImportBatch, ImportRow, Project, Verdict
from projects.rights import editable_by
from projects.views.imports import IMPORTERS, batch_of, batch_to_act_on, first_error
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import open_to

PLACE = ("outcome", "kind", "page", "per_page")


def back_to_list(request, row: ImportRow):
    """The same place of the list, at the row."""
    place = QueryDict(mutable=True)
    place.update({name: request.GET[name][:40] for name in PLACE if name in request.GET})
    page = redirect("projects:import_show", row.batch_id)
    page["Location"] += f"{'?' if place else ''}{place.urlencode()}#row-{row.pk}"
    return page


def _row(request, pk: int, row_pk: int, *, to_act: bool) -> tuple[ImportBatch, ImportRow]:
    batch = (batch_to_act_on if to_act else batch_of)(request, pk)
    row = get_object_or_404(batch.rows.select_related("target"), pk=row_pk)
    row.batch = batch
    return batch, row


@open_to(IMPORTERS)
@require_POST
@writes
def import_row_choose(request, pk: int, row_pk: int):
    """Take one row in or leave it out."""
    _, row = _row(request, pk, row_pk, to_act=True)
    form = ChooseForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(first_error(form))
        actions.choose_row(row=row, chosen=form.cleaned_data["chosen"], by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return back_to_list(request, row)


@open_to(IMPORTERS)
@require_POST
@writes
def import_row_judge(request, pk: int, row_pk: int):
    """The person's word on a row that looks like a known project: the same, another one, or news about it."""
    _, row = _row(request, pk, row_pk, to_act=True)
    form = JudgeForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(first_error(form))
        verdict, project_pk = form.chosen()
        more = _update(request, row, project_pk) if verdict == "update" else {}
        actions.judge_row(row=row, verdict=verdict, by=request.user, at=timezone.now(), **more)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return back_to_list(request, row)


@open_to(IMPORTERS)
@require_POST
@writes
def import_rows_judge(request, pk: int):
    """The same word on every likeness of a ledger that nobody judged yet."""
    batch, form = batch_to_act_on(request, pk), JudgeAllForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(first_error(form))
        messages.success(request, _judge_all(request, batch, **form.cleaned_data))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    page = redirect("projects:import_show", batch.pk)
    page["Location"] += "?outcome=alike"
    return page


def _judge_all(request, batch: ImportBatch, *, verdict: str, version: int) -> str:
    """The sentence that says what came of it."""
    act = {"batch": batch, "version": version, "by": request.user, "at": timezone.now()}
    if verdict != Verdict.UPDATE:
        return f"已核对{actions.judge_all(verdict=verdict, **act)}行。"
    changed, same = actions.update_all(news=intake.news_of(batch, editable_by(request.access)), **act)
    said = [f"{changed}行将更新项目"] * bool(changed) + [f"{same}行与项目一致，不导入"] * bool(same)
    return f"已核对：{'，'.join(said)}。"


def _update(request, row: ImportRow, project_pk: int | None) -> dict:
    """The project, among those that the row looks like and the person keeps, and what the row says otherwise."""
    offered = {one["project"] for one in row.alike}
    project = Project.objects.visible_to(request.access).filter(pk=project_pk).first()
    if project is None or project.pk not in offered:
        raise Refused("请选择该行疑似重复的项目。", field="target")
    if not editable_by(request.access).filter(pk=project.pk).exists():
        raise Refused("该项目由其他单位牵头，请由该单位或经济办更新。", field="target")
    standing = intake.standings([project.pk])[project.pk]
    return {"target": project, "changes": intake.differences_of(row, standing)}


@open_to(IMPORTERS)
@writes
def import_row_show(request, pk: int, row_pk: int):
    """Every cell of a row with what it was understood as; what is typed is read at once and kept with the batch."""
    batch, row = _row(request, pk, row_pk, to_act=request.method == "POST")
    columns = intake.columns_of(batch, row)
    form = CellsForm(request.POST or None, columns=columns, texts=row.texts)
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, batch, row, form.changed())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return back_to_list(request, row)
    if request.method == "POST":  # all cells again, with what was typed
        typed = {name.removeprefix("cell_"): text for name, text in request.POST.items()}
        errors, form = form.errors, CellsForm(columns=columns, texts={**row.texts, **typed})
        for name, field in form.fields.items():
            field.told = errors.get(name, ())
        form.told = errors.get("__all__", ())
    context = {
        "batch": batch, "row": row, "shown": intake.ShownRow(row, batch), "form": form,
        "tone": intake.BATCH_TONES[batch.state], "cells": _cells(row, columns, form),
        "place": request.GET.urlencode(),
    }  # fmt: skip
    return render(
        request, "projects/import_row_show.html", context, status=422 if request.method == "POST" else 200
    )


def _correct(request, batch: ImportBatch, row: ImportRow, cells: dict[str, str]) -> None:
    if not cells:
        raise Refused("没有改动。")
    before = row.texts
    if not row.reading.get("values"):
        raise Refused("该行不是项目，不能修改。")
    columns = intake.columns_of(batch, row)
    fields = {column["col"]: column["field"] for column in columns}
    private = {column["col"] for column in columns if intake.may_name_a_number(column)}
    names = [text for col, text in {**before, **cells}.items() if fields.get(col) in ("name", "code")]
    around = intake.surroundings(
        region=batch.region, own_units=intake.own_units_of(request.access, batch.region), on=timezone.localdate(),
        names=[*names, str(row.reading.get("key") or "").partition("#")[0]], told=batch.unit_names,
    )  # fmt: skip
    intake.retype(row, cells, batch=batch, around=around)
    said = {
        col: ["已改", ""] if col in private else [before.get(col, ""), text] for col, text in cells.items()
    }
    actions.correct_cells(row=row, cells=said, by=request.user, at=timezone.now())


def _cells(row: ImportRow, columns: list[dict], form: CellsForm) -> list[dict]:
    """Each column with its box, what stood there at first, what it was taken for, and what is wrong."""
    wrong = {}
    for problem in row.problems:
        wrong.setdefault(problem.get("col"), []).append(problem["why"])
    return [
        {
            "column": column, "box": form[f"cell_{column['col']}"], "was": row.cells.get(column["col"], ""),
            "is_typed": column["col"] in row.typed, "wrong": wrong.get(column["col"], []),
            "told": getattr(form.fields[f"cell_{column['col']}"], "told", ()),
            "meaning": intake.FIELDS[column["field"]].name if column["field"] else "",
        }
        for column in columns
    ]  # fmt: skip
