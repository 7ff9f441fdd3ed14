"""One unit's result, opened: total, items, arithmetic, and the way to the ledger, the target or the mark behind it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.functions import Kind, Status
from assessment.functions.words import quantity
from assessment.models import RunState, ScoreItem, ScoreLine, ScoreRun, TargetSet
from assessment.parts import YEAR
from assessment.ranking import change_in_words
from assessment.reports.gaps import gap_of
from assessment.reports.line_parts import line_parts
from assessment.reports.links import faults_link, records_link
from assessment.reports.rounds import unit_address
from assessment.reports.stamps import stamp
from assessment.reports.standing import document_of
from assessment.reports.target_places import target_address
from assessment.scoring import Scored, UnitScore
from assessment.views.place import sees_all
from units.access import BUSINESS_ROLES, open_to


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
    items = list(line.items.all())
    errata = list(run.errata.approved().defer("frozen"))
    context = {
        "run": run,
        "line": line,
        "items": [(item, opened_all(item, run, line.unit_id)) for item in items],
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
    """A unit opens its own line; the region's roles open every line."""
    lines = ScoreLine.objects.filter(run=run).select_related("unit")
    return lines if sees_all(request.access, run.region) else lines.filter(unit__in=request.access.unit_ids)


def sum_words(items: list[ScoreItem], line: ScoreLine, run: ScoreRun) -> str:
    """The sum written out, by the same words that scoring uses."""
    scored = tuple(
        Scored(item.code, item.name, number(item.exact), Fraction(0), (), "", Status.SCORED) for item in items
    )
    return UnitScore(scored, number(line.exact), Fraction(0)).words(document_of(run.scheme).rounding)


def number(text: str) -> Fraction | None:
    """An exact number kept as 'n/d'; '' is "—"."""
    return Fraction(text) if text else None


def opened_all(item: ScoreItem, run: ScoreRun, unit_id: int) -> list[Opened]:
    """Every number of an item, each with those it was made of under it."""
    return [
        row for given in item.inputs for row in _with_parts(given, item.code, given["name"], run, unit_id)
    ]


def _with_parts(given: dict, code: str, path: str, run: ScoreRun, unit_id: int, depth: int = 0):
    yield opened(given, run, unit_id, code=code, path=path, depth=depth)
    for part in given.get("parts", []):
        yield from _with_parts(part, code, f"{path}/{part['name']}", run, unit_id, depth + 1)


def opened(given: dict, run: ScoreRun, unit_id: int, *, code: str, path: str, depth: int = 0) -> Opened:
    value = number(given["value"])
    words = "—" if value is None else quantity(value, given["unit"])
    place = reverse("assessment:input_show", args=[run.pk, unit_id, code, path])
    if given["kind"] == Kind.MEASURE:
        link = (place, "查看入账明细")
    else:
        link = LINKS[given["kind"]](given, run, unit_id) if given["kind"] in LINKS else ("", "")
    return Opened(given["label"], words, *link, given.get("words", ""), depth)


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


LINKS = {
    Kind.TARGET: _to_target,
    Kind.MARK: _to_mark,
    Kind.RECORD: _to_records,
    Kind.REPORTS: _to_faults,
    Kind.PANEL: _to_round,
}
