"""Supervision slips: what a unit is pressed for, by when, and every step from issue to close."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessment.models.finding import Finding
from units.access import OVERSIGHT_ROLES
from units.models import Region, Unit

PEOPLE = settings.AUTH_USER_MODEL


class Colour(models.TextChoices):
    """In the order of their gravity."""

    BLUE = "blue", "蓝色"
    YELLOW = "yellow", "黄色"
    RED = "red", "红色"


class SlipSource(models.TextChoices):
    FINDING = "finding", "督查发现"
    INSTRUCTION = "instruction", "领导批示"
    OTHER = "other", "会议议定或其他"


class SlipState(models.TextChoices):
    ISSUED = "issued", "待签收"
    SIGNED = "signed", "待回复"
    REPLIED = "replied", "待核查"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤销"


UNANSWERED = (SlipState.ISSUED, SlipState.SIGNED)  # the unit's turn
OPEN = (*UNANSWERED, SlipState.REPLIED)


class SlipQuerySet(models.QuerySet):
    def visible_to(self, access) -> "SlipQuerySet":
        """Those who oversee the region, and the unit its own."""
        return self.filter(access.regions_q("region__path", OVERSIGHT_ROLES) | Q(unit__in=access.unit_ids))

    def open(self) -> "SlipQuerySet":
        return self.filter(state__in=OPEN)

    def unanswered(self) -> "SlipQuerySet":
        return self.filter(state__in=UNANSWERED)

    def overdue(self, *, on: date) -> "SlipQuerySet":
        return self.unanswered().filter(due_on__lt=on)


class Slip(models.Model):
    """`colour`, `due_on` and `state` are what the last step says; the steps are the record."""

    append_only_when = "state IN ('closed', 'withdrawn')"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, verbose_name="承办单位", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("编号")
    source = models.CharField("来源", max_length=12, choices=SlipSource)
    colour = models.CharField("等级", max_length=8, choices=Colour)
    title = models.CharField("督办事项", max_length=60)
    situation = models.TextField("存在问题", max_length=1000)
    demand = models.TextField("办理要求", max_length=500)
    leader_name = models.CharField("批示领导", max_length=30, blank=True)
    instruction = models.TextField("批示内容", max_length=500, blank=True)
    instructed_on = models.DateField("批示日期", null=True)
    document = models.CharField("依据文件", max_length=120, blank=True)
    due_on = models.DateField("办理时限")
    state = models.CharField("状态", max_length=10, choices=SlipState, default=SlipState.ISSUED)
    issued_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("下达时间")
    signed_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField("签收时间", null=True)
    replied_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField("回复时间", null=True)
    closed_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("办结时间", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "number"], name="slip_number_once"),
            models.CheckConstraint(
                condition=Q(colour__in=Colour.values)
                & Q(source__in=SlipSource.values)
                & Q(state__in=SlipState.values),
                name="slip_words_known",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(situation="") & ~Q(demand=""), name="slip_says_what"
            ),
            models.CheckConstraint(
                condition=~Q(source="instruction")
                | (
                    Q(instructed_on__isnull=False) & ~Q(leader_name="") & ~Q(instruction="") & ~Q(document="")
                ),
                name="slip_instruction_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("signed", "replied", "closed"))
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="slip_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("replied", "closed"))
                | Q(replied_by__isnull=False, replied_at__isnull=False),
                name="slip_replied_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="slip_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True)
                | Q(replied_by__isnull=True)
                | ~Q(closed_by=F("replied_by")),
                name="slip_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="slip_by_due")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("assessment:slip_show", args=[self.pk])

    @property
    def code(self) -> str:
        """'督办〔2026〕3号'."""
        return f"督办〔{self.year}〕{self.number}号"

    def is_overdue(self, *, on: date) -> bool:
        return self.state in UNANSWERED and self.due_on < on


class SlipFinding(models.Model):
    """A finding that a slip rests on, in the words and with the figure of the day it was issued."""

    append_only = True

    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="findings")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="slips")
    words = models.CharField("情况", max_length=500)
    figure = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["slip", "finding"], name="slip_finding_once")]

    def __str__(self) -> str:
        return self.words


class StepKind(models.TextChoices):
    ISSUED = "issued", "下达"
    SIGNED = "signed", "签收"
    REPLIED = "replied", "回复"
    RETURNED = "returned", "退回重办"
    ESCALATED = "escalated", "升级"
    EASED = "eased", "降级"
    CLOSED = "closed", "办结"
    WITHDRAWN = "withdrawn", "撤销"


class SlipStep(models.Model):
    """One step, with the colour and the last day that hold after it. The timetable has no person: it escalates and
    eases only."""

    append_only = True

    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField("步骤", max_length=10, choices=StepKind)
    text = models.TextField("内容", max_length=1000, blank=True)
    colour = models.CharField("等级", max_length=8, choices=Colour)
    due_on = models.DateField("办理时限")
    by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["slip", "number"], name="slip_step_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values) & Q(colour__in=Colour.values),
                name="slip_step_words_known",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(kind__in=("escalated", "eased")),
                name="slip_step_has_person",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("issued", "signed")) | ~Q(text=""), name="slip_step_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slip_id} {self.get_kind_display()}"
