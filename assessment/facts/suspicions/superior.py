"""The region's sums held against what its superior counts for it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, Sum

from assessment.facts.suspicions.ground import Ground, Suspicion, said
from assessment.models import FindingKind, SuperiorFigure
from projects.measures import MEASURES
from projects.models import Posting
from promo.days import show_day
from promo.money import major_units

YEARS = 2  # the year of the day and the one before


def differs(ground: Ground) -> Iterator[Suspicion]:
    """Any difference, both numbers side by side: the latest figure of each day against the ledger from 1 January."""
    figures = _latest(ground)
    if not figures:
        return
    sums = _own(figures, ground)
    for number, figure in enumerate(figures):
        own = int(sums[f"sum_{number}"] or 0)
        if own != figure.quantity:
            yield _of_figure(figure, own)


def _latest(ground: Ground) -> list[SuperiorFigure]:
    rows = SuperiorFigure.objects.filter(
        region=ground.region, recorded_at__lte=ground.as_of, until__lte=ground.on,
        until__gte=date(ground.on.year - YEARS + 1, 1, 1),
    )  # fmt: skip
    return list({(row.measure, row.until): row for row in rows.order_by("recorded_at", "pk")}.values())


def _own(figures: list[SuperiorFigure], ground: Ground) -> dict[str, int | None]:
    """The sum beside each figure; one statement for all of them."""
    rows = Posting.objects.counted().filter(region=ground.region).known_at(ground.as_of)
    return rows.aggregate(
        **{
            f"sum_{number}": Sum(
                "quantity",
                filter=Q(
                    measure=one.measure,
                    statistical_on__gte=date(one.until.year, 1, 1),
                    statistical_on__lt=one.until + timedelta(days=1),
                ),
            )
            for number, one in enumerate(figures)
        }
    )


def _of_figure(figure: SuperiorFigure, own: int) -> Suspicion:
    measure, gap = figure.measure, own - figure.quantity
    words = (
        f"截至{show_day(figure.until)}{MEASURES[measure].name}：上级认定{said(measure, figure.quantity)}，"
        f"本级台账{said(measure, own)}，本级{'多' if gap > 0 else '少'}{said(measure, abs(gap))}。"
    )
    yuan = major_units(abs(gap)) if MEASURES[measure].unit == "yuan" else None
    return Suspicion(
        FindingKind.SUPERIOR, f"{measure}:{figure.until}", words, (("figure", figure.pk),), amount=yuan
    )
