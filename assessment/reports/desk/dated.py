"""What has a last day: next steps, blockers, opinions, notices and protections; open, late, and late since a day.

Each is one QuerySet for both sides of the desk: what is due stands under 待办, what is past its day under 逾期, and the
daily reminder counts those that passed it since the last one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from assessment.models import Slip
from assessment.reports.desk.blocks import Item, Lot, lot_of, of_project, page
from assessment.reports.desk.slips import of_region_item, slip_item
from projects.models import Blocker, DepartmentOpinion, NextStep, Project, Protection, ReferralCase
from units.access import OFFICE_ROLES, Access
from units.models import Role

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Dated:
    """`rows` are open; `day` is the field of the last day on which they are in time."""

    label: str
    rows: QuerySet
    day: str
    item: Callable
    url: str
    waits: bool = True  # also while it is not late

    def waiting(self, today: date) -> Lot | None:
        if not self.waits:
            return None
        due = self.rows.filter(**{f"{self.day}__gte": today, f"{self.day}__lte": today + AHEAD})
        return lot_of(self.label, due.order_by(self.day, "pk"), self._made(False), url=self.url)

    def late(self, today: date) -> Lot:
        over = self.rows.filter(**{f"{self.day}__lt": today}).order_by(self.day, "pk")
        return lot_of(f"逾期{self.label.removeprefix('待')}", over, self._made(True), url=self.url)

    def passed(self, since: date, today: date) -> int:
        """How many passed their day from `since` on; one statement."""
        return self.rows.filter(**{f"{self.day}__gte": since, f"{self.day}__lt": today}).count()

    def _made(self, is_late: bool) -> Callable:
        return lambda row: self.item(row, getattr(row, self.day), is_late)


def dated_of(access: Access) -> Iterator[Dated]:
    """Everything with a last day on this person's desk."""
    if access.units:
        yield _steps(NextStep.objects.filter(project__lead_unit__in=access.unit_ids))
        yield _blockers(Blocker.objects.filter(unit__in=access.unit_ids))
        yield _opinions(DepartmentOpinion.objects.filter(unit__in=access.unit_ids))
    yield from _slips(access)
    if access.has(OFFICE_ROLES):
        here = access.regions_q("project__region__path", OFFICE_ROLES)
        if not access.units:
            yield _steps(NextStep.objects.filter(here), waits=False)
            yield _blockers(Blocker.objects.filter(here | Q(unit__in=_posts(access))), waits=False)
        yield _notices(ReferralCase.objects.filter(here, state="notice"))
        yield _protections(Protection.objects.filter(here, ended_at__isnull=True))


def _slips(access: Access) -> Iterator[Dated]:
    """Overdue slips of the person's units, or of the region for who supervises it; what is not late waits elsewhere."""
    rows, where = Slip.objects.unanswered(), page("assessment:slip_list", query="?state=overdue")
    if access.units:
        own = rows.filter(unit__in=access.unit_ids)
        yield Dated("督办单", own, "due_on", slip_item, where, waits=False)
    if access.has(Role.SUPERVISOR):
        here = rows.filter(access.regions_q("region__path", {Role.SUPERVISOR}))
        yield Dated("单位督办单", here, "due_on", of_region_item, where, waits=False)


def _posts(access: Access) -> set[int]:
    return {row.unit_id for row in access.memberships if row.role != Role.ADMINISTRATOR}


def _live(rows: QuerySet, *more: str) -> QuerySet:
    open_ones = Project.objects.in_register().filter(status__in=("active", "suspended"))
    return rows.filter(project__in=open_ones.values("pk")).select_related("project", *more)


def _steps(rows: QuerySet, *, waits: bool = True) -> Dated:
    def item(row: NextStep, day: date, is_late: bool) -> Item:
        where = of_project("projects:service_show", row.project_id)
        return Item(row.text, where, row.project.name, row.owner, day, is_late)

    rows = _live(rows.filter(done_on__isnull=True))
    return Dated("下一步工作", rows, "due_on", item, page("projects:step_list"), waits)


def _blockers(rows: QuerySet, *, waits: bool = True) -> Dated:
    def item(row: Blocker, day: date, is_late: bool) -> Item:
        where = of_project("projects:service_show", row.project_id)
        return Item(row.text, where, row.project.name, row.owner, day, is_late)

    rows = _live(rows.filter(resolved_on__isnull=True))
    return Dated("待解决难点", rows, "due_on", item, page("projects:blocker_list"), waits)


def _opinions(rows: QuerySet) -> Dated:
    def item(row: DepartmentOpinion, day: date, is_late: bool) -> Item:
        where = page("projects:opinion_show", row.pk) or row.milestone.get_absolute_url()
        project = row.milestone.project.name
        return Item(f"反馈{row.milestone.title}意见", where, project, "", day, is_late)

    rows = rows.filter(given_at__isnull=True, milestone__state="recorded").select_related(
        "milestone__project"
    )
    return Dated("待反馈意见", rows, "due_on", item, page("projects:opinion_list"))


def _notices(rows: QuerySet) -> Dated:
    def item(row: ReferralCase, day: date, is_late: bool) -> Item:
        title = "公示期满，待认定第一引荐人" if is_late else "第一引荐人公示中"
        return Item(
            title, of_project("projects:referral_show", row.project_id), row.project.name, "", day, is_late
        )

    return Dated(
        "公示待认定", _live(rows), "notice_to", item, page("projects:referral_notice_list"), waits=False
    )


def _protections(rows: QuerySet) -> Dated:
    def item(row: Protection, day: date, is_late: bool) -> Item:
        title = "首谈保护已到期，待解除" if is_late else "首谈保护即将到期"
        where = of_project("projects:referral_show", row.project_id)
        return Item(title, where, row.project.name, row.unit.short_name, day, is_late)

    return Dated("首谈保护到期", _live(rows, "unit"), "ends_on", item, page("projects:protection_list"))
