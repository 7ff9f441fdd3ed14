"""What the sections of a report of a campaign say; words and tables come from the same figures."""

from collections.abc import Callable, Mapping, Sequence

from assessment.facts import CampaignLine
from assessment.models import CampaignCheckpoint
from assessment.reports import added, wording
from assessment.reports import campaign_tables as tables
from assessment.reports.campaign_material import CampaignMaterial, Recognised
from assessment.reports.campaigns import next_hearing, ranking_table
from assessment.reports.overview import SHOWN, Line
from assessment.reports.report_sections import numbered
from assessment.reports.sections import Section
from projects.measures import MEASURES
from promo.calendar import exceptions_since
from promo.days import show_day

GAPS_SAID = 5
DEMANDS = (
    "各单位要对照专项行动任务倒排工期，逐个项目落实责任人，加快签约、开工和资金到位。",
    "完成任务低于时序进度的单位要查找差距、制定措施，在下次汇报时作出说明；尚无进展的单位要排问题、找原因、谈对策。",
)
AT_THE_END = (
    "各单位要对照任务总结本次专项行动，未完成的任务要继续推进，纳入年度任务一并落实。",
    "检查点处理建议由领导研究决定，决定结果另行通报。",
)


def overview_section(found: CampaignMaterial) -> Section:
    gone, total = found.days
    day = f"全部结束（共{total}天）" if found.is_final else f"进行到第{gone}天（共{total}天）"
    elapsed = wording.percent_words(found.elapsed)
    begins = f"截至{show_day(found.until)}，{found.campaign.name}{day}，时间进度为{elapsed}。"
    words = [begins, *map(line_words, found.measures)]
    return Section("overview", "总体情况", words, [tables.whole_table(found)])


def line_words(line: Line) -> str:
    return wording.joined(
        f"{line.measure.name}累计{wording.quantity_words(line.measure, line.done)}",
        wording.added_words(line.measure, line.added),
        f"完成任务的{wording.percent_words(line.rate)}",
        wording.pace_words(line.lead),
    )


def ranking_section(found: CampaignMaterial) -> Section:
    table = ranking_table(
        found.campaign, found.lines, until=found.until, as_of=found.as_of, names=found.names,
        changes=found.changes,
    )  # fmt: skip
    places = [(line.place, found.names[line.unit.pk]) for line in found.lines]
    leading = wording.leading_words(places) or f"参加单位为{places[0][1]}"
    said = wording.joined(leading, wording.trailing_words(places))
    words = ["按各单位专项行动各项任务完成率的平均数排名，完成率相同的并列。", said]
    return Section("ranking", "单位排名", words, [table])


def recognised_section(found: CampaignMaterial) -> Section:
    """One project at a time, as it was recognised; at the end all of them in one table."""
    now, all_of_them = found.granted_now, found.granted
    words = [recognised_words(one) for one in now] or ["本期无新认定项目。"]
    if all_of_them:
        words.append(f"行动开始以来累计认定项目{len(all_of_them)}个。")
    shown, title = (all_of_them, "认定项目") if found.is_final else (now, "本期认定项目")
    return Section("recognised", "认定项目", words, [tables.recognised_table(title, shown)] if shown else [])


def recognised_words(one: Recognised) -> str:
    """'9月12日认定“甲项目”（石桥村）：签约金额5,000万元，到位资金1,000万元。依据认定意见1号。'"""
    sums = [
        f"{MEASURES[code].name}{wording.quantity_words(MEASURES[code], one.brought[code])}"
        for code in SHOWN
        if code in one.brought
    ]
    units = f"（{wording.listed(one.units)}）" if one.units else ""
    told = f"：{'，'.join(sums)}" if sums else ""
    return f"{show_day(one.day)}认定“{one.row.project.name}”{units}{told}。依据：{one.row.document}。"


def added_section(found: CampaignMaterial) -> Section:
    lists = [(topic, added.rows_of(topic, found.added, found.period)) for topic in added.TOPICS]
    shown = [added.added_table(topic, rows) for topic, rows in lists if rows]
    return Section("added", "本期新增", [added.added_words(*one) for one in lists], shown)


def problem_section(found: CampaignMaterial) -> Section:
    behind, zero = tables.behind(found), tables.zero_performers(found)
    ahead = wording.listed(found.names[line.unit.pk] for line in tables.ahead(found))
    words = [
        f"完成任务超时序进度的单位：{ahead}。",
        behind_words(found, behind),
        f"各项任务均无进展的单位：{wording.listed(found.names[line.unit.pk] for line in zero)}。",
    ]
    shown = [tables.behind_table(found, behind)] if behind else []
    return Section("problems", "存在问题", words, shown)


def behind_words(found: CampaignMaterial, rows: Sequence[CampaignLine]) -> str:
    if not rows:
        return f"完成任务低于时序进度的单位：{wording.NONE}。"
    few = len(rows) <= GAPS_SAID
    named = wording.listed(
        f"{found.names[line.unit.pk]}（{wording.gap_words(tables.lead_of(found, line))}）"
        if few
        else found.names[line.unit.pk]
        for line in rows
    )
    return f"完成任务低于时序进度的单位有{len(rows)}个：{named}。"


def checkpoint_section(found: CampaignMaterial) -> Section | None:
    """Checkpoints that were reached, with what they propose for whom; and the next one."""
    rows, ahead = tables.proposed(found), found.next_check
    words = [checkpoint_words(found, one, rows) for one in found.reached]
    if ahead is not None:
        words.append(f"下一检查点为{show_day(ahead.on)}，应完成任务的{ahead.least}%。")
    if not words:
        return None
    return Section("checkpoints", "检查点", words, [tables.proposed_table(found, rows)] if rows else [])


def checkpoint_words(
    found: CampaignMaterial, checkpoint: CampaignCheckpoint, rows: Sequence[tables.Proposed]
) -> str:
    """'2026年10月31日检查点应完成任务的50%，未达到的单位有2个：…，建议约谈主要负责人。'"""
    begins = f"{show_day(checkpoint.on)}检查点应完成任务的{checkpoint.least}%"
    short = [found.names[row.line.unit.pk] for row in rows if row.checkpoint == checkpoint]
    if not short:
        return f"{begins}，各单位均已达到。"
    named = wording.listed(short)
    return f"{begins}，未达到的单位有{len(short)}个：{named}。按规定建议：{checkpoint.consequence}。"


def demand_section(found: CampaignMaterial) -> Section:
    if found.is_final:
        return Section("demands", "下一步要求", AT_THE_END)
    day = next_hearing(found.campaign, found.period.end, exceptions_since(found.until))
    heard = [f"下次汇报时间为{show_day(day)}。"] if day else []
    return Section("demands", "下一步要求", [*DEMANDS, *heard])


Maker = Callable[[CampaignMaterial], Section | None]
MAKERS: Mapping[str, Maker] = {
    "overview": overview_section,
    "ranking": ranking_section,
    "recognised": recognised_section,
    "added": added_section,
    "problems": problem_section,
    "checkpoints": checkpoint_section,
    "demands": demand_section,
}


def campaign_sections(found: CampaignMaterial) -> list[Section]:
    return numbered(found, MAKERS)


def campaign_title(found: CampaignMaterial) -> str:
    return f"{found.region.name}{found.campaign.name}{'总结' if found.is_final else ''}{found.setup.title}"
