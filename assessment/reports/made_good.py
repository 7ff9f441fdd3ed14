"""Whether the gap that a slip was issued for is made good now, measured by the figure the slip was issued with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from assessment.models import FindingKind, SlipFinding
from assessment.reports import wording
from assessment.reports.dashboard import year_so_far
from assessment.reports.matters import exact_sum, last_of_groups, newest_runs, scale_of
from assessment.reports.overview import YearToDate
from projects.family import in_family_of
from projects.measures import MEASURES
from projects.models import DepartmentOpinion, Milestone, Project
from projects.plans import plan_states
from projects.stages import BY_CODE
from promo.money import major_units, show_money
from units.models import Region


@dataclass(frozen=True)
class Answer:
    """A finding of a slip, whether it is made good, and what stands against what in words."""

    row: SlipFinding
    is_good: bool
    words: str


@dataclass(frozen=True)
class Moment:
    """Where and when is looked; a year is added up once, however many findings of a slip tell of it."""

    region: Region
    on: date
    as_of: datetime
    _years: dict[int, YearToDate] = field(default_factory=dict)

    def sums_of(self, year: int) -> YearToDate:
        if year not in self._years:
            self._years[year] = year_so_far(self.region, year=year, today=self.on, as_of=self.as_of)
        return self._years[year]


def answers(rows: Iterable[SlipFinding], *, region: Region, on: date, as_of: datetime) -> list[Answer]:
    """One for each finding of a slip, in their order; needs `finding`."""
    moment = Moment(region, on, as_of)
    return [Answer(row, *HOW[row.finding.kind](row, moment)) for row in rows]


def _schedule(row: SlipFinding, now: Moment) -> tuple[bool, str]:
    code, wanted = row.figure["measure"], row.figure["wanted"]
    done = now.sums_of(row.figure["year"]).unit_line(row.finding.unit_id, code).done
    measure = MEASURES[code]
    said = [wording.quantity_words(measure, sum_) for sum_ in (exact_sum(wanted, code), done)]
    return done * scale_of(code) >= wanted, f"{measure.name}应完成{said[0]}，现完成{said[1]}"


def _stage(row: SlipFinding, now: Moment) -> tuple[bool, str]:
    stage = BY_CODE[row.figure["stage"]]
    rows = Milestone.objects.verified().live().not_set_aside()
    done = rows.filter(in_family_of([row.finding.project_id]), kind=stage.code).exists()
    return done, f"{stage.name}节点{'已核实' if done else '尚未核实'}"


def _capital(row: SlipFinding, now: Moment) -> tuple[bool, str]:
    currency, wanted = row.figure["currency"], row.figure["wanted"]
    project = Project.objects.select_related("region").get(pk=row.finding.project_id)
    state = plan_states([project], on=now.on).get(project.pk)
    if state is None or state.arrived is None or state.plan.currency != currency:
        return False, "到位计划的币种已变更，不能核对"
    said = [show_money(sum_, currency) for sum_ in (major_units(wanted), state.arrived)]
    return state.arrived * 100 >= wanted, f"应到位{said[0]}，现到位{said[1]}"


def _last(row: SlipFinding, now: Moment) -> tuple[bool, str]:
    newest = newest_runs(now.region, year=row.figure["year"]).first()
    if newest is None or newest.pk == row.figure["run"]:
        return False, "此后还没有发布新的排名"
    is_last = row.finding.unit_id in last_of_groups(newest)
    return not is_last, f"第{newest.number}期排名{'仍' if is_last else '不再'}位列末位"


def _opinion(row: SlipFinding, now: Moment) -> tuple[bool, str]:
    given = DepartmentOpinion.objects.filter(pk=row.figure["opinion"], given_at__isnull=False).exists()
    return given, "意见已反馈" if given else "意见尚未反馈"


HOW: dict[str, Callable[[SlipFinding, Moment], tuple[bool, str]]] = {
    FindingKind.BEHIND: _schedule,
    FindingKind.OVERDUE: _stage,
    FindingKind.LATE_CAPITAL: _capital,
    FindingKind.LAST_PLACE: _last,
    FindingKind.UNANSWERED: _opinion,
}
