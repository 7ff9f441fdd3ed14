"""A drive with its own days: what it is, the targets of the units that take part, its checkpoints."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from projects.measures import CHOICES as MEASURE_CHOICES
from promo.periods import Period, campaign
from units.models import Paper, Region, Unit

PEOPLE = settings.AUTH_USER_MODEL
WEEKDAYS = [
    (0, "星期一"),
    (1, "星期二"),
    (2, "星期三"),
    (3, "星期四"),
    (4, "星期五"),
    (5, "星期六"),
    (6, "星期日"),
]


class CampaignQuerySet(models.QuerySet):
    def standing(self) -> "CampaignQuerySet":
        return self.filter(replaced_by__isnull=True)

    def known_at(self, moment: datetime) -> "CampaignQuerySet":
        """The version that stood at a moment."""
        return self.filter(recorded_at__lte=moment).exclude(replaced_by__recorded_at__lte=moment)

    def visible_to(self, access) -> "CampaignQuerySet":
        """Everybody who works in the region: they run in it."""
        own = {unit.region_id for unit in access.units}
        return self.filter(access.regions_q("region__path") | Q(region__in=own))


class Campaign(models.Model):
    """Both days count: 21 August to 30 November is 102 days, whatever the name says. A change is a new row that
    `replaces` the one before, with its reason; `first` is the row it began with."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    slogan = models.CharField("口号", max_length=100, blank=True)
    first_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期")
    hearing_weekday = models.PositiveSmallIntegerField("每周汇报日", null=True, blank=True, choices=WEEKDAYS)
    document = models.CharField("依据", max_length=120)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("调整原因", max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="campaign_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(document=""), name="campaign_has_name_and_basis"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="campaign_change_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(hearing_weekday__isnull=True) | Q(hearing_weekday__lt=7),
                name="campaign_hearing_on_a_weekday",
            ),
            models.CheckConstraint(
                condition=Q(first_on__gte="1978-01-01", last_on__lt="2101-01-01"), name="campaign_days_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assessment:campaign_show", args=[self.pk])

    @property
    def period(self) -> Period:
        return campaign(self.first_on, self.last_on, self.name)

    @property
    def versions(self) -> list["Campaign"]:
        """This row and those that it replaced, the newest first."""
        rows = [self]
        while rows[-1].replaces_id:
            rows.append(rows[-1].replaces)
        return rows

    @property
    def first(self) -> "Campaign":
        return self.versions[-1]

    def known_at(self, moment: datetime) -> "Campaign":
        """The version of the campaign that began with this row which stood at a moment."""
        row = self
        while later := Campaign.objects.filter(replaces=row, recorded_at__lte=moment).first():
            row = later
        return row


class CampaignTarget(models.Model):
    """What one unit that takes part has to bring within the days of the campaign, in the ledger's integers."""

    append_only = True

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="targets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField("指标", max_length=20, choices=MEASURE_CHOICES)
    quantity = models.BigIntegerField("任务")

    class Meta:
        ordering = ["unit__order", "unit__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "measure"], name="campaign_target_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="campaign_target_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_measure_display()} {self.quantity}"


class CampaignCheckpoint(models.Model):
    """On the evening of `on`, who has done less than `least` percent of the own targets is proposed for it."""

    append_only = True

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="checkpoints")
    on = models.DateField("检查日期")
    least = models.PositiveSmallIntegerField("应完成")
    consequence = models.CharField("未达到的处理", max_length=120)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "on", "least"], name="campaign_checkpoint_once"),
            models.CheckConstraint(condition=Q(least__gte=1, least__lte=100), name="checkpoint_share_sane"),
            models.CheckConstraint(condition=~Q(consequence=""), name="checkpoint_names_consequence"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.least}%"
