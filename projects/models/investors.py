"""Several investors of one project, with their shares from a day on; a project without a row has one investor."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.party import Party
from projects.models.project import Project

WHOLE = 10_000


class InvestorSplitQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> "InvestorSplitQuerySet":
        return self.filter(valid_from__lte=on).order_by("-valid_from", "-revision")


class InvestorSplit(models.Model):
    """Written once with its lines, whose shares make 10000. A change of investors counts from its day on."""

    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="investor_splits")
    valid_from = models.DateField("起始日期")
    revision = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField("依据", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = InvestorSplitQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "valid_from", "revision"], name="investor_split_revision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.valid_from}"


class InvestorLine(models.Model):
    append_only = True

    split = models.ForeignKey(InvestorSplit, on_delete=models.PROTECT, related_name="lines")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    share = models.PositiveIntegerField("出资比例（万分之）")
    is_foreign = models.BooleanField("外方", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["split", "party"], name="investor_share_once"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=WHOLE), name="investor_share_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.share}"
