"""Investment that counts in two units: by an also-counted share, or by two projects of one investor."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Sum

from assessment.facts.suspicions.amounts import investor_key
from assessment.facts.suspicions.ground import CURRENCIES, Ground, Suspicion, both
from assessment.models import FindingKind
from projects.models import Project
from promo.money import major_units

ARRIVED = ("arrived_capital", "arrived_foreign")


def counted_twice(ground: Ground) -> Iterator[Suspicion]:
    yield from _also_counted(ground)
    yield from _of_one_investor(ground)


def _also_counted(ground: Ground) -> Iterator[Suspicion]:
    """The also-counted part of a project's money, by unit. One statement."""
    rows = ground.postings.filter(is_also=True, measure__in=CURRENCIES)
    rows = rows.values("head", "unit__short_name", "measure").annotate(total=Sum("quantity"))
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows.order_by("head", "unit__short_name", "measure"):
        found[row["head"]][row["unit__short_name"]][row["measure"]] = int(row["total"])
    for pk, units in found.items():
        project = ground.projects.get(pk)
        if project:
            parts = "；".join(f"{name}兼计{_by_kind(sums)}" for name, sums in units.items())
            yield Suspicion(
                FindingKind.DOUBLE,
                f"also:{pk}",
                f"{parts}。"[:500],
                (("project", pk),),
                pk,
                project.lead_unit_id,
            )


def _by_kind(sums: dict[str, int]) -> str:
    signed = both({key: sum_ for key, sum_ in sums.items() if key not in ARRIVED})
    arrived = both({key: sum_ for key, sum_ in sums.items() if key in ARRIVED})
    return "、".join([*([f"签约{signed}"] if signed else []), *([f"到位{arrived}"] if arrived else [])])


def _of_one_investor(ground: Ground) -> Iterator[Suspicion]:
    """One investor, projects led by several units, money that counts in at least two of them."""
    found: dict[str, list[tuple[Project, dict[str, int]]]] = defaultdict(list)
    for pk, project in ground.projects.items():
        sums = {
            measure: ground.credited[measure][pk].quantity
            for measure in ARRIVED
            if pk in ground.credited[measure]
        }
        if project.investor and sums:
            found[investor_key(project)].append((project, sums))
    for key, some in sorted(found.items()):
        if len({project.lead_unit_id for project, _ in some}) > 1:
            yield _several_units(key, some)


def _several_units(key: str, some: list[tuple[Project, dict[str, int]]]) -> Suspicion:
    of_unit: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(ARRIVED, 0))
    for project, sums in some:
        for measure, quantity in sums.items():
            of_unit[project.lead_unit.short_name][measure] += quantity
    parts = "；".join(f"{name}{both(sums)}" for name, sums in sorted(of_unit.items()))
    words = f"投资方{some[0][0].investor.name[:60]}的到位资金在几个单位计入：{parts}。"
    yuan = sum(sums.get("arrived_capital", 0) for _, sums in some)
    behind = tuple(("project", project.pk) for project, _ in some)
    return Suspicion(
        FindingKind.DOUBLE, f"investor:{key}", words[:500], behind, amount=major_units(yuan) if yuan else None
    )
