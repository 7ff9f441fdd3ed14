"""What waits for leaders and supervisors: cases to arbitrate, large leads, papers to publish, red lights."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from assessment.models import (
    Erratum,
    Finding,
    Report,
    ReportState,
    RunNotice,
    RunObjection,
    RunState,
    ScoreRun,
)
from assessment.reports.desk.blocks import Item, Lot, lot_of, of_project, page
from assessment.reports.links import list_link
from projects.lit import Lamp, red_ones
from projects.models import Objection, Project, ReferralCase, Screening
from promo.days import show_day
from units.access import OVERSIGHT_ROLES, Access
from units.models import Role


def for_leader(access: Access) -> Iterator[Lot]:
    here = access.regions_q("project__region__path", {Role.LEADER})
    cases = ReferralCase.objects.filter(here, state="arbitration").select_related("project")
    yield lot_of("待仲裁", cases.order_by("opened_at"), _case, url=page("projects:referral_notice_list"))
    rounds = Screening.objects.filter(here, state="proposed", needs_leader=True).select_related("project")
    yield lot_of("待审定线索", rounds.order_by("proposed_at"), _round, url=page("projects:lead_register"))


def to_publish(access: Access) -> Iterator[Lot]:
    """Drafts of reports for supervisors, finished rankings for both; nobody publishes what he asked for."""
    if access.has(Role.SUPERVISOR):
        here = access.regions_q("region__path", {Role.SUPERVISOR})
        drafts = Report.objects.filter(here, state=ReportState.DRAFT).order_by("start")
        yield lot_of("待发布通报", drafts, _report, url=page("assessment:report_list"))
    runs = ScoreRun.objects.filter(access.regions_q("region__path", OVERSIGHT_ROLES), state=RunState.DONE)
    runs = runs.exclude(requested_by=access.user).select_related("scheme").defer("frozen")
    yield lot_of("待发布排名", runs.order_by("until", "pk"), _run, url=page("assessment:run_list"))


def rankings_on_their_way(access: Access) -> Iterator[Lot]:
    """Notices that run or are over, objections to answer and answers to confirm, corrections to approve."""
    here = access.regions_q("run__region__path", OVERSIGHT_ROLES)
    hanging = RunNotice.objects.filter(here, run__state=RunState.NOTICE).select_related("run__scheme")
    yield lot_of("考核排名公示", hanging.defer("run__frozen").order_by("last_on"), _notice,
                 url=page("assessment:run_list"))  # fmt: skip
    rows = (
        RunObjection.objects.filter(here)
        .select_related("run")
        .defer("run__frozen")
        .order_by("raised_at", "pk")
    )
    where = page("assessment:run_objection_list")
    if access.has(Role.SUPERVISOR):
        yield lot_of("待答复排名异议", rows.filter(state="open"), _run_objection, url=where)
    answered = rows.filter(state="answered").exclude(answered_by=access.user)
    yield lot_of("待确认异议答复", answered, _run_objection, url=where)
    errata = Erratum.objects.filter(here, state="proposed").exclude(requested_by=access.user)
    errata = errata.select_related("run").defer("frozen", "run__frozen").order_by("requested_at", "pk")
    yield lot_of("待批准排名更正", errata, _erratum, url=page("assessment:run_list"))


def _notice(row: RunNotice) -> Item:
    where = page("assessment:run_show", row.run_id)
    return Item(f"{row.run.scheme.name}排名公示", where, "", f"公示至{show_day(row.last_on)}", row.last_on)


def _run_objection(row: RunObjection) -> Item:
    on = timezone.localdate(row.raised_at)
    verb = "答复" if row.state == "open" else "确认对"
    title = f"{verb}{row.unit_name}的排名异议{'' if row.state == 'open' else '的答复'}"
    return Item(title, page("assessment:run_objection_show", row.pk), "", "提出", on)


def _erratum(row: Erratum) -> Item:
    where, on = page("assessment:erratum_show", row.pk), timezone.localdate(row.requested_at)
    return Item(f"批准第{row.run.number}期排名更正", where, row.about, "申请", on)


def findings(access: Access) -> Lot:
    """What the register itself shows to be doubtful and nobody has looked into."""
    here = access.regions_q("region__path", {Role.SUPERVISOR})
    rows = Finding.objects.open().doubts().filter(here).select_related("project", "unit")
    rows = rows.order_by("first_found_at", "pk")
    return lot_of("待核查疑点", rows, _finding, url=page("assessment:finding_list", query="?state=open"))


def _finding(row: Finding) -> Item:
    on = timezone.localdate(row.first_found_at)
    about = row.project.name if row.project else row.unit.short_name if row.unit else ""
    return Item(f"核查疑点：{row.get_kind_display()}", row.get_absolute_url(), about, "发现", on)


def objections(access: Access) -> Lot:
    here = access.regions_q("case__project__region__path", {Role.SUPERVISOR})
    rows = Objection.objects.filter(here, state="open").select_related("case__project").order_by("raised_at")
    return lot_of("异议处理中", rows, _objection, url=page("projects:referral_notice_list"))


def red_lights(access: Access, *, today: date) -> Lot:
    """Projects with a red light, the quietest first; a unit's own, or those of the region."""
    rows = Project.objects.visible_to(access)
    lamp = Lamp.of(on=today)
    rows = red_ones(rows, lamp).select_related("region").order_by("last_entry_on", "pk")
    return lot_of("亮红灯项目", rows, lambda row: _red(row, lamp), url=list_link(light="red"))


def _red(row: Project, lamp: Lamp) -> Item:
    reasons = lamp.light(row).reasons
    note = reasons[0].sentence.removesuffix("。") if reasons else ""
    return Item(row.name, page("projects:project_show", row.pk), "", note, None, True)


def _case(row: ReferralCase) -> Item:
    on = timezone.localdate(row.opened_at)
    return Item(
        "仲裁第一引荐人", of_project("projects:referral_show", row.project_id), row.project.name, "", on
    )


def _round(row: Screening) -> Item:
    on = timezone.localdate(row.proposed_at) if row.proposed_at else None
    where = of_project("projects:screening_show", row.project_id)
    return Item("审定线索研判", where, row.project.name, row.get_result_display(), on)


def _report(row: Report) -> Item:
    on = timezone.localdate(row.drafted_at)
    return Item(f"{row.title}（第{row.number}期）", page("assessment:report_show", row.pk), "", "起草", on)


def _run(row: ScoreRun) -> Item:
    where = page("assessment:run_show", row.pk)
    return Item(f"{row.scheme.name}排名", where, "", f"截至{show_day(row.until)}", row.until)


def _objection(row: Objection) -> Item:
    on = timezone.localdate(row.raised_at)
    where = of_project("projects:referral_show", row.case.project_id)
    return Item(
        f"{row.objector}提出{'申诉' if row.is_appeal else '异议'}", where, row.case.project.name, "", on
    )
