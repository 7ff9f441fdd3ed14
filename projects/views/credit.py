"""The credit of a project: who has which share since when, and the ledger that followed from it."""

from collections import defaultdict
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects import actions
from projects.fact_rights import may_decide
from projects.fact_tables import project_posting_table, split_table, unit_sum_table
from projects.forms.credit import CreditShareForm
from projects.models import CreditSplit, Evidence, Posting, Project, Transfer
from projects.rules_in_force import rule_for
from projects.sums import by_unit
from projects.transfer_rights import may_ask
from projects.transfer_tables import route_of, transfer_table
from projects.views.common import answer, project_in_sight, refuse, send_out
from promo.refusal import Refused
from promo.web.writes import writes
from units.access import BUSINESS_ROLES, open_to
from units.models import Role, Unit


def _tables(project: Project) -> dict:
    splits = CreditSplit.objects.filter(project=project).select_related("decided_by")
    splits = list(splits.prefetch_related("lines__unit").order_by("-valid_from", "-decided_at", "-pk"))
    return {
        "splits": split_table(splits),
        "sums": unit_sum_table(by_unit(Posting.objects.filter(project=project))),
        "postings": project_posting_table(_with_running(project)),
    }


def _with_running(project: Project) -> list[tuple[Posting, int]]:
    """Each posting with what its unit has of the measure up to there, in the ledger's order."""
    running: dict[tuple[int, str, bool], int] = defaultdict(int)
    rows = []
    postings = Posting.objects.filter(project=project).order_by("number")
    for posting in postings.select_related("unit", "milestone", "arrival", "answers"):
        key = posting.unit_id, posting.measure, posting.is_also
        running[key] += posting.quantity
        rows.append((posting, running[key]))
    return rows


@open_to(BUSINESS_ROLES)
@require_safe
def credit_show(request, pk: int):
    project = project_in_sight(request, pk)
    documents = Evidence.objects.filter(project=project, split__isnull=False).select_related("uploaded_by")
    transfers = Transfer.objects.filter(project=project).select_related("project", "from_unit", "to_unit")
    transfers = list(transfers.order_by("asked_at"))
    context = {
        "project": project,
        "documents": documents,
        "route": route_of(project, transfers),
        "transfers": transfer_table(transfers) if transfers else None,
        "may_transfer": may_ask(request.access, project),
        "may_share": may_decide(request.access, project) and project.is_open,
        **_tables(project),
    }
    return render(request, "projects/credit_show.html", context)


@open_to(BUSINESS_ROLES)
@require_safe
def credit_export(request, pk: int):
    project = project_in_sight(request, pk)
    tables = _tables(project)
    parts = [tables["postings"], tables["sums"], tables["splits"]]
    return send_out(request, parts, "项目份额与入账", filter_note=f"项目：{project.name}")


@open_to(Role.OFFICE_DIRECTOR)
@writes
def credit_share(request, pk: int):
    project = project_in_sight(request, pk)
    if not may_decide(request.access, project):
        raise PermissionDenied
    today = timezone.localdate()
    units = list(Unit.objects.filter(region=project.region).active(on=today))
    in_force = _splits_in_force(project, on=today)
    proposal = _proposed(project, on=today)
    asked = (
        proposal if proposal and request.GET.get("propose") == "host" else _as_typed(in_force, is_also=False)
    )
    initial = {
        "shares": asked, "also": _as_typed(in_force, is_also=True), "valid_from": today, "version": project.version,
    }  # fmt: skip
    form = CreditShareForm(request.POST or None, request.FILES or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            split = actions.share_credit(
                project=project, by=request.user, at=timezone.localtime(), **form.for_action()
            )
        except Refused as refusal:
            refuse(form, refusal, project)
        else:
            messages.success(request, f"份额已调整，自{split.valid_from:%Y-%m-%d}起按新份额入账。")
            return redirect("projects:credit_show", pk)
    context = {
        "form": form, "project": project, "in_force": in_force, "proposal": proposal,
        "origin": proposal[0][1].removesuffix(".00") if proposal else "",
        "rest": proposal[1][1].removesuffix(".00") if proposal else "",
    }  # fmt: skip
    return answer(request, "projects/credit_share.html", context)


def _proposed(project: Project, *, on) -> list[tuple[int, str]]:
    """The usual shares of the place that talked first and of the host, where these are two units."""
    origin = rule_for("sharing", region=project.region, on=on)["origin"]
    first = project.first_talk_unit_id or project.lead_unit_id
    if project.host_unit_id in (None, first) or not 0 < origin < 100:
        return []
    return [(first, f"{origin}.00"), (project.host_unit_id, f"{100 - origin}.00")]


def _splits_in_force(project: Project, *, on) -> list[CreditSplit]:
    """The split for all measures that holds on a day, its lines with their percentage in words."""
    rows = list(project.credit_splits.in_force(measure="", on=on).prefetch_related("lines__unit")[:1])
    for line in [line for split in rows for line in split.lines.all()]:
        line.percent = f"{Decimal(line.share).scaleb(-2):.2f}"
    return rows


def _as_typed(splits: list[CreditSplit], *, is_also: bool) -> list[tuple[int, str]]:
    lines = [line for split in splits for line in split.lines.all() if line.is_also == is_also]
    return [(line.unit_id, line.percent) for line in lines]
