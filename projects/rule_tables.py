"""Rules as tables: what holds of every kind, what was decided when, and the settings of one rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from projects.models import OfficeRule
from projects.rulebook import KINDS, RuleKind
from projects.rulebook.settings import Rows
from projects.rulebook.showing import differences, shown_value, summary
from projects.rules_in_force import RuleInForce
from promo.tables import Column, Table
from units.models import Region

ORDER = "order"


@dataclass(frozen=True)
class Held:
    """A kind of rule and what holds of it for a place."""

    kind: RuleKind
    rule: RuleInForce
    region: Region

    @property
    def link(self) -> str:
        return reverse("projects:rule_show", args=[self.region.pk, self.kind.code])

    @property
    def place(self) -> str:
        return self.rule.row.region.name if self.rule.row else "系统预设"


def rule_table(held: Sequence[Held], *, region: Region, on: date) -> Table:
    """What holds of every kind; a kind that nobody decided shows its default as such."""
    columns = [
        Column("规定", "kind.name", link="link", width=8),
        Column("现行内容", lambda one: summary(one.kind, one.rule.document), width=40),
        Column("制定", "place", width=9),
        Column("起始日期", "rule.row.valid_from", "day"),
        Column("依据", "rule.row.basis", width=14),
        Column("公布人", "rule.row.decided_by.name"),
    ]
    return Table(f"{region.name}业务规定", columns, held, as_of=on)


def scalar_rows(kind: RuleKind, rule: RuleInForce) -> list[tuple[str, str]]:
    """(label, value) of every setting that is no list."""
    return [
        (one.label, shown_value(one, rule[one.key])) for one in kind.settings if not isinstance(one, Rows)
    ]


def settings_table(kind: RuleKind, rule: RuleInForce) -> Table:
    """The same as a table, which says by which document it holds."""
    said = f"{rule.row.region.name}　依据：{rule.row.basis}" if rule.row else "系统预设，尚未公布"
    columns = [Column("项目", lambda row: row[0], width=20), Column("规定", lambda row: row[1], width=24)]
    return Table(kind.name, columns, scalar_rows(kind, rule), caption=said)


def list_tables(kind: RuleKind, rule: RuleInForce) -> list[Table]:
    """One table for each list of a rule."""
    return [
        Table(
            one.label,
            [
                Column("序号", lambda row: row["serial"], "serial"),
                *(_cell_of(column) for column in one.columns if column.key != ORDER),
            ],
            [{**row, "serial": number} for number, row in enumerate(_in_order(rule[one.key]), 1)],
        )
        for one in kind.settings
        if isinstance(one, Rows)
    ]


def _in_order(rows: Sequence[dict]) -> list[dict]:
    """As the rule numbers them, where it does; their serial numbers say it then."""
    return sorted(rows, key=lambda row: row.get(ORDER, 0))


def _cell_of(column) -> Column:
    return Column(column.label, lambda row: shown_value(column, row.get(column.key)))


def history_of(kind: str, rows: Sequence[OfficeRule], *, on: date) -> list[OfficeRule]:
    """Newest first, each with `changes` against the one before of its place, and `standing` on a day."""
    before: dict[int, OfficeRule] = {}
    for row in sorted(rows, key=lambda one: (one.valid_from, one.revision)):
        known = KINDS[kind].default | (before[row.region_id].document if row.region_id in before else {})
        row.changes = differences(KINDS[kind], known, KINDS[kind].default | row.document)
        row.is_ahead = row.valid_from > on
        before[row.region_id] = row
    return sorted(rows, key=lambda one: (one.valid_from, one.revision), reverse=True)
