"""Screening (研判) of a lead: item by item, proposed by one person, decided by another, told to whoever brought it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.project import Project
from projects.models.rule import OfficeRule

PEOPLE = settings.AUTH_USER_MODEL


class ScreeningState(models.TextChoices):
    OPEN = "open", "研判中"
    PROPOSED = "proposed", "待审定"
    DECIDED = "decided", "已研判"


class ScreeningResult(models.TextChoices):
    QUALIFIED = "qualified", "有效线索"
    SUPPLEMENT = "supplement", "退回补充"
    NOT_PURSUED = "not_pursued", "不予跟进"


class Opinion(models.TextChoices):
    PASS = "pass", "合格"
    FAIL = "fail", "不合格"
    UNCLEAR = "unclear", "待核"
    NOT_APPLICABLE = "na", "不涉及"


class Screening(models.Model):
    """One round; a lead returned for supplement is screened again in the next. A decided round never changes.

    `needs_leader` was settled from the rule when the round was proposed.
    """

    append_only_when = "state = 'decided'"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="screenings")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField("状态", max_length=10, choices=ScreeningState, default=ScreeningState.OPEN)
    result = models.CharField("结论", max_length=12, choices=ScreeningResult, blank=True)
    reason_code = models.CharField("原因", max_length=20, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)
    needs_leader = models.BooleanField(default=False)
    rule = models.ForeignKey(OfficeRule, null=True, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("开始研判")
    proposed_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("研判时间", null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["project", "round"], name="screening_round_once"),
            models.UniqueConstraint(
                fields=["project"], condition=~Q(state="decided"), name="screening_one_open_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ScreeningState.values), name="screening_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(result__in=ScreeningResult.values, decided_by__isnull=False),
                name="screening_decided_with_result",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided", result="not_pursued") | (~Q(reason_code="") & ~Q(reason="")),
                name="screening_no_without_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="screening_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} 第{self.round}次研判"


class ScreeningLine(models.Model):
    """One item of the checklist as it was named when the round began."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=30)
    required = models.BooleanField(default=True)
    opinion = models.CharField("意见", max_length=8, choices=Opinion, default=Opinion.UNCLEAR)
    note = models.CharField("说明", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "code"], name="screening_item_once"),
            models.CheckConstraint(condition=Q(opinion__in=Opinion.values), name="screening_opinion_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_opinion_display()}"


class LeadFeedback(models.Model):
    """What the referrer or the investor was told, by whom and how; said words are not taken back."""

    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="feedback")
    screening = models.ForeignKey(
        Screening, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    told = models.CharField("反馈对象", max_length=60)
    way = models.CharField("反馈方式", max_length=20)
    text = models.CharField("反馈内容", max_length=500)
    given_on = models.DateField("反馈日期")
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="lead_feedback_says_something")]

    def __str__(self) -> str:
        return self.text[:30]


class LeadDraft(models.Model):
    """What a person had typed and not yet registered; nobody else sees it and nothing counts from it."""

    owner = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="lead_drafts")
    title = models.CharField(max_length=120, blank=True)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return self.title or "未命名草稿"
