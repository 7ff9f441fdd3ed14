"""Rows of an import drawn at random and held against their source cells before the whole is verified."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.intake import ImportBatch, ImportRow

PEOPLE = settings.AUTH_USER_MODEL
MOST_SAMPLED = 500  # rows: each is opened by a person, and all stand on one page


class SampleVerdict(models.TextChoices):
    AGREES = "agrees", "一致"
    DIFFERS = "differs", "不一致"


class ImportSample(models.Model):
    """`size` of the `population` imported rows. Which they are follows from `seed` alone (actions.intake.sampling)."""

    append_only = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="samples")
    size = models.PositiveIntegerField("抽查行数")
    population = models.PositiveIntegerField("导入行数")
    seed = models.CharField("抽样种子", max_length=40)
    drawn_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField("抽取时间")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=models.F("population")), name="sample_size_possible"
            ),
            models.CheckConstraint(condition=~Q(seed=""), name="sample_has_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} 抽查{self.size}行"


class SampledRow(models.Model):
    """A drawn row; closed once somebody opened it and said whether the register agrees with the ledger."""

    append_only_when = "verdict <> ''"

    sample = models.ForeignKey(ImportSample, on_delete=models.PROTECT, related_name="rows")
    row = models.ForeignKey(ImportRow, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField("次序")
    verdict = models.CharField("核对结果", max_length=8, choices=SampleVerdict, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    checked_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField("核对时间", null=True)

    class Meta:
        ordering = ["sample", "place"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "row"], name="sampled_row_once"),
            models.UniqueConstraint(fields=["sample", "place"], name="sampled_place_once"),
            models.CheckConstraint(
                condition=Q(verdict="", checked_by=None, checked_at=None)
                | Q(verdict__in=SampleVerdict.values, checked_by__isnull=False, checked_at__isnull=False),
                name="sampled_row_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=SampleVerdict.DIFFERS) | ~Q(note=""), name="sampled_row_differs_in_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row}"
