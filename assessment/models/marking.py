"""Marking rounds: one entry of a scheme marked by several people, blind until closed, confirmed by a second person."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.scheme import Scheme
from units.models import Unit, UnitClass


class RoundKind(models.TextChoices):
    MARKS = "marks", "打分"
    BALLOTS = "ballots", "排序"


class RoundState(models.TextChoices):
    OPEN = "open", "评分中"
    CLOSED = "closed", "待确认"
    CONFIRMED = "confirmed", "已确认"
    CANCELLED = "cancelled", "已作废"


RUNNING = (RoundState.OPEN, RoundState.CLOSED)
PEOPLE = {"on_delete": models.PROTECT, "related_name": "+"}


class MarkingRoundQuerySet(models.QuerySet):
    def running(self) -> "MarkingRoundQuerySet":
        return self.filter(state__in=RUNNING)

    def confirmed(self) -> "MarkingRoundQuerySet":
        return self.filter(state=RoundState.CONFIRMED)

    def due(self, *, at: datetime) -> "MarkingRoundQuerySet":
        """Still open after their deadline."""
        return self.filter(state=RoundState.OPEN, deadline_at__lte=at)

    def visible_to(self, access) -> "MarkingRoundQuerySet":
        """The region's roles see every round, markers those they mark, units what is confirmed in their region."""
        own = [unit.region_id for unit in access.units]
        mine = Marker.objects.filter(user=access.user).values("round")
        rows = access.regions_q("scheme__region__path") | Q(pk__in=mine)
        return self.filter(rows | Q(scheme__region__in=own, state=RoundState.CONFIRMED))


class MarkingRound(models.Model):
    """`code` names what is entered in the scheme; the result counts from `marked_on`.

    `evidence_from` and `evidence_below` are in per cent of the full mark: from the one on, and below the other, a mark
    needs its reason and a paper. Nobody sees another's marks before `closed_at`.
    """

    append_only_when = "state IN ('confirmed', 'cancelled')"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rounds")
    code = models.CharField("评分项目", max_length=40)
    title = models.CharField("名称", max_length=100)
    kind = models.CharField("方式", max_length=8, choices=RoundKind)
    may_tie = models.BooleanField("允许并列", default=False)
    shows_names = models.BooleanField("向单位公开评分人", default=False)
    marked_on = models.DateField("评分日期")
    deadline_at = models.DateTimeField("截止时间")
    evidence_from = models.PositiveSmallIntegerField("高分须附材料", null=True)
    evidence_below = models.PositiveSmallIntegerField("低分须附材料", null=True)
    state = models.CharField("状态", max_length=10, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PEOPLE)
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PEOPLE)
    closed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PEOPLE)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PEOPLE)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = MarkingRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_known"),
            models.CheckConstraint(condition=Q(kind__in=RoundKind.values), name="round_kind_known"),
            models.UniqueConstraint(
                fields=["scheme", "code"], condition=Q(state__in=RUNNING), name="round_one_running"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RoundState.OPEN, RoundState.CANCELLED)) | Q(closed_at__isnull=False),
                name="round_closed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.OPEN) | Q(closed_at__isnull=True), name="round_open_is_not_closed"
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CONFIRMED, confirmed_by__isnull=False, confirmed_at__isnull=False)
                | (
                    ~Q(state=RoundState.CONFIRMED)
                    & Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                ),
                name="round_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("opened_by")), name="round_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CANCELLED)
                | (Q(cancelled_by__isnull=False, cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="round_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at__gt=F("opened_at")), name="round_deadline_after_opening"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_ballot(self) -> bool:
        return self.kind == RoundKind.BALLOTS

    @property
    def is_blind(self) -> bool:
        """Nobody may see another's marks; a round that was cancelled before it closed stays so for ever."""
        return self.closed_at is None

    def takes_marks(self, *, at: datetime) -> bool:
        return self.state == RoundState.OPEN and at < self.deadline_at


class MarkedUnit(models.Model):
    """A unit that a round marks, with its class and name of the opening day: who joins later is not marked."""

    append_only = True

    round = models.ForeignKey(MarkingRound, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=60)
    unit_class = models.CharField(max_length=24, choices=UnitClass)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="marked_unit_once")]

    def __str__(self) -> str:
        return self.unit_name

    @property
    def recorded_at(self) -> datetime | None:
        """Since when the unit's result is known: None before the round is confirmed."""
        return self.round.confirmed_at


class Marker(models.Model):
    """A person asked for marks. `revision` counts what was saved, `version` how often marks were handed in."""

    round = models.ForeignKey(MarkingRound, on_delete=models.PROTECT, related_name="markers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **PEOPLE)
    marker_class = models.CharField("评分人类别", max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0)
    handed_in_at = models.DateTimeField("提交时间", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="marker_once"),
            models.CheckConstraint(
                condition=Q(version=0, handed_in_at__isnull=True) | Q(version__gt=0, handed_in_at__isnull=False),
                name="marker_handed_in_with_a_version",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.user)

    @property
    def has_handed_in(self) -> bool:
        return self.version > 0


def panel_path(instance, filename: str) -> str:
    suffix = filename.rsplit(".", 1)[-1].lower()[:8]
    return f"marks/rounds/{instance.marker.round_id}/{instance.sha256[:32]}.{suffix}"


class PanelMark(models.Model):
    """What one marker gives one unit: `hundredths` of a point, or a `place`. Handed in, it never changes.

    A row that is not handed in is the marker's draft, seen by nobody else. The marks of `Marker.version` count.
    """

    append_only_when = "handed_in_at IS NOT NULL"

    marker = models.ForeignKey(Marker, on_delete=models.PROTECT, related_name="marks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    hundredths = models.PositiveIntegerField("得分（百分之一分）", null=True)
    place = models.PositiveSmallIntegerField("名次", null=True)
    reason = models.CharField("评分依据", max_length=200, blank=True)
    file = models.FileField("佐证材料", upload_to=panel_path, max_length=120, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["marker", "unit", "version"], name="panel_mark_version_once"),
            models.CheckConstraint(condition=Q(version__gt=0), name="panel_mark_version_from_one"),
            models.CheckConstraint(
                condition=Q(hundredths__isnull=True) | Q(place__isnull=True), name="panel_mark_of_one_kind"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True)
                | Q(hundredths__isnull=False)
                | Q(place__isnull=False),
                name="panel_mark_handed_in_is_given",
            ),
            models.CheckConstraint(
                condition=Q(hundredths__isnull=True) | Q(hundredths__lte=1_000_000), name="panel_mark_in_range"
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=True) | Q(place__gt=0), name="panel_mark_place_from_one"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} {self.marker}"
