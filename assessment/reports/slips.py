"""Slips as Tables, as a timeline, and as what a report says of a span of days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from assessment.models import Colour, Finding, Slip, SlipFinding, SlipState, SlipStep, StepKind
from assessment.models.slip import OPEN
from assessment.reports.integrity import state_of
from assessment.reports.links import project_link
from assessment.reports.material import midnight
from promo.tables import Column, Lit, Table
from units.models import Region

TONES = {"blue": "blue", "yellow": "amber", "red": "red"}
STATE_TONES = {
    "issued": "amber",
    "signed": "amber",
    "replied": "blue",
    "closed": "green",
    "withdrawn": "neutral",
}
ENDED = (StepKind.CLOSED, StepKind.WITHDRAWN)
WAITING = (StepKind.REPLIED, *ENDED)  # after one of these the unit is not late


def colour_of(colour: str) -> Lit:
    return Lit(Colour(colour).label, TONES[colour])


def state_lit(row: Slip, *, on: date) -> Lit:
    """The state; of an overdue one that it is."""
    if row.is_overdue(on=on):
        return Lit(f"{row.get_state_display()}（逾期）", "red")
    return Lit(row.get_state_display(), STATE_TONES[row.state])


def slip_table(rows: Sequence[Slip], *, on: date) -> Table:
    """One line a slip; needs issued_by and replied_by."""
    return Table(
        "督办单",
        [
            Column("等级", lambda row: colour_of(row.colour), width=6),
            Column("编号", "code", width=12, link=lambda row: row.get_absolute_url()),
            Column("承办单位", "unit_name", width=12),
            Column("督办事项", "title", width=22),
            Column("来源", "get_source_display", width=10),
            Column("下达日期", lambda row: timezone.localdate(row.issued_at), "day"),
            Column("办理时限", "due_on", "day"),
            Column("状态", lambda row: state_lit(row, on=on), width=10),
            Column("签收时间", "signed_at", "moment"),
            Column("回复时间", "replied_at", "moment"),
            Column("办结时间", "closed_at", "moment"),
        ],
        rows,
        as_of=on,
    )  # fmt: skip


def matter_table(rows: Sequence[Finding], running: dict[int, Slip]) -> Table:
    """One line a matter; needs project, unit and decided_by. `running` as `running_slips` gives it."""
    return Table(
        "督办事项",
        [
            Column("事项", "get_kind_display", width=10, link=lambda row: row.get_absolute_url()),
            Column("单位", "unit.short_name", width=8),
            Column("情况", "words", width=36),
            Column(
                "项目", "project.name", width=14,
                link=lambda row: project_link(row.project_id) if row.project_id else None,
            ),
            Column("首次发现", "first_found_at", "moment"),
            Column("状态", state_of, width=6),
            Column(
                "督办单", lambda row: running[row.pk].code if row.pk in running else None, width=12,
                link=lambda row: running[row.pk].get_absolute_url() if row.pk in running else None,
            ),
            Column("排除理由", lambda row: row.reason or None, width=14),
        ],
        rows,
    )  # fmt: skip


def running_slips(rows: Iterable[Finding]) -> dict[int, Slip]:
    """Finding -> the open slip it is on; one statement."""
    ids = [row.pk for row in rows]
    found = SlipFinding.objects.filter(finding__in=ids, slip__state__in=OPEN).select_related("slip")
    return {row.finding_id: row.slip for row in found}


def free_matters(unit_id: int) -> list[Finding]:
    """Open matters of a unit that no open slip deals with."""
    rows = Finding.objects.open().matters().filter(unit=unit_id)
    taken = SlipFinding.objects.filter(slip__state__in=OPEN, finding__unit=unit_id).values("finding")
    return list(rows.exclude(pk__in=taken).order_by("kind", "pk"))


def timeline(slip: Slip) -> list[SlipStep]:
    """The steps with their papers, newest first; two statements."""
    return list(slip.steps.select_related("by").prefetch_related("files").order_by("-number"))


@dataclass(frozen=True)
class SlipLine:
    """A slip as a report names it; `on` is the day of the step that puts it on its list."""

    slip_id: int
    code: str
    unit_id: int
    unit_name: str
    colour: str
    title: str
    due_on: date
    on: date


@dataclass(frozen=True)
class SlipsIn:
    """What happened to slips in a span of days: `overdue` are those past their last day when it ended."""

    issued: Sequence[SlipLine]
    answered: Sequence[SlipLine]
    closed: Sequence[SlipLine]
    overdue: Sequence[SlipLine]


def slips_in(region: Region, *, start: date, end: date, as_of: datetime) -> SlipsIn:
    """Issued, answered and closed in start <= day < end, overdue at its end; as known at `as_of`, so that the same
    question has the same answer for ever. One statement, without the slips that ended before `start`."""
    begins = midnight(start, timezone.get_default_timezone())
    ended = SlipStep.objects.filter(kind__in=ENDED, at__lt=begins, at__lte=as_of).values("slip")
    steps = SlipStep.objects.filter(slip__region=region, at__lte=as_of).exclude(slip__in=ended)
    steps = steps.select_related("slip")
    told: dict[int, list[tuple[SlipStep, date]]] = {}
    for step in steps.order_by("slip__year", "slip__number", "number"):
        day = timezone.localdate(step.at)
        if day < end:
            told.setdefault(step.slip_id, []).append((step, day))
    found = SlipsIn([], [], [], [])
    for rows in told.values():
        _sort(rows, found, start, end)
    return found


def _sort(rows: list[tuple[SlipStep, date]], found: SlipsIn, start: date, end: date) -> None:
    last, _ = rows[-1]
    if last.kind == StepKind.WITHDRAWN:
        return
    for kind, to in (
        (StepKind.ISSUED, found.issued), (StepKind.REPLIED, found.answered), (StepKind.CLOSED, found.closed)
    ):  # fmt: skip
        within = [(step, day) for step, day in rows if step.kind == kind and day >= start]
        if within:
            to.append(_line(*within[-1]))
    if _is_unanswered(rows) and last.due_on < end:
        found.overdue.append(_line(last, last.due_on))


def _is_unanswered(rows: list[tuple[SlipStep, date]]) -> bool:
    """Whether the unit has the next move: a change of colour alone is no answer and takes none away."""
    moves = [step.kind for step, _ in rows if step.kind not in (StepKind.ESCALATED, StepKind.EASED)]
    return moves[-1] not in WAITING


def _line(step: SlipStep, on: date) -> SlipLine:
    slip = step.slip
    return SlipLine(
        slip.pk, slip.code, slip.unit_id, slip.unit_name, step.colour, slip.title, step.due_on, on
    )


def count_table(rows) -> Table:
    """Open slips of a QuerySet by colour and state; one statement."""
    found: dict[str, dict[str, int]] = {colour: dict.fromkeys(OPEN, 0) for colour in Colour.values}
    for colour, state in rows.filter(state__in=OPEN).values_list("colour", "state"):
        found[colour][state] += 1
    return Table(
        "在办督办单",
        [
            Column("等级", lambda pair: colour_of(pair[0])),
            *(
                Column(SlipState(state).label, _counted(state), "count", total=_total(state))
                for state in OPEN
            ),
        ],
        list(found.items()),
        total_row=True,
    )  # fmt: skip


def _counted(state: str):
    return lambda pair: pair[1][state]


def _total(state: str):
    return lambda pairs: sum(pair[1][state] for pair in pairs)
