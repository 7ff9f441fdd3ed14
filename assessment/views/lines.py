"""One unit's result, opened: total, items, arithmetic, and the way to the ledger, the target or the mark behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.functions import Kind, Status
from assessment.functions.words import quantity
from assessment.models import MarkedUnit, RunState, ScoreItem, ScoreLine, ScoreRun, TargetSet
from assessment.parts import YEAR
from assessment.ranking import change_in_words
from assessment.reports.gaps import gap_of
from assessment.reports.line_parts import line_parts
from assessment.reports.links import faults_link, records_link
from assessment.reports.ranking import members_of
from assessment.reports.rounds import unit_address
from assessment.reports.stamps import stamp
from assessment.reports.standing import document_of
from assessment.reports.target_places import target_address
from assessment.scoring import Scored, UnitScore
from assessment.views.place import sees_all
from units.access import BUSINESS_ROLES, open_to
from units.models import Unit


@dataclass(frozen=True)
class Opened:
    """One number of an item as the page shows it: its words, and what it opens. `depth` is how far down it stands among
    the numbers that others are made of; `words` is the arithmetic of one that was worked out."""

    label: str
    value: str
    link: str
    link_words: str
    words: str = ""
    depth: int = 0
    more: tuple[
        tuple[str, str], ...
    ] = ()  # of the other units of a joint line: where it opens, and its words


def line_in_sight(request, pk: int, unit_pk: int) -> tuple[ScoreRun, ScoreLine]:
    """A finished run and one line of it, as far as the person may see them; out of sight is 404."""
    runs = (
        ScoreRun.objects.visible_to(request.access).finished().select_related("scheme", "region", "previous")
    )
    run = get_object_or_404(runs, pk=pk)
    return run, get_object_or_404(_lines(request, run), unit_id=unit_pk)


@open_to(BUSINESS_ROLES)
@require_safe
def line_show(request, pk: int, unit_pk: int):
    run, line = line_in_sight(request, pk, unit_pk)
    own = None if sees_all(request.access, run.region) else request.access.unit_ids
    items, units = list(line.items.all()), members_behind(run, line, own)
    errata = list(run.errata.approved().defer("frozen"))
    context = {
        "run": run,
        "line": line,
        "items": [(item, opened_all(item, run, line.unit_id, units)) for item in items],
        "sum_words": sum_words(items, line, run),
        "stamp": stamp(run, rows=len(items), errata=errata),
        "errata": errata,
        "may_object": _may_object(request, run),
        "change": change_in_words(line.rank, line.rank_before) if run.previous else "—",
        "gap": gap_of(run, line.unit_id, line.exact),
    }
    context |= line_parts(run, line)
    return render(request, "assessment/line_show.html", context)


def _may_object(request, run: ScoreRun) -> bool:
    """While it hangs out, for the clerk and the head of a unit of the region."""
    if run.state != RunState.NOTICE or not any(
        unit.region_id == run.region_id for unit in request.access.units
    ):
        return False
    return run.notice.hangs_on(timezone.localdate())


def _lines(request, run: ScoreRun):
    """A unit opens its own line, also the joint one it belongs to; the region's roles open every line."""
    lines = ScoreLine.objects.filter(run=run).select_related("unit")
    if sees_all(request.access, run.region):
        return lines
    own = request.access.unit_ids
    return lines.filter(unit__in=[one.unit_id for one in members_of(run) if not own.isdisjoint(one.owners)])


def sum_words(items: list[ScoreItem], line: ScoreLine, run: ScoreRun) -> str:
    """The sum written out, by the same words that scoring uses."""
    scored = tuple(
        Scored(item.code, item.name, number(item.exact), Fraction(0), (), "", Status.SCORED) for item in items
    )
    return UnitScore(scored, number(line.exact), Fraction(0)).words(document_of(run.scheme).rounding)


def number(text: str) -> Fraction | None:
    """An exact number kept as 'n/d'; '' is "—"."""
    return Fraction(text) if text else None


@dataclass(frozen=True)
class LineUnits:
    """The units of a line beside the one that leads it: `joined` by id, with their names; `is_wide` where the records
    of others count as well. A unit that opens a joint line follows its own targets and marks only."""

    joined: Mapping[int, str] = field(default_factory=dict)
    is_wide: bool = False
    sees_lead: bool = True


ALONE = LineUnits()


def members_behind(run: ScoreRun, line: ScoreLine, own: frozenset[int] | None = None) -> LineUnits:
    """`own` are the units of who sees no others. One statement, and only for a line of several units."""
    member = next((one for one in members_of(run) if one.unit_id == line.unit_id), None)
    if member is None or not (member.joined or member.covered):
        return ALONE
    seen = [pk for pk in member.joined if own is None or pk in own]
    names = dict(Unit.objects.filter(pk__in=seen).values_list("pk", "short_name"))
    return LineUnits(names, True, own is None or line.unit_id in own)


def opened_all(item: ScoreItem, run: ScoreRun, unit_id: int, units: LineUnits = ALONE) -> list[Opened]:
    """Every number of an item, each with those it was made of under it."""
    return [
        row
        for given in item.inputs
        for row in _with_parts(given, item.code, given["name"], run, unit_id, units)
    ]


def _with_parts(
    given: dict, code: str, path: str, run: ScoreRun, unit_id: int, units: LineUnits, depth: int = 0
):
    yield opened(given, run, unit_id, code=code, path=path, depth=depth, units=units)
    for part in given.get("parts", []):
        yield from _with_parts(part, code, f"{path}/{part['name']}", run, unit_id, units, depth + 1)


def opened(
    given: dict,
    run: ScoreRun,
    unit_id: int,
    *,
    code: str,
    path: str,
    depth: int = 0,
    units: LineUnits = ALONE,
) -> Opened:
    value, kind = number(given["value"]), given["kind"]
    words = "—" if value is None else quantity(value, given["unit"])
    place = reverse("assessment:input_show", args=[run.pk, unit_id, code, path])
    more: tuple[tuple[str, str], ...] = ()
    if kind == Kind.MEASURE:
        link = (place, "查看入账明细")
    elif kind in LISTED and units.is_wide:
        link = (place, LISTED[kind])
    else:
        links = [LINKS[kind](given, run, unit_id)] if kind in LINKS and units.sees_lead else []
        link, *rest = [*links, *(_of_joined(given, run, units) if kind in LINKS else ())] or [("", "")]
        more = tuple(rest)
    return Opened(given["label"], words, *link, given.get("words", ""), depth, more)


def _of_joined(given: dict, run: ScoreRun, units: LineUnits):
    """Where the same number stands for the other units of a joint line: their targets and marks count in it too."""
    marked = set(units.joined)
    if given.get("round"):
        rows = MarkedUnit.objects.filter(round_id=given["round"], unit__in=marked)
        marked = set(rows.values_list("unit_id", flat=True))
    elif given["kind"] == Kind.PANEL:
        marked = set()
    for unit_id, name in units.joined.items():
        if unit_id in marked:
            address, words = LINKS[given["kind"]](given | {"version": None}, run, unit_id)
            yield address, f"{name}：{words.partition('（')[0]}"


def _to_target(given: dict, run: ScoreRun, unit_id: int) -> tuple[str, str]:
    which = given.get("set", TargetSet.OWN), given.get("part", YEAR)
    address = target_address(run.scheme.year, given["measure"], unit_id, *which)
    return address, f"查看目标（第{given['version']}版）" if given["version"] else "查看目标（未下达）"


def _to_round(given: dict, run: ScoreRun, unit_id: int) -> tuple[str, str]:
    if not given.get("round"):
        return reverse("assessment:round_list"), "查看多人评分（尚未确认）"
    return unit_address(given["round"], unit_id), "查看多人评分"


def _to_mark(given: dict, run: ScoreRun, unit_id: int) -> tuple[str, str]:
    if given.get("round"):
        return _to_round(given, run, unit_id)
    address = reverse("assessment:mark_history", args=[run.scheme_id, unit_id, given["indicator"]])
    return address, f"查看评分依据（第{given['version']}版）" if given["version"] else "查看评分（尚未评分）"


def _to_records(given: dict, run: ScoreRun, unit_id: int) -> tuple[str, str]:
    start, end = (date.fromisoformat(given[name]) for name in ("start", "end"))
    link = records_link(unit_id, given["record"], start=start, end=end, as_of=run.as_of)
    return link, "查看登记明细"


def _to_faults(given: dict, run: ScoreRun, unit_id: int) -> tuple[str, str]:
    start, end = (date.fromisoformat(given[name]) for name in ("start", "end"))
    return faults_link(unit_id, start=start, end=end, as_of=run.as_of), "查看报送情况"


# What is listed on one page for all units of a line.
LISTED = {Kind.RECORD: "查看登记明细", Kind.REPORTS: "查看报送情况"}
LINKS = {
    Kind.TARGET: _to_target,
    Kind.MARK: _to_mark,
    Kind.RECORD: _to_records,
    Kind.REPORTS: _to_faults,
    Kind.PANEL: _to_round,
}
