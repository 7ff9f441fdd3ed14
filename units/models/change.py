"""Units that were renamed, merged, split or closed by a decision, and the names they bore.

A unit's row bears the name of today; `UnitName` says what it was called on a day. Who takes over which part of whom is
in the lines: shares of 1/10000 per unit that ends, which make 10000.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from promo.money import split_exactly
from units.models.paper import Paper
from units.models.region import Region
from units.models.unit import Unit


class ChangeKind(models.TextChoices):
    RENAME = "rename", "更名"
    MERGE = "merge", "合并"
    SPLIT = "split", "拆分"
    CLOSE = "close", "撤销"


class UnitNameQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> "UnitNameQuerySet":
        """Newest first, so the first row is the name of the day."""
        return self.filter(valid_from__lte=on).order_by("-valid_from")


class UnitName(models.Model):
    """The name from one day until the next one begins."""

    append_only = True

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20)
    valid_from = models.DateField("起始日期")

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_name_once_per_day"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitChange(models.Model):
    """`carry_from`: credit with a statistical day from then on goes over to the successors; None leaves it."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="unit_changes")
    kind = models.CharField("变动", max_length=8, choices=ChangeKind)
    effective_on = models.DateField("生效日期")
    carry_from = models.DateField("业绩划转起始日期", null=True, blank=True)
    document = models.CharField("文件名称及文号", max_length=120)
    reason = models.CharField("说明", max_length=300, blank=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="unit_change_kind_known"),
            models.CheckConstraint(condition=~Q(document=""), name="unit_change_has_document"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on}"


class UnitChangeLineQuerySet(models.QuerySet):
    def handing_on(self) -> "UnitChangeLineQuerySet":
        """Lines of units that handed over their credit."""
        return self.filter(to_unit__isnull=False, change__carry_from__isnull=False)


class UnitChangeLine(models.Model):
    """`to_unit` takes `share` of `from_unit`; none for a unit that ends without a successor."""

    append_only = True

    change = models.ForeignKey(UnitChange, on_delete=models.PROTECT, related_name="lines")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes_away")
    to_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="changes_towards"
    )
    share = models.PositiveIntegerField("份额（万分之）", default=10_000)
    order = models.PositiveSmallIntegerField(default=0)

    objects = UnitChangeLineQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "from_unit", "to_unit"], name="unit_change_line_once"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=10_000), name="unit_change_share_in_range"
            ),
            models.CheckConstraint(
                condition=Q(to_unit__isnull=True) | ~Q(from_unit=F("to_unit")), name="unit_change_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit or '—'}"


class Handovers:
    """Every line by which credit was ever handed on, in order: (from, to, share, from which day on)."""

    def __init__(self, lines: Iterable[tuple[int, int, int, date]]) -> None:
        self.lines = list(lines)

    @classmethod
    def read(cls) -> "Handovers":
        """One statement: units change some times in ten years."""
        rows = UnitChangeLine.objects.handing_on().order_by("order", "pk")
        return cls(rows.values_list("from_unit", "to_unit", "share", "change__carry_from"))

    def carried_to(self, unit_ids: Iterable[int], *, on: date) -> dict[int, list[tuple[int, int]]]:
        """unit id -> [(unit id, 1/10000)] of who has its credit of a statistical day now; a unit that kept it is
        absent."""
        found: dict[int, list[tuple[int, int]]] = {}
        for from_unit, to_unit, share, carry_from in self.lines:
            if carry_from <= on:
                found.setdefault(from_unit, []).append((to_unit, share))
        return {unit_id: _final(unit_id, found) for unit_id in set(unit_ids) & found.keys()}


def _final(unit_id: int, found: dict[int, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    sums: dict[int, int] = {}
    for heir, share in found[unit_id]:
        last = _final(heir, found) if heir in found else [(heir, 10_000)]
        for (unit, _), part in zip(last, split_exactly(share, [weight for _, weight in last]), strict=True):
            sums[unit] = sums.get(unit, 0) + part
    return [(unit, share) for unit, share in sums.items() if share]


def unit_names_on(unit_ids: Iterable[int], *, on: date) -> dict[int, tuple[str, str]]:
    """unit id -> (name, short name) of a day, for units that were renamed after it; one statement.

    A unit that is absent bore the name that stands in its row.
    """
    rows = UnitName.objects.filter(unit__in=unit_ids).order_by("unit", "valid_from")
    found: dict[int, tuple[str, str]] = {}
    later: set[int] = set()
    for row in rows:
        if row.valid_from <= on:
            found[row.unit_id] = (row.name, row.short_name)
        else:
            later.add(row.unit_id)
    return {unit_id: names for unit_id, names in found.items() if unit_id in later}


def unit_name_on(unit: Unit, *, on: date) -> str:
    """What the unit was called on a day."""
    return unit_names_on([unit.pk], on=on).get(unit.pk, (unit.name, ""))[0]
