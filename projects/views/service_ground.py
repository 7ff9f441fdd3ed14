"""What the pages of service share: the project one may look after, and one page for every small form."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from projects.models import Project
from projects.service_rights import may_serve
from projects.views.common import answer, project_in_sight, refuse
from promo.refusal import Refused
from promo.web.forms import PromoForm

CLOSED = "项目已终止或撤销，不能再登记服务事项。"


def project_to_serve(request, pk: int) -> Project:
    """Out of sight is 404; seen but looked after by others is 403."""
    project = project_in_sight(request, pk)
    must_serve(request, project)
    return project


def must_serve(request, project: Project) -> None:
    if not may_serve(request.access, project):
        raise PermissionDenied


def service_page(project: Project, part: str = "") -> str:
    address = reverse("projects:service_show", args=[project.pk])
    return f"{address}#{part}" if part else address


def written(
    request, form: PromoForm, act: Callable, *, title: str, done: str, back: str, submit: str = "保存", row=None,
    **context,
):  # fmt: skip
    """Show a small form, and do `act(by=, at=, **typed)` when it comes back right; `row` is what may be stale."""
    if request.method == "POST" and form.is_valid():
        typed = form.for_action() if hasattr(form, "for_action") else form.cleaned_data
        try:
            act(by=request.user, at=timezone.now(), **typed)
        except Refused as refusal:
            refuse(form, refusal, row)
        else:
            messages.success(request, done)
            return redirect(back)
    page = {"form": form, "title": title, "submit": submit, "back": back, **context}
    return answer(request, "projects/service_form.html", page)


def shut(request, project: Project):
    """A redirect with a sentence when the project ended, else None."""
    if project.is_open:
        return None
    messages.error(request, CLOSED)
    return redirect(service_page(project))
