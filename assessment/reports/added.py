"""What a fortnight added: lists of signed, arrived, started and completed facts, late ones marked 补报."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assessment.facts import exact
from assessment.ledger_series import Addition
from assessment.reports import wording
from assessment.reports.links import fact_link, project_link
from projects.measures import MEASURES
from promo.periods import Period
from promo.tables import Column, Table

NAMED = 5  # so many projects are named in a sentence; the table has them all


@dataclass(frozen=True)
class Topic:
    """One list: its title, the measure that counts its rows (or None) and those that carry its money."""

    title: str
    word: str
    counted: str | None
    yuan: str | None = None
    usd: str | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.counted, self.yuan, self.usd)))


TOPICS = (
    Topic("本期新签约项目", "新签约项目", "signed_count", "signed_amount", "signed_foreign"),
    Topic("本期到位资金", "新到位资金", None, "arrived_capital", "arrived_foreign"),
    Topic("本期新开工项目", "新开工项目", "started_count"),
    Topic("本期新竣工项目", "新竣工项目", "completed_count"),
)
EARLIER = "计入以前年度"
EARLIER_TOPICS = tuple(
    replace(topic, title=f"{topic.title}（{EARLIER}）", word=f"{EARLIER}的{topic.word}") for topic in TOPICS
)


@dataclass(frozen=True)
class Row:
    """A fact of a list with its sums; `yuan` and `usd` are None where the topic or the project has none."""

    fact: Addition
    count: Fraction | None
    yuan: Fraction | None
    usd: Fraction | None
    note: str

    @property
    def units(self) -> str:
        return wording.listed(self.fact.units)


def rows_of(topic: Topic, added: Mapping[str, Sequence[Addition]], period: Period) -> list[Row]:
    """One row a fact, by its day; the sums of all measures of the topic beside each other."""
    facts: dict[tuple[str, int], dict[str, Addition]] = {}
    for measure in topic.measures:
        for one in added.get(measure, ()):
            facts.setdefault((one.kind, one.fact_id), {})[measure] = one
    rows = [_row(topic, by_measure, period.start) for by_measure in facts.values()]
    return sorted(rows, key=lambda row: (row.fact.statistical_on, row.fact.fact_id))


def _row(topic: Topic, by_measure: Mapping[str, Addition], start: date) -> Row:
    def amount(measure: str | None) -> Fraction | None:
        one = by_measure.get(measure or "")
        return exact(measure, one.quantity) if one else None

    first = next(iter(by_measure.values()))
    late = min(first.event_on, first.statistical_on) < start
    note = "冲销" if first.is_reversal else "调整" if first.is_adjusted else "补报" if late else ""
    return Row(first, amount(topic.counted), amount(topic.yuan), amount(topic.usd), note)


def added_table(topic: Topic, rows: Sequence[Row]) -> Table:
    money = [Column("金额（万元）", "yuan", "amount_wan", total="sum")] if topic.yuan else []
    if any(row.usd is not None for row in rows):
        money.append(Column("外资（万美元）", "usd", "amount_wan", total="sum"))
    return Table(
        title=topic.title,
        columns=[
            Column(
                "项目名称", "fact.project_name", width=22, link=lambda row: project_link(row.fact.project_id)
            ),
            Column("引资单位", "units", width=12),
            *money,
            Column(
                "日期", "fact.event_on", "day", link=lambda row: fact_link(row.fact.kind, row.fact.fact_id)
            ),
            Column("备注", "note", width=6),
        ],
        rows=list(rows),
        total_row=bool(money),
    )


def added_words(topic: Topic, rows: Sequence[Row]) -> str:
    """'新签约项目2个，金额5,000万元：…。其中补报1项。', or '本期无新签约项目。'"""
    if not rows:
        return f"本期无{topic.word}。"
    said = wording.joined(*_sums(topic, rows)).removesuffix("。")
    names = list(dict.fromkeys(row.fact.project_name for row in rows if row.note not in ("冲销", "调整")))
    more = f"等{len(names)}个项目" if len(names) > NAMED else ""
    named = f"：{wording.listed(names[:NAMED])}{more}" if names else ""
    asides = [
        f"{word}{sum(row.note == note for row in rows)}项"
        for note, word in (("补报", "其中补报"), ("冲销", "另有冲销"), ("调整", "另有结账后调整"))
        if any(row.note == note for row in rows)
    ]
    return f"{said}{named}。{wording.joined(*asides)}"


def _sums(topic: Topic, rows: Sequence[Row]) -> list[str]:
    count, yuan, usd = (
        sum((getattr(row, name) or Fraction(0) for row in rows), Fraction(0))
        for name in ("count", "yuan", "usd")
    )
    said = [f"{topic.word}{wording.net_words(MEASURES[topic.counted], count)}"] if topic.counted else []
    prefix = "金额" if topic.counted else topic.word
    if topic.yuan and (yuan or not usd):
        said.append(f"{prefix}{wording.net_words(MEASURES[topic.yuan], yuan)}")
    if usd:
        said.append(f"{MEASURES[topic.usd].name}{wording.net_words(MEASURES[topic.usd], usd)}")
    return said
