"""The reporting calendar: what units have to hand in by when, and what they handed in."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessment.models.kept_file import KeptFile
from promo.periods import PeriodKind
from units.models import Region, Unit, UnitClass

PEOPLE = settings.AUTH_USER_MODEL


class ReportDutyQuerySet(models.QuerySet):
    def standing(self) -> "ReportDutyQuerySet":
        return self.filter(withdrawal__isnull=True)

    def known_at(self, moment: datetime) -> "ReportDutyQuerySet":
        """Made and not withdrawn by then."""
        return self.filter(recorded_at__lte=moment).exclude(withdrawal__recorded_at__lte=moment)

    def visible_to(self, access) -> "ReportDutyQuerySet":
        """A unit sees the calendar of its region; what others handed in is closed to it elsewhere."""
        own = {unit.region_id for unit in access.units}
        return self.filter(access.regions_q("region__path") | Q(region__in=own))


class ReportDuty(models.Model):
    """One report that is due: `title` names the series, `period_end` is exclusive. `unit_classes` are the classes it
    is asked of; none are all assessed units. A duty made anew after a withdrawn one has the next `round`. One with a
    `period_kind` was laid down by the calendar of periods; the timetable has no name."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("报表名称", max_length=40)
    what = models.CharField("报送内容", max_length=200, blank=True)
    period_start = models.DateField("所属期起")
    period_end = models.DateField("所属期止")
    period_name = models.CharField("所属期", max_length=40)
    due_on = models.DateField("截止日期")
    unit_classes = models.JSONField("报送单位", default=list)
    round = models.PositiveSmallIntegerField(default=1)
    period_kind = models.CharField("周期", max_length=12, choices=PeriodKind, blank=True)
    recorded_by = models.ForeignKey(PEOPLE, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ReportDutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "title", "period_start", "period_end", "round"],
                name="report_duty_once_per_period",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="report_duty_period_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="report_duty_has_title"),
            models.CheckConstraint(
                condition=~Q(period_kind="") | Q(recorded_by__isnull=False),
                name="report_duty_by_hand_has_name",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte="1978-01-01", due_on__lt="2101-01-01"), name="report_duty_day_sane"
            ),
        ]
        indexes = [models.Index(fields=["region", "due_on"], name="report_duty_due")]

    def __str__(self) -> str:
        return f"{self.title}（{self.period_name}）"

    def get_absolute_url(self) -> str:
        return reverse("assessment:duty_show", args=[self.pk])

    @property
    def whom(self) -> str:
        """'全部参加考核单位' or the names of classes."""
        names = dict(UnitClass.choices)
        return "、".join(names.get(code, code) for code in self.unit_classes) or "全部参加考核单位"


class DutyWithdrawal(models.Model):
    """A duty that was laid down by mistake: nobody is late for it from this moment on."""

    append_only = True

    duty = models.OneToOneField(ReportDuty, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField("撤销原因", max_length=200)
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="duty_withdrawal_has_reason")]

    def __str__(self) -> str:
        return f"撤销：{self.duty}"


class OfUnitQuerySet(models.QuerySet):
    def visible_to(self, access):
        return self.filter(access.regions_q("duty__region__path") | Q(unit__in=access.unit_ids))


class Submission(models.Model):
    """What a unit handed in on `received_on`. A correction is a new row that `replaces` the one it corrects; a void
    one says that nothing was handed in after all. `is_incomplete`: something was missing, so another is due."""

    append_only = True

    duty = models.ForeignKey(ReportDuty, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField("收到日期")
    is_incomplete = models.BooleanField("内容不全", default=False)
    is_void = models.BooleanField("作废", default=False)
    reason = models.CharField("原因", max_length=200, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_unit = models.BooleanField("单位自行报送", default=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")

    objects = OfUnitQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_incomplete=False, is_void=False) | ~Q(reason=""),
                name="submission_fault_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_void=False) | Q(replaces__isnull=False), name="submission_void_replaces_one"
            ),
            models.CheckConstraint(condition=~Q(pk=F("replaces")), name="submission_does_not_replace_itself"),
            models.CheckConstraint(
                condition=Q(received_on__gte="1978-01-01", received_on__lt="2101-01-01"),
                name="submission_day_sane",
            ),
        ]
        indexes = [models.Index(fields=["duty", "unit"], name="submission_of_duty")]

    def __str__(self) -> str:
        return f"{self.unit} {self.duty} {self.received_on}"
