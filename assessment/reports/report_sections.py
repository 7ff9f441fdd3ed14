"""What the sections of a periodic report say; words and tables come from the same figures."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from assessment.facts import returns_of
from assessment.reports import added, places, problems, unsettled, wording
from assessment.reports.material import Material
from assessment.reports.overview import Line, growth_table, overview_table
from assessment.reports.return_sections import return_table, return_words, returned
from assessment.reports.sections import Section
from assessment.reports.slip_sections import slip_tables, slip_words
from assessment.reports.slips import slips_in
from projects.rules_in_force import rule_for
from promo.days import show_day

DEMANDS = (
    "各单位要对照年度任务和时序进度，逐个项目排定时间表，落实责任人，加快签约项目开工和资金到位。",
    "低于时序进度的单位要查找差距、制定措施；既无签约项目又无到位资金的单位要排问题、找原因、谈对策，于下期通报前向督查办书面报告。",
    "停滞项目的引资单位要尽快与投资方对接，确定推进或者终止，并更新项目进展。",
)

BY = {"day": "按天计算", "month": "按月计算"}


def overview_section(found: Material) -> Section:
    elapsed = wording.percent_words(found.year.elapsed)
    begins = (
        f"截至{show_day(found.until)}，{found.region.name}全年时间进度为{elapsed}（{BY[found.year.mode]}）。"
    )
    table = overview_table(found.lines, until=found.until, link=partial(found.link, unit_id=None))
    words = [begins, *map(line_words, found.lines)]
    return Section("overview", "总体情况", words, [table, growth_table(found.lines)])


def line_words(line: Line) -> str:
    """One measure: so much, so much of it new, of the target, against the calendar, against last year."""
    return wording.joined(
        f"{line.measure.name}累计{wording.quantity_words(line.measure, line.done)}",
        wording.added_words(line.measure, line.added),
        wording.completion_words(line.rate),
        wording.pace_words(line.lead),
        wording.year_on_year_words(line.measure, line.base, line.growth),
    )


def ranking_section(found: Material) -> Section:
    by_scheme = found.scheme is not None
    basis = f"按《{found.scheme.name}》计分，各类单位分别排名。" if by_scheme else places.BY_COMPLETION
    ranked = found.placed.items()
    tables = [places.class_table(code, rows, by_scheme=by_scheme, link=found.link) for code, rows in ranked]
    words = [basis, *(places.class_words(code, rows) for code, rows in ranked)]
    return Section("ranking", "各类单位排名", words if tables else ["现无参加考核的单位。"], tables)


def added_section(found: Material) -> Section:
    period = found.period
    lists = [(topic, added.rows_of(topic, found.added, period)) for topic in added.TOPICS]
    earlier = [(topic, added.rows_of(topic, found.added_earlier, period)) for topic in added.EARLIER_TOPICS]
    lists += [(topic, rows) for topic, rows in earlier if rows]
    tables = [added.added_table(topic, rows) for topic, rows in lists if rows]
    return Section("added", "本期新增", [added.added_words(*one) for one in lists], tables)


def problem_section(found: Material) -> Section:
    members, year, on = found.members, found.year, found.period.end
    days = rule_for("lights", region=found.region, on=on)["quiet_red"]
    behind = problems.behind_schedule(members, year)
    still = problems.standing_still(found.region, on=on, days=days)
    words = [
        problems.ahead_words(problems.ahead_of_schedule(members, year)),
        problems.behind_words(behind),
        *problems.zero_words(problems.zero_performers(members, year)),
        problems.still_words(still, days),
    ]
    tables = [problems.behind_table(behind, found.link)] if behind else []
    tables += [problems.still_table(still, on=on, days=days)] if still else []
    return Section("problems", "存在问题", words, tables)


def demand_section(found: Material) -> Section:
    return Section("demands", "下一步要求", DEMANDS)


def unsettled_section(found: Material) -> Section:
    """难点 by kind and opinions that did not come."""
    on, as_of = found.period.end, found.as_of
    names = rule_for("blockers", region=found.region, on=on).names("kinds")
    blockers = unsettled.open_blockers(found.region, on=on, as_of=as_of)
    opinions = unsettled.waiting_opinions(found.region, on=on, as_of=as_of)
    words = [unsettled.blocker_words(blockers, names, on=on), unsettled.opinion_words(opinions)]
    tables = [unsettled.blocker_table(blockers, names, on=on)] if blockers else []
    tables += [unsettled.opinion_table(opinions, on=on)] if opinions else []
    return Section("unsettled", "难点和意见办理", words, tables)


def followed_section(found: Material) -> Section | None:
    """What the last report asked for; nothing without one that kept whom it named."""
    if found.named_before is None:
        return None
    line_of = partial(found.year.unit_line, measure=problems.BEHIND_BY)
    rows = unsettled.followed(found.named_before, found.members, line_of)
    zero = problems.zero_performers(found.members, found.year)
    words = [
        unsettled.followed_words(rows),
        unsettled.still_zero_words(found.named_before, zero, found.members),
    ]
    tables = [unsettled.followed_table(rows, found.link)] if rows else []
    return Section("followed", "上期要求落实情况", words, tables)


def slip_section(found: Material) -> Section:
    """督办单 issued, answered and closed in the days of the report, and those that are overdue."""
    slips = slips_in(found.region, start=found.period.start, end=found.period.end, as_of=found.as_of)
    return Section("slips", "督办情况", slip_words(slips), slip_tables(slips))


def return_section(found: Material) -> Section | None:
    """The units' own words; nothing where none was asked."""
    rows = returned(found.members, returns_of(found.region, found.period, as_of=found.as_of))
    if not rows:
        return None
    table = return_table(rows)
    return Section("returns", "各单位报送情况", return_words(rows), [table] if table else [])


Maker = Callable[[Material], Section | None]
# What a report may hold; how it is made up names those it has and their order. None: there is nothing to say.
MAKERS: dict[str, Maker] = {
    "overview": overview_section,
    "ranking": ranking_section,
    "added": added_section,
    "problems": problem_section,
    "unsettled": unsettled_section,
    "slips": slip_section,
    "returns": return_section,
    "followed": followed_section,
    "demands": demand_section,
}
NUMBERS = "一二三四五六七八九十"


def sections(found: Material) -> list[Section]:
    return numbered(found, MAKERS)


def numbered(found, makers: Mapping[str, Callable]) -> list[Section]:
    """The parts that the office wants and that have something to say, in its order and words, numbered 一、二、三、"""
    made = [(makers[code](found), heading) for code, heading in found.setup.sections]
    there = [(one, heading or one.heading) for one, heading in made if one is not None]
    return [replace(one, heading=f"{NUMBERS[n]}、{heading}") for n, (one, heading) in enumerate(there)]


def named_by(found: Material) -> unsettled.Named:
    """Whom this report names, for the next one to follow up."""
    behind = problems.behind_schedule(found.members, found.year)
    zero = problems.zero_performers(found.members, found.year)
    return unsettled.Named(
        {str(one.unit_id): f"{line.lead.numerator}/{line.lead.denominator}" for one, line in behind},
        [str(one.unit_id) for one in zero],
    )
