"""Whether the codes in a scheme are known: classes and units, kinds of records, and what the register calls things."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment.models import FigureKind
from assessment.scheme_document import Group, Indicator, Problem
from assessment.scheme_document import Scheme as Document
from assessment.sources import CONDITIONS, Kind, Measured, Qualification, Source, Targeted, leaves_of
from projects.measures import MEASURES
from projects.models import ArrivalKind
from projects.models.project import Channel, Ownership
from projects.models.project import Kind as ProjectKind
from units.models import Region, Unit, UnitClass

CODES = {"ownership": Ownership, "kind": ProjectKind, "channel": Channel, "form": ArrivalKind}


@dataclass(frozen=True)
class Known:
    """Codes of one region; None where they are not asked for."""

    units: frozenset[str] | None = None
    records: frozenset[str] | None = None


def known_codes(region: Region | None) -> Known:
    if region is None:
        return Known()
    units = Unit.objects.filter(region=region).values_list("code", flat=True)
    records = FigureKind.objects.filter(region=region).values_list("code", flat=True)
    return Known(frozenset(units), frozenset(records))


def unknown_codes(document: Document, known: Known) -> list[Problem]:
    """Every code that nothing has, named by group, item and parameter."""
    found: list[Problem] = []
    for number, group in enumerate(document.groups, start=1):
        found += _of_group(f"第{number}组", group, known)
        for item in group.indicators:
            found += _of_item(f"第{number}组·指标 {item.code}", item, known)
    return found


def _of_group(place: str, group: Group, known: Known) -> Iterator[Problem]:
    classes = "、".join(f"{value}（{label}）" for value, label in UnitClass.choices)
    for one in dict.fromkeys((*([group.unit_class] if group.unit_class else []), *group.classes)):
        if one not in UnitClass.values:
            key = "unit_class" if group.classes == (one,) else "classes"
            yield Problem(f"{place}·{key}", f"没有“{one}”这一类单位，可用：{classes}")
    if known.units is None:
        return
    named = {
        "units": group.units, "without": group.without,
        "joint": tuple(code for one in group.joint for code in one.units),
        "overlaps": tuple(code for one in group.overlaps for code in (one.unit, *one.includes)),
    }  # fmt: skip
    for key, codes in named.items():
        for code in dict.fromkeys(code for code in codes if code not in known.units):
            yield Problem(f"{place}·{key}", f"没有代码为“{code}”的单位")
    for veto in group.vetoes:
        yield from _of_source(f"{place}·vetoes", veto.source, known)


def _of_item(place: str, item: Indicator, known: Known) -> Iterator[Problem]:
    """The parameter is named as the function names the number that it asks for."""
    for need in item.needs:
        named = parameter_of(item, need.source, need.name)
        yield from _of_source(f"{place}·参数 {named}", need.source, known)


def parameter_of(item: Indicator, source: Source, need: str) -> str:
    """'measure' for the input 'actual': the parameter that holds the source, otherwise the input's own name."""
    named = vars(item.function).items()
    return next((name for name, value in named if value == source), need)


def _of_source(place: str, source: Source, known: Known) -> Iterator[Problem]:
    for leaf in leaves_of(source):
        if isinstance(leaf, Measured):
            yield from _of_qualification(f"{place}·where", leaf.where)
            for turn, line in enumerate(leaf.table, start=1):
                yield from _of_qualification(f"{place}·table·第{turn}行·where", line.where)
        elif leaf.kind == Kind.RECORD and known.records is not None and leaf.code not in known.records:
            yield Problem(f"{place}·recorded", f"没有代码为“{leaf.code}”的登记事项，请先在登记事项设置中添加")
        elif isinstance(leaf, Targeted) and _is_unknown_target(leaf, known):
            yield Problem(f"{place}·measure", f"没有代码为“{leaf.code}”的台账指标或登记事项，无法下达目标")


def _is_unknown_target(leaf: Targeted, known: Known) -> bool:
    return known.records is not None and leaf.code not in MEASURES and leaf.code not in known.records


def _of_qualification(place: str, where: Qualification) -> Iterator[Problem]:
    for name, value in where.asked():
        if CONDITIONS[name]["grammar"] == "choices":
            yield from _of_choices(f"{place}·{name}", value, CODES[CONDITIONS[name]["kind"]])


def _of_choices(place: str, codes: Iterable[str], allowed) -> Iterator[Problem]:
    for code in codes:
        if code not in allowed.values:
            offered = "、".join(f"{value}（{label}）" for value, label in allowed.choices)
            yield Problem(place, f"没有“{code}”，可用：{offered}")
