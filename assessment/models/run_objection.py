"""An objection to a ranking that hangs out: raised by a unit, answered by one person, confirmed by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.run import ScoreItem, ScoreLine, ScoreRun
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL


class RunObjectionState(models.TextChoices):
    OPEN = "open", "待答复"
    ANSWERED = "answered", "待确认"
    CLOSED = "closed", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"


UNSETTLED = (RunObjectionState.OPEN, RunObjectionState.ANSWERED)


class RunFinding(models.TextChoices):
    UPHELD = "upheld", "成立"
    PARTLY = "partly", "部分成立"
    REJECTED = "rejected", "不成立"


class Remedy(models.TextChoices):
    """What follows from an objection that is upheld."""

    NONE = "none", "不需处理"
    RECALCULATE = "recalculate", "更正数据后重新计算"
    EXPLAIN = "explain", "不重新计算，书面说明"


class RunObjectionQuerySet(models.QuerySet):
    def visible_to(self, access) -> "RunObjectionQuerySet":
        """The region's roles see every objection, a unit its own."""
        return self.filter(access.regions_q("run__region__path") | Q(unit__in=access.unit_ids))

    def unsettled(self) -> "RunObjectionQuerySet":
        return self.filter(state__in=UNSETTLED)

    def asking_for_another_run(self) -> "RunObjectionQuerySet":
        return self.filter(state=RunObjectionState.CLOSED, remedy=Remedy.RECALCULATE)


class RunObjection(models.Model):
    """`line` and `item` say what it is about; without either it is about the ranking in general. `unit_name` is the
    unit's name of the day. Once closed or withdrawn the row is closed."""

    append_only_when = "state IN ('closed', 'withdrawn')"

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="objections")
    number = models.PositiveSmallIntegerField("序号")
    unit = models.ForeignKey(Unit, verbose_name="提出单位", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=60)
    line = models.ForeignKey(ScoreLine, null=True, on_delete=models.PROTECT, related_name="objections")
    item = models.ForeignKey(ScoreItem, null=True, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField("异议内容", max_length=1000)
    raised_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=10, choices=RunObjectionState, default=RunObjectionState.OPEN)
    finding = models.CharField("答复结论", max_length=10, choices=RunFinding, blank=True)
    remedy = models.CharField("处理方式", max_length=12, choices=Remedy, default=Remedy.NONE)
    answer = models.TextField("答复内容", max_length=1000, blank=True)
    document = models.CharField("答复依据", max_length=120, blank=True)
    answered_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    return_reason = models.CharField("退回答复的理由", max_length=300, blank=True)
    confirmed_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = RunObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="run_objection_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=RunObjectionState.values)
                & Q(finding__in=["", *RunFinding.values])
                & Q(remedy__in=Remedy.values),
                name="run_objection_words_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="run_objection_says_something"),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(line__isnull=False), name="run_objection_item_has_line"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("answered", "closed"))
                | (~Q(answer="") & ~Q(finding="") & ~Q(document="") & Q(answered_by__isnull=False)),
                name="run_objection_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="run_objection_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(answered_by__isnull=True) | ~Q(answered_by=F("raised_by")))
                & (
                    Q(confirmed_by__isnull=True)
                    | (~Q(confirmed_by=F("answered_by")) & ~Q(confirmed_by=F("raised_by")))
                ),
                name="run_objection_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(remedy="none") | Q(finding__in=("upheld", "partly")),
                name="run_objection_remedy_needs_finding",
            ),
            models.CheckConstraint(
                condition=~Q(finding__in=("upheld", "partly")) | ~Q(remedy="none"),
                name="run_objection_upheld_is_remedied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}：{self.text[:20]}"

    @property
    def about(self) -> str:
        """'柳河村“到位资金”', '柳河村', '本次排名'."""
        if self.line is None:
            return "本次排名"
        return f"{self.line.unit_name}“{self.item.name}”" if self.item else self.line.unit_name
