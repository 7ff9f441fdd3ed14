"""Who need not hand in a report: asked for, decided, and taken back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.kept_file import KeptFile
from assessment.models.report_duty import OfUnitQuerySet, ReportDuty
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL


class ExemptionState(models.TextChoices):
    ASKED = "asked", "待决定"
    GRANTED = "granted", "同意免报"
    REFUSED = "refused", "不同意"


class Exemption(models.Model):
    """A unit need not hand in one report: asked by one person with a reason, decided by another. One asked for after
    an earlier one was taken back has the next `round`, so that the row of the earlier one stays closed."""

    append_only_when = "decided_at IS NOT NULL"

    duty = models.ForeignKey(ReportDuty, on_delete=models.PROTECT, related_name="exemptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField("免报原因", max_length=200)
    document = models.CharField("依据", max_length=120)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=ExemptionState, default=ExemptionState.ASKED)
    asked_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("决定时间", null=True)
    words = models.CharField("决定说明", max_length=200, blank=True)

    objects = OfUnitQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ExemptionState.values), name="exemption_state_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="exemption_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state=ExemptionState.ASKED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=ExemptionState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="exemption_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(document=""), name="exemption_has_reason_and_document"
            ),
            models.UniqueConstraint(
                fields=["duty", "unit", "round"],
                condition=~Q(state=ExemptionState.REFUSED),
                name="exemption_once_per_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.duty} {self.get_state_display()}"

    @property
    def is_revoked(self) -> bool:
        return hasattr(self, "revocation")

    @property
    def stands_in_the_way(self) -> bool:
        """Asked for or granted: the unit does not ask again for the same report."""
        return self.state != ExemptionState.REFUSED and not self.is_revoked


class ExemptionRevocation(models.Model):
    """A granted exemption that does not hold any more: from this moment on the report is due as for everybody."""

    append_only = True

    exemption = models.OneToOneField(Exemption, on_delete=models.PROTECT, related_name="revocation")
    reason = models.CharField("撤销原因", max_length=200)
    revoked_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField("撤销时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="exemption_revoked_with_reason")]

    def __str__(self) -> str:
        return f"撤销：{self.exemption}"
