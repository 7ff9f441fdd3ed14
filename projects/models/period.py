"""The ledger of periods: what was closed softly, firmly, and opened again on whose request and decision."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from promo.periods import Period, PeriodKind
from units.models import Paper, Region

PEOPLE = settings.AUTH_USER_MODEL


class PeriodStep(models.TextChoices):
    """What was done to a period; a period without a row has never been closed."""

    SOFT = "soft", "宽限期"
    FIRM = "firm", "已结账"
    OPENED = "opened", "已重开"


class OfPeriodQuerySet(models.QuerySet):
    def of(self, region: Region, period: Period):
        return self.filter(region=region, kind=period.kind, start=period.start, end=period.end)

    def visible_to(self, access):
        """Everybody who works in the region: what is closed binds all of them."""
        own = {unit.region_id for unit in access.units}
        return self.filter(access.regions_q("region__path") | Q(region__in=own))


class PeriodClosingQuerySet(OfPeriodQuerySet):
    def known_at(self, moment: datetime) -> "PeriodClosingQuerySet":
        return self.filter(recorded_at__lte=moment)

    def newest(self) -> "PeriodClosingQuerySet":
        """The last row of every period."""
        later = PeriodClosing.objects.filter(
            region=OuterRef("region"), kind=OuterRef("kind"), start=OuterRef("start"), end=OuterRef("end"),
            number__gt=OuterRef("number"),
        )  # fmt: skip
        return self.filter(~Exists(later))


class OfPeriod(models.Model):
    """A row about one period of a region; `end` is exclusive, as everywhere."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("周期", max_length=12, choices=PeriodKind)
    start = models.DateField("期初")
    end = models.DateField("期末")

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.kind, self.start, self.end)


class PeriodReopening(OfPeriod):
    """A closed period may be opened until a day: asked by one person with a reason, approved with a document by
    another."""

    append_only_when = "decided_at IS NOT NULL"

    class State(models.TextChoices):
        ASKED = "asked", "待决定"
        GRANTED = "granted", "同意重开"
        REFUSED = "refused", "不同意"

    reason = models.CharField("重开原因", max_length=200)
    open_until = models.DateField("重开至")
    state = models.CharField("状态", max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    document = models.CharField("批准依据", max_length=120, blank=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("决定说明", max_length=200, blank=True)
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("决定时间", null=True)

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "granted", "refused"]), name="reopening_state_known"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="reopening_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="reopening_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="reopening_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | (~Q(document="") & Q(paper__isnull=False)),
                name="reopening_granted_with_document",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(words=""), name="reopening_refused_with_words"
            ),
            models.UniqueConstraint(
                fields=["region", "kind", "start", "end"],
                condition=Q(state="asked"),
                name="reopening_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"重开{self.period.label}"


class PeriodClosing(OfPeriod):
    """One step of one period, in the order of `number`. `deadline_on` and `grace_until` are the days that held when
    it was closed softly. The timetable has no name; who closed by hand has."""

    append_only = True

    number = models.PositiveSmallIntegerField("次序")
    step = models.CharField("状态", max_length=6, choices=PeriodStep)
    locks = models.BooleanField("结账后补报计入下一期", default=False)
    deadline_on = models.DateField("报送截止")
    grace_until = models.DateField("补报截止")
    reopening = models.OneToOneField(
        PeriodReopening, null=True, blank=True, on_delete=models.PROTECT, related_name="opened"
    )
    open_until = models.DateField("重开至", null=True, blank=True)
    recorded_by = models.ForeignKey(PEOPLE, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("时间")

    objects = PeriodClosingQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "start", "end", "number"], name="period_closing_number_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="period_closing_ends_after_start"),
            models.CheckConstraint(condition=Q(step__in=PeriodStep.values), name="period_closing_step_known"),
            models.CheckConstraint(condition=Q(kind__in=PeriodKind.values), name="period_closing_kind_known"),
            models.CheckConstraint(
                condition=Q(step=PeriodStep.OPENED, reopening__isnull=False, open_until__isnull=False)
                | (~Q(step=PeriodStep.OPENED) & Q(reopening__isnull=True, open_until__isnull=True)),
                name="period_opened_by_approval",
            ),
            models.CheckConstraint(
                condition=Q(number=1, step=PeriodStep.SOFT) | (Q(number__gt=1) & ~Q(step=PeriodStep.SOFT)),
                name="period_closed_softly_first",
            ),
            models.CheckConstraint(
                condition=Q(grace_until__gte=F("deadline_on")), name="period_grace_after_deadline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period.label}{self.get_step_display()}"
