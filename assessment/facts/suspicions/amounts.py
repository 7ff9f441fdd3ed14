"""Sums that stand exactly on a threshold, and projects of one investor that pass one only together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q

from assessment.facts.suspicions.ground import Ground, Suspicion, said
from assessment.models import FindingKind
from projects.models import Arrival, Project
from promo.money import major_units, show_money

Signed = tuple[date, Project, int]


def thresholds_met(ground: Ground) -> Iterator[Suspicion]:
    """Contracts (with their supplements) and single arrivals that are worth a threshold to the last 分."""
    for measure, currency in (("signed_amount", "CNY"), ("signed_foreign", "USD")):
        for pk, credited in ground.credited[measure].items():
            if pk in ground.projects and credited.quantity in ground.ladder[currency]:
                yield _of_contract(ground.projects[pk], measure, credited.quantity)
    for arrival in _arrivals(ground):
        money = arrival.cny if arrival.currency == "CNY" else arrival.usd
        yield Suspicion(
            FindingKind.THRESHOLD, f"arrival:{arrival.pk}",
            f"到位资金{show_money(money, arrival.currency)}，恰为金额档次。", (("arrival", arrival.pk),),
            arrival.project.merged_into_id or arrival.project_id, arrival.project.lead_unit_id, arrival.cny,
        )  # fmt: skip


def _of_contract(project: Project, measure: str, quantity: int) -> Suspicion:
    yuan = major_units(quantity) if measure == "signed_amount" else None
    return Suspicion(
        FindingKind.THRESHOLD, f"{measure}:{project.pk}", f"合同总额{said(measure, quantity)}，恰为金额档次。",
        (("project", project.pk),), project.pk, project.lead_unit_id, yuan,
    )  # fmt: skip


def _arrivals(ground: Ground):
    steps = {currency: [major_units(step) for step in ground.ladder[currency]] for currency in ground.ladder}
    on_step = Q(currency="CNY", cny__in=steps["CNY"]) | Q(currency="USD", usd__in=steps["USD"])
    rows = Arrival.objects.verified().live().counting().of_register().filter(on_step)
    rows = rows.filter(project__region=ground.region, verified_at__lte=ground.as_of)
    return rows.select_related("project").order_by("pk")


def split_projects(ground: Ground) -> Iterator[Suspicion]:
    """Each of them misses a threshold that their sum passes, and they were signed within the rule's days."""
    of_investor: dict[str, list[Signed]] = defaultdict(list)
    for pk, credited in ground.credited["signed_amount"].items():
        project = ground.projects.get(pk)
        if project and project.investor and credited.first_on:
            of_investor[investor_key(project)].append((credited.first_on, project, credited.quantity))
    for key, signed in sorted(of_investor.items()):
        for together, step in _passing(sorted(signed, key=lambda one: (one[0], one[1].pk)), ground):
            yield _together(key, together, step)


def investor_key(project: Project) -> str:
    """One company by its credit code, else one party by its name."""
    return project.investor.credit_code or f"party:{project.investor_id}"


def _passing(signed: Sequence[Signed], ground: Ground) -> Iterator[tuple[Sequence[Signed], int]]:
    """The widest groups within the days, from the earliest on, with the highest step that only the sum reaches."""
    told = 0
    for start, (first_on, _, _) in enumerate(signed):
        last = first_on + timedelta(days=ground.rule["split_days"])
        end = sum(day <= last for day, _, _ in signed)
        together = signed[start:end]
        sums = [quantity for _, _, quantity in together]
        steps = [step for step in ground.ladder["CNY"] if max(sums) < step <= sum(sums)]
        if len(together) > 1 and end > told and steps:
            told = end
            yield together, steps[-1]


def _together(key: str, signed: Sequence[Signed], step: int) -> Suspicion:
    total = sum(quantity for _, _, quantity in signed)
    names = "、".join(
        f"“{project.name[:30]}”{said('signed_amount', quantity)}" for _, project, quantity in signed[:6]
    )
    first = signed[0][1]
    words = (
        f"投资方{first.investor.name[:40]}签约{len(signed)}个项目：{names}{'等' if len(signed) > 6 else ''}，"
        f"合计{said('signed_amount', total)}，各自不足{show_money(major_units(step))}。"
    )
    units = {project.lead_unit_id for _, project, _ in signed}
    return Suspicion(
        FindingKind.SPLIT, f"{key}:{first.pk}", words, tuple(("project", project.pk) for _, project, _ in signed),
        None, units.pop() if len(units) == 1 else None, major_units(total),
    )  # fmt: skip
