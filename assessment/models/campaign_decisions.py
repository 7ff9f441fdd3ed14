"""What people decide in a campaign: projects recognised one by one, what becomes of units that a checkpoint named."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.campaign import Campaign, CampaignCheckpoint
from projects.models import Project
from units.models import Paper, Unit

PEOPLE = settings.AUTH_USER_MODEL


class OfCampaignQuerySet(models.QuerySet):
    """Rows that belong to a campaign; `way` leads to its region."""

    way = "campaign__region"

    def visible_to(self, access):
        return self.filter(access.regions_q(f"{self.way}__path"))


class DecisionQuerySet(OfCampaignQuerySet):
    way = "checkpoint__campaign__region"


class CampaignRecognition(models.Model):
    """A project recognised in a campaign as it matures (条件成熟一个，考核认定一个): proposed with a document by one
    person, recognised by another. `campaign` is the row the campaign began with."""

    append_only_when = "decided_at IS NOT NULL"

    class State(models.TextChoices):
        ASKED = "asked", "待认定"
        GRANTED = "granted", "已认定"
        REFUSED = "refused", "不予认定"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="recognitions")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    document = models.CharField("认定依据", max_length=120)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提请时间")
    words = models.CharField("说明", max_length=200, blank=True)
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("认定时间", null=True)

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "granted", "refused"]), name="recognition_state_known"
            ),
            models.CheckConstraint(condition=~Q(document=""), name="recognition_has_document"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="recognition_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="recognition_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(words=""), name="recognition_refused_with_words"
            ),
            models.UniqueConstraint(
                fields=["campaign", "project"],
                condition=~Q(state="refused"),
                name="recognition_once_per_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.project}"


def held_papers(access):
    """Papers of recognitions that nobody granted: read by those who see the region's business, and by nobody else."""
    rows = CampaignRecognition.objects.exclude(state=CampaignRecognition.State.GRANTED)
    seen = CampaignRecognition.objects.visible_to(access)
    return rows.exclude(pk__in=seen.values("pk")).values("paper")


class CheckpointDecision(models.Model):
    """What a leader decided about a unit that a checkpoint named; never automatic."""

    append_only = True

    class Outcome(models.TextChoices):
        TAKEN = "taken", "按规定处理"
        OTHER = "other", "采取其他措施"
        NOT_TAKEN = "not_taken", "不予处理"

    checkpoint = models.ForeignKey(CampaignCheckpoint, on_delete=models.PROTECT, related_name="decisions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reasons = models.CharField("事实依据", max_length=200)
    outcome = models.CharField("决定", max_length=10, choices=Outcome)
    measure = models.CharField("措施", max_length=200)
    document = models.CharField("依据文件", max_length=120)
    decided_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("决定时间")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "unit"], name="checkpoint_decided_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["taken", "other", "not_taken"]), name="checkpoint_outcome_known"
            ),
            models.CheckConstraint(
                condition=~Q(document="") & ~Q(measure=""), name="checkpoint_decision_has_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_outcome_display()}"
