"""The fortnightly report: which fortnights are due, and what its five sections say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property, partial

from django.conf import settings

from assessment.facts import Member, exact, target_sums
from assessment.ledger_series import Addition, additions
from assessment.models import Scheme
from assessment.reports import added, places, problems, wording
from assessment.reports.links import year_links
from assessment.reports.overview import SHOWN, Line, YearToDate, overview_table, year_to_date
from assessment.reports.sections import Section
from assessment.reports.standing import work_out
from projects.rules_in_force import rule_for
from promo.days import show_day
from promo.periods import Period, ended_between, fortnight_of, year_of
from units.models import Region

KIND = "fortnight"
MOST_MISSED = 6
FOREIGN = ("signed_foreign", "arrived_foreign")
DEMANDS = (
    "各单位要对照年度任务和时序进度，逐个项目排定时间表，落实责任人，加快签约项目开工和资金到位。",
    "低于时序进度的单位要查找差距、制定措施；既无签约项目又无到位资金的单位要排问题、找原因、谈对策，于下期通报前向督查办书面报告。",
    "停滞项目的引资单位要尽快与投资方对接，确定推进或者终止，并更新项目进展。",
)


def the_fortnight(day: date) -> Period:
    return fortnight_of(day, anchor=date.fromisoformat(str(settings.FORTNIGHT_ANCHOR)))


def issue_number(period: Period) -> int:
    """期号: the place of the fortnight in the calendar year of its last day, as promo.periods names it."""
    return (period.last_day.timetuple().tm_yday - 1) // 14 + 1


def due_fortnights(*, since: date, today: date, drafted: set[date]) -> list[Period]:
    """Ended fortnights without a report, oldest first, out of the last MOST_MISSED since `since`.

    Where none has ended since then, the last ended one: a town that has just begun sees its first report at once.
    """
    ended = list(ended_between(the_fortnight, since, today)) or [the_fortnight(today).previous()]
    return [period for period in ended[-MOST_MISSED:] if period.start not in drafted]


@dataclass(frozen=True)
class Fortnight:
    """Everything a fortnightly report is made from. `since` is the moment the former report was made at."""

    region: Region
    period: Period
    as_of: datetime
    since: datetime
    scheme: Scheme | None
    places_before: Mapping[str, int] | None

    @property
    def until(self) -> date:
        return self.period.last_day

    @cached_property
    def year(self) -> YearToDate:
        year = year_of(self.until)
        given = target_sums(self.region, year=self.until.year, on=self.until, as_of=self.as_of)
        return year_to_date(self.region, year, until=self.until, as_of=self.as_of, targets=given)

    @cached_property
    def members(self) -> Sequence[Member]:
        return places.roll(self.region, on=self.until)

    @cached_property
    def _all_added(self) -> Mapping[str, Sequence[Addition]]:
        return additions(
            self.region, start=self.period.start, end=self.period.end, as_of=self.as_of, since=self.since
        )

    @cached_property
    def added(self) -> Mapping[str, Sequence[Addition]]:
        """What is new in this year's figures, so that it is a part of the sum it stands beside."""
        start = self.year.year.start
        return {
            code: [one for one in found if one.statistical_on >= start]
            for code, found in self._all_added.items()
        }

    @cached_property
    def added_earlier(self) -> Mapping[str, Sequence[Addition]]:
        """What is new and counts in an earlier year: told apart, in no sum of this year."""
        start = self.year.year.start
        return {
            code: [one for one in found if one.statistical_on < start]
            for code, found in self._all_added.items()
        }

    @cached_property
    def lines(self) -> list[Line]:
        """The overview; foreign capital only where there is or was or should be some."""
        lines = [self.year.line(code, added=self._added_sum(code)) for code in SHOWN]
        return [
            line
            for line in lines
            if line.measure.code not in FOREIGN or line.done or line.added or line.base or line.target
        ]

    def _added_sum(self, code: str) -> Fraction:
        return exact(code, sum(one.quantity for one in self.added.get(code, ())))

    @cached_property
    def placed(self) -> dict[str, list[places.Placed]]:
        return places.placed(self.members, self.year, self._scores, self.places_before)

    @property
    def _scores(self) -> places.Scores:
        if self.scheme is None:
            return places.completion_scores(self.members, self.year)
        standing = work_out(self.scheme, until=self.until, as_of=self.as_of)
        return {one.member.unit_id: one.score.total for one in standing.placed}

    @property
    def link(self):
        return year_links(self.year, as_of=self.as_of)


def sections(fortnight: Fortnight) -> list[Section]:
    """一 to 五; words and tables come from the same figures."""
    makers = (overview_section, ranking_section, added_section, problem_section, demand_section)
    return [maker(fortnight) for maker in makers]


def overview_section(fortnight: Fortnight) -> Section:
    elapsed = wording.percent_words(fortnight.year.elapsed)
    begins = f"截至{show_day(fortnight.until)}，{fortnight.region.name}全年时间进度为{elapsed}（按天计算）。"
    table = overview_table(fortnight.lines, until=fortnight.until, link=partial(fortnight.link, unit_id=None))
    words = [begins, *map(line_words, fortnight.lines)]
    return Section("overview", "一、总体情况", words, [table])


def line_words(line: Line) -> str:
    """One measure: so much, so much of it new, of the target, against the calendar, against last year."""
    return wording.joined(
        f"{line.measure.name}累计{wording.quantity_words(line.measure, line.done)}",
        wording.added_words(line.measure, line.added),
        wording.completion_words(line.rate),
        wording.pace_words(line.lead),
        wording.growth_words(line.growth),
    )


def ranking_section(fortnight: Fortnight) -> Section:
    by_scheme = fortnight.scheme is not None
    basis = f"按《{fortnight.scheme.name}》计分，各类单位分别排名。" if by_scheme else places.BY_COMPLETION
    ranked = fortnight.placed.items()
    tables = [
        places.class_table(code, rows, by_scheme=by_scheme, link=fortnight.link) for code, rows in ranked
    ]
    words = [basis, *(places.class_words(code, rows) for code, rows in ranked)]
    return Section("ranking", "二、各类单位排名", words if tables else ["现无参加考核的单位。"], tables)


def added_section(fortnight: Fortnight) -> Section:
    period = fortnight.period
    lists = [(topic, added.rows_of(topic, fortnight.added, period)) for topic in added.TOPICS]
    earlier = [
        (topic, added.rows_of(topic, fortnight.added_earlier, period)) for topic in added.EARLIER_TOPICS
    ]
    lists += [(topic, rows) for topic, rows in earlier if rows]
    tables = [added.added_table(topic, rows) for topic, rows in lists if rows]
    return Section("added", "三、本期新增", [added.added_words(*one) for one in lists], tables)


def problem_section(fortnight: Fortnight) -> Section:
    members, year, on = fortnight.members, fortnight.year, fortnight.period.end
    days = rule_for("lights", region=fortnight.region, on=on)["quiet_red"]
    behind = problems.behind_schedule(members, year)
    still = problems.standing_still(fortnight.region, on=on, days=days)
    words = [
        problems.ahead_words(problems.ahead_of_schedule(members, year)),
        problems.behind_words(behind),
        *problems.zero_words(problems.zero_performers(members, year)),
        problems.still_words(still, days),
    ]
    tables = [problems.behind_table(behind, fortnight.link)] if behind else []
    tables += [problems.still_table(still, on=on, days=days)] if still else []
    return Section("problems", "四、存在问题", words, tables)


def demand_section(fortnight: Fortnight) -> Section:
    return Section("demands", "五、下一步要求", DEMANDS)


def midnight(day: date, zone) -> datetime:
    """The first moment of a day on the clock of the office."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)
