"""One target through its versions: what stood when, by which paper, and which published rankings counted with it."""

from collections.abc import Mapping, Sequence

from assessment import parts
from assessment.countable import Countable
from assessment.models import RunState, ScoreItem, Target, TargetSet
from assessment.reports.target_places import region_target_address, target_address
from promo.tables import Column, Table
from units.models import Unit


def rankings_by_version(unit: Unit, target: Target) -> dict[int, list[int]]:
    """Version -> the numbers of the published rankings of its year that were worked out with it. One statement."""
    items = ScoreItem.objects.filter(
        line__unit=unit, line__run__state=RunState.PUBLISHED, line__run__scheme__year=target.year
    )  # fmt: skip
    found: dict[int, set[int]] = {}
    for number, inputs in items.order_by().values_list("line__run__number", "inputs"):
        for given in inputs:
            if given.get("version") and _names(given, target):
                found.setdefault(given["version"], set()).add(number)
    return {version: sorted(numbers) for version, numbers in found.items()}


def _names(given: dict, target: Target) -> bool:
    """Whether a number of a score says that it is this target; without a set or part it is the own one of the year."""
    said = (
        given.get("kind"),
        given.get("measure"),
        given.get("target_set", TargetSet.OWN),
        given.get("part", ""),
    )
    return said == ("target", *target.key[1:])


def history_table(
    rows: Sequence[Target], *, title: str, measure: Countable, rankings: Mapping[int, Sequence[int]]
) -> Table:
    """Every version of one target, newest first."""
    used = [Column("用于已发布排名", lambda row: _numbers(rankings.get(row.version, ())), width=12)]
    return Table(
        title=title,
        columns=[
            Column("版本", lambda row: f"第{row.version}版", width=4),
            _quantity(measure),
            Column("生效日期", "effective_from", kind="day"),
            Column("下达文件", "document", width=18),
            *(used if rankings else ()),
            Column("登记人", "recorded_by.name"),
            Column("登记时间", "recorded_at", kind="moment"),
        ],
        rows=rows,
    )


def _numbers(numbers: Sequence[int]) -> str | None:
    return f"第{'、'.join(map(str, numbers))}期" if numbers else None


def siblings_table(rows: Sequence[Target], *, measure: Countable) -> Table:
    """The newest version of every target of one holder and measure: its sets, its quarters and months."""
    newest: dict[tuple, Target] = {}
    for row in sorted(rows, key=lambda row: row.version):
        newest[row.key] = row
    sets = list(TargetSet)
    ordered = sorted(
        newest.values(), key=lambda row: (sets.index(row.target_set), parts.PARTS.index(row.part))
    )
    return Table(
        title=f"{measure.name}的各项目标",
        columns=[
            Column("目标类别", "get_target_set_display", width=6, link=address_of),
            Column("时段", lambda row: parts.words(row.part) or "全年", width=6),
            _quantity(measure),
            Column("版本", lambda row: f"第{row.version}版", width=4),
            Column("生效日期", "effective_from", kind="day"),
            Column("下达文件", "document", width=18),
        ],
        rows=ordered,
    )


def _quantity(measure: Countable) -> Column:
    head = f"目标数（{measure.unit_word}）"
    return Column(head, lambda row: measure.exact(row.quantity), kind=measure.table_kind)


def address_of(row: Target) -> str:
    if row.unit_id:
        return target_address(row.year, row.measure, row.unit_id, row.target_set, row.part)
    return region_target_address(row.year, row.measure, row.region, row.target_set, row.part)
