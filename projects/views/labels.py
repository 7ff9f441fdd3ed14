"""The lists of the government that a project stands on: seen by all who see it, kept by director and supervisor."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.forms.labels import EndLabelForm, LabelForm
from projects.label_tables import label_table
from projects.models import ProjectLabel
from projects.rights import labelled_by
from projects.views.common import project_in_sight, send_out
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role

KEEPERS = {Role.OFFICE_DIRECTOR, Role.SUPERVISOR}


@open_to(BUSINESS_ROLES)
@require_safe
def label_list(request, pk: int):
    project = project_in_sight(request, pk)
    may_keep = labelled_by(request.access).filter(pk=project.pk).exists()
    rows = list(project.labels.select_related("recorded_by", "ended_by"))
    table = label_table(rows, may_end=may_keep)
    if "export" in request.GET:
        return send_out(request, [table], f"{project.code}列入名录")
    context = {"project": project, "rows": rows, "table": table, "may_keep": may_keep}
    return render(request, "projects/label_list.html", context)


@open_to(*KEEPERS)
@writes
def label_add(request, pk: int):
    project = get_object_or_404(labelled_by(request.access), pk=pk)
    form = LabelForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    page = {"form": form, "project": project, "title": "列入名录", "submit": "列入"}
    return _take(request, page, "已列入名录。", lambda at: actions.add_label(
        project=project, **form.cleaned_data, by=request.user, at=at
    ))  # fmt: skip


@open_to(*KEEPERS)
@writes
def label_end(request, pk: int):
    rows = ProjectLabel.objects.standing().filter(project__in=labelled_by(request.access).values("pk"))
    row = get_object_or_404(rows.select_related("project"), pk=pk)
    form = EndLabelForm(request.POST or None)
    page = {"form": form, "project": row.project, "title": f"移出“{row.label}”", "submit": "移出"}
    return _take(request, page, "已移出名录。", lambda at: actions.end_label(
        row=row, **form.cleaned_data, by=request.user, at=at
    ))  # fmt: skip


def _take(request, page: dict, done: str, act):
    form, project = page["form"], page["project"]
    if request.method == "POST" and form.is_valid():
        try:
            act(timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("projects:label_list", project.pk)
    return render(request, "projects/label_form.html", page, status=422 if form.is_bound else 200)
