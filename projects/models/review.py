"""What others say about a fact: opinions that departments were asked for, disputes that supervisors raise."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.fact import Arrival, Milestone
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL


class OpinionResult(models.TextChoices):
    AGREE = "agree", "同意"
    AGREE_IF = "agree_if", "原则同意，有要求"
    DISAGREE = "disagree", "不同意"


class DepartmentOpinion(models.Model):
    """Asked of a unit about a milestone, due by the end of `due_on`; given once."""

    append_only_when = "given_at IS NOT NULL"

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, verbose_name="征求单位", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("征求时间")
    due_on = models.DateField("办理时限")
    result = models.CharField("意见", max_length=10, choices=OpinionResult, blank=True)
    text = models.CharField("具体意见", max_length=500, blank=True)
    given_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField("反馈时间", null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "unit"], name="opinion_asked_once"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True)
                | Q(result__in=OpinionResult.values, given_by__isnull=False),
                name="opinion_given_with_result",
            ),
            models.CheckConstraint(
                condition=~Q(result="disagree") | ~Q(text=""), name="opinion_no_without_words"
            ),
        ]
        indexes = [models.Index(fields=["unit", "given_at", "due_on"], name="opinion_waiting")]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_result_display() or '未反馈'}"


class DisputeState(models.TextChoices):
    OPEN = "open", "存疑"
    CLEARED = "cleared", "核查无误"
    UPHELD = "upheld", "核查属实"


class Dispute(models.Model):
    """A verified fact that is doubted: while it is open or upheld its postings are answered, so it counts nowhere."""

    append_only_when = "state <> 'open'"

    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="disputes"
    )
    arrival = models.ForeignKey(
        Arrival, null=True, blank=True, on_delete=models.PROTECT, related_name="disputes"
    )
    reason = models.CharField("存疑原因", max_length=300)
    raised_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=8, choices=DisputeState, default=DisputeState.OPEN)
    outcome = models.CharField("核查结论", max_length=300, blank=True)
    settled_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(milestone__isnull=True, arrival__isnull=False)
                | Q(milestone__isnull=False, arrival__isnull=True),
                name="dispute_about_one_fact",
            ),
            models.CheckConstraint(condition=Q(state__in=DisputeState.values), name="dispute_state_known"),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(outcome="") & Q(settled_by__isnull=False)),
                name="dispute_settled_in_words",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("raised_by")),
                name="dispute_settled_by_another",
            ),
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(state="open"), name="one_open_dispute_of_milestone"
            ),
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(state="open"), name="one_open_dispute_of_arrival"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason[:30]}"
