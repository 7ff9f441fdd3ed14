"""Field checks: what supervisors saw on the spot, in four parts, recorded by one person and confirmed by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from projects.models import Project
from units.access import OVERSIGHT_ROLES
from units.models import Region, Unit

PEOPLE = settings.AUTH_USER_MODEL


class CheckState(models.TextChoices):
    RECORDED = "recorded", "待确认"
    CONFIRMED = "confirmed", "已确认"


class Part(models.TextChoices):
    EFFORT = "effort", "领导力度"
    NEGOTIATION = "negotiation", "洽谈情况"
    CAPITAL = "capital", "到位资金"
    PROGRESS = "progress", "项目进度"


class Verdict(models.TextChoices):
    GOOD = "good", "好"
    FAIR = "fair", "一般"
    POOR = "poor", "差"
    UNSEEN = "unseen", "未核查"


class FieldCheckQuerySet(models.QuerySet):
    def confirmed(self) -> "FieldCheckQuerySet":
        return self.filter(state=CheckState.CONFIRMED)

    def visible_to(self, access) -> "FieldCheckQuerySet":
        """Those who oversee the region; a unit what was confirmed about itself."""
        own = Q(unit__in=access.unit_ids, state=CheckState.CONFIRMED)
        return self.filter(access.regions_q("region__path", OVERSIGHT_ROLES) | own)


class FieldCheck(models.Model):
    append_only_when = "state = 'confirmed'"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, verbose_name="被核查单位", on_delete=models.PROTECT, related_name="+")
    projects = models.ManyToManyField(
        Project, verbose_name="核查项目", related_name="field_checks", blank=True
    )
    checked_on = models.DateField("核查日期")
    place = models.CharField("核查地点", max_length=100)
    people = models.CharField("核查人员", max_length=100)
    summary = models.CharField("综合意见", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=CheckState, default=CheckState.RECORDED)
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = FieldCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CheckState.values), name="field_check_state_known"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(people=""), name="field_check_says_where"),
            models.CheckConstraint(
                condition=Q(state="recorded", confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="field_check_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="field_check_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.checked_on}实地核查"

    def get_absolute_url(self) -> str:
        return reverse("assessment:field_check_show", args=[self.pk])


class FieldCheckPart(models.Model):
    """One of the four parts as it was written; writing it anew makes a row with the next `revision`."""

    append_only = True

    check_of = models.ForeignKey(FieldCheck, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField("内容", max_length=12, choices=Part)
    revision = models.PositiveSmallIntegerField(default=1)
    verdict = models.CharField("评价", max_length=8, choices=Verdict)
    words = models.CharField("核查情况", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "part", "revision"], name="field_check_part_once"),
            models.CheckConstraint(
                condition=Q(part__in=Part.values) & Q(verdict__in=Verdict.values),
                name="field_check_part_words_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict="unseen") | ~Q(words=""), name="field_check_part_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}：{self.get_verdict_display()}"
