"""A correction of a published ranking: worked out by the system, approved by another person, numbered and closed.

The ranking itself stays as it was published. A correction stands on the one before it, or on the ranking.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.run import RunState, ScoreRun
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL


class ErratumState(models.TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已更正"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


class ErratumQuerySet(models.QuerySet):
    def approved(self) -> "ErratumQuerySet":
        return self.filter(state=ErratumState.APPROVED).order_by("number")

    def visible_to(self, access) -> "ErratumQuerySet":
        """The region's roles see every correction, units those that are approved."""
        own = [unit.region_id for unit in access.units]
        return self.filter(
            access.regions_q("run__region__path")
            | Q(run__region__in=own, run__state=RunState.PUBLISHED, state=ErratumState.APPROVED)
        )


class Erratum(models.Model):
    """`unit` empty: all units; `item` empty: all items. `frozen` holds the corrected lines, the tables of what
    changed and what it stands on; `sha256` is given with the number, over everything a reader sees."""

    append_only_when = "state <> 'proposed'"

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="errata")
    number = models.PositiveSmallIntegerField("更正号", null=True)
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=60, blank=True)
    item = models.CharField("指标", max_length=40, blank=True)
    item_name = models.CharField(max_length=60, blank=True)
    reason = models.TextField("更正原因", max_length=500)
    document = models.CharField("依据文件", max_length=120)
    as_of = models.DateTimeField("数据时点")
    frozen = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField("状态", max_length=10, choices=ErratumState, default=ErratumState.PROPOSED)
    requested_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("批准时间", null=True)
    decision_note = models.CharField("办理说明", max_length=300, blank=True)

    objects = ErratumQuerySet.as_manager()

    class Meta:
        ordering = ["run", "requested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "number"], condition=Q(number__isnull=False), name="erratum_number_once"
            ),
            models.UniqueConstraint(
                fields=["run"], condition=Q(state="proposed"), name="erratum_one_proposed_per_run"
            ),
            models.CheckConstraint(condition=Q(state__in=ErratumState.values), name="erratum_state_known"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(document=""), name="erratum_has_grounds"),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (
                    Q(number__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(sha256="")
                ),
                name="erratum_approved_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=F("requested_by")), name="erratum_four_eyes"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return f"更正第{self.number}号" if self.number else "更正（未编号）"

    @property
    def about(self) -> str:
        """'柳河村“到位资金”', '全部单位“到位资金”', '柳河村全部指标'."""
        unit = self.unit_name or "全部单位"
        return f"{unit}“{self.item_name}”" if self.item else f"{unit}全部指标"
