"""What the sections of a periodic report say; words and tables come from the same figures."""

from functools import partial

from assessment.reports import added, places, problems, wording
from assessment.reports.material import Material
from assessment.reports.overview import Line, overview_table
from assessment.reports.sections import Section
from projects.rules_in_force import rule_for
from promo.days import show_day

DEMANDS = (
    "各单位要对照年度任务和时序进度，逐个项目排定时间表，落实责任人，加快签约项目开工和资金到位。",
    "低于时序进度的单位要查找差距、制定措施；既无签约项目又无到位资金的单位要排问题、找原因、谈对策，于下期通报前向督查办书面报告。",
    "停滞项目的引资单位要尽快与投资方对接，确定推进或者终止，并更新项目进展。",
)

BY = {"day": "按天计算", "month": "按月计算"}


def sections(found: Material) -> list[Section]:
    """一 to 五; words and tables come from the same figures."""
    makers = (overview_section, ranking_section, added_section, problem_section, demand_section)
    return [maker(found) for maker in makers]


def overview_section(found: Material) -> Section:
    elapsed = wording.percent_words(found.year.elapsed)
    begins = (
        f"截至{show_day(found.until)}，{found.region.name}全年时间进度为{elapsed}（{BY[found.year.mode]}）。"
    )
    table = overview_table(found.lines, until=found.until, link=partial(found.link, unit_id=None))
    words = [begins, *map(line_words, found.lines)]
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


def ranking_section(found: Material) -> Section:
    by_scheme = found.scheme is not None
    basis = f"按《{found.scheme.name}》计分，各类单位分别排名。" if by_scheme else places.BY_COMPLETION
    ranked = found.placed.items()
    tables = [places.class_table(code, rows, by_scheme=by_scheme, link=found.link) for code, rows in ranked]
    words = [basis, *(places.class_words(code, rows) for code, rows in ranked)]
    return Section("ranking", "二、各类单位排名", words if tables else ["现无参加考核的单位。"], tables)


def added_section(found: Material) -> Section:
    period = found.period
    lists = [(topic, added.rows_of(topic, found.added, period)) for topic in added.TOPICS]
    earlier = [(topic, added.rows_of(topic, found.added_earlier, period)) for topic in added.EARLIER_TOPICS]
    lists += [(topic, rows) for topic, rows in earlier if rows]
    tables = [added.added_table(topic, rows) for topic, rows in lists if rows]
    return Section("added", "三、本期新增", [added.added_words(*one) for one in lists], tables)


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
    return Section("problems", "四、存在问题", words, tables)


def demand_section(found: Material) -> Section:
    return Section("demands", "五、下一步要求", DEMANDS)
