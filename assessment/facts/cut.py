"""What was cut from sums before they were recognised: measures that count sums as reported add it again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessment.facts.sql import Sql, rows_of
from assessment.facts.statement import Ask, Statement, factor_of
from assessment.sources import Measured
from projects.measures import MEASURES

Cut = Mapping[
    tuple[int, bool, int | None], Fraction
]  # (unit id, also counted, kept project) -> what is added

REPORTED = "COALESCE(a.amount, m.amount)"
RECOGNISED = "COALESCE(a.recognised, m.recognised)"
WAS_CUT = Sql(f"{RECOGNISED} IS NOT NULL AND {RECOGNISED} <> 0 AND {RECOGNISED} <> {REPORTED}")


def hundredths_of(column: str) -> str:
    """A sum in major units as an integer, the same on every engine."""
    return f"CAST(ROUND({column} * 100) AS BIGINT)"


def cut_of(quantity: int, reported: int, recognised: int) -> Fraction:
    """The part of a posting that was cut from the sum behind it."""
    return Fraction(int(quantity) * (int(reported) - int(recognised)), int(recognised))


def cut_sums(sources: Sequence[Measured], ask: Ask) -> dict[str, Cut]:
    """Key of the measure -> what was cut, in the ledger's smallest unit. One statement; none without such measures."""
    asked = [one for one in sources if MEASURES[one.code].unit != "count"]
    if not asked:
        return {}
    statement = Statement(asked, ask)
    place = "t.head_id" if statement.with_traits else "p.project_id AS head_id"
    columns = (
        f"p.unit_id, p.is_also, {place}, p.quantity, {hundredths_of(REPORTED)}, {hundredths_of(RECOGNISED)}"
    )
    head, inner = statement.head(), statement.postings(columns, with_fact=True, only=WAS_CUT)
    found: dict[str, dict] = {one.key: defaultdict(Fraction) for one in asked}
    for unit_id, is_also, head_id, quantity, reported, recognised, *lines in rows_of(
        Sql(head.text + inner.text, head.values + inner.values)
    ):
        more = cut_of(quantity, reported, recognised)
        for source, line in zip(asked, lines, strict=True):
            if line:
                found[source.key][unit_id, bool(is_also), head_id] += factor_of(source, line) * more
    return found
