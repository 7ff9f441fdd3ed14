"""Facts: what one person recorded with its document and another verified. A verified fact never changes again."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from projects import stages
from projects.models.arrival_kind import FROM_LEDGERS, ArrivalKind
from projects.models.party import Party
from projects.models.project import OUTSIDE_REGISTER, Project
from promo.days import Precision
from promo.money import CURRENCY_CHOICES, AmountField, amount_range


class FactState(models.TextChoices):
    RECORDED = "recorded", "待核实"
    VERIFIED = "verified", "已核实"
    RETURNED = "returned", "已退回"
    REJECTED = "rejected", "不予认定"
    WITHDRAWN = "withdrawn", "已撤回"


LIVE_STATES = (FactState.RECORDED, FactState.VERIFIED, FactState.RETURNED)
ENDED_STATES = (FactState.REJECTED, FactState.WITHDRAWN)
DOUBTED = ("open", "upheld")  # states of a dispute (projects.models.review) that keep a fact out of all sums


class FactQuerySet(models.QuerySet):
    def recorded(self) -> "FactQuerySet":
        return self.filter(state=FactState.RECORDED)

    def verified(self) -> "FactQuerySet":
        return self.filter(state=FactState.VERIFIED)

    def live(self) -> "FactQuerySet":
        """Neither withdrawn nor (verifiedly) reversed, nor itself a reversal."""
        reversals = self.model.objects.filter(state=FactState.VERIFIED, reverses__isnull=False)
        rows = self.filter(state__in=LIVE_STATES, reverses__isnull=True)
        return rows.exclude(pk__in=reversals.order_by().values("reverses"))

    def counting(self) -> "FactQuerySet":
        """Without what was passed but does not count, is doubted, or counts in another fact of a merged project, and
        without the reversals of these."""
        doubted = self.model.objects.filter(disputes__state__in=DOUBTED).order_by().values("pk")
        rows = self.filter(is_counted=True).not_set_aside().exclude(pk__in=doubted)
        return rows.exclude(reverses__isnull=False, reverses__in=doubted)

    def visible_to(self, access) -> "FactQuerySet":
        return self.filter(project__in=Project.objects.visible_to(access).values("pk"))

    def of_register(self) -> "FactQuerySet":
        return self.exclude(project__status__in=OUTSIDE_REGISTER)

    def not_set_aside(self) -> "FactQuerySet":
        """Without what is counted in another fact of a merged project, and without the reversals of it."""
        name = self.model._meta.model_name
        ids = apps.get_model("projects", "SetAside").objects.filter(
            ended_at=None, **{f"{name}__isnull": False}
        )
        aside = ids.order_by().values(name)
        return self.exclude(pk__in=aside).exclude(reverses__isnull=False, reverses__in=aside)


def fact_constraints() -> list:
    """What must hold for both kinds of fact, whoever writes them."""
    return [
        models.CheckConstraint(condition=Q(state__in=FactState.values), name="%(class)s_state_known"),
        models.CheckConstraint(condition=Q(precision__in=Precision.values), name="%(class)s_precision_known"),
        models.CheckConstraint(
            condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("recorded_by")),
            name="%(class)s_four_eyes",
        ),
        models.CheckConstraint(
            condition=~Q(state=FactState.VERIFIED) | Q(verified_by__isnull=False, verified_at__isnull=False),
            name="%(class)s_verified_by_somebody",
        ),
        models.CheckConstraint(
            condition=Q(event_on__gte="1978-01-01", event_on__lt="2101-01-01"), name="%(class)s_day_sane"
        ),
        models.CheckConstraint(
            condition=Q(statistical_on__gte="1978-01-01", statistical_on__lt="2101-01-01"),
            name="%(class)s_statistical_day_sane",
        ),
        models.CheckConstraint(
            condition=Q(belongs_on__isnull=True) | Q(belongs_on__lt=F("statistical_on")),
            name="%(class)s_carried_forwards",
        ),
        models.CheckConstraint(
            condition=Q(is_counted=True) | ~Q(uncounted_reason=""), name="%(class)s_uncounted_has_reason"
        ),
        models.CheckConstraint(
            condition=~Q(state=FactState.REJECTED) | ~Q(return_reason=""),
            name="%(class)s_rejected_with_reason",
        ),
        models.CheckConstraint(
            condition=Q(recognised__isnull=True) | Q(recognised=F("amount")) | ~Q(cut_reason=""),
            name="%(class)s_cut_has_reason",
        ),
        models.CheckConstraint(condition=~Q(pk=F("reverses")), name="%(class)s_not_its_own_reversal"),
        models.UniqueConstraint(
            fields=["reverses"], condition=~Q(state=FactState.WITHDRAWN), name="%(class)s_reversed_once"
        ),
    ]


class Fact(models.Model):
    """Common to milestones and arrivals. Amounts are in major units of `currency`; `cny` and `usd` are the
    equivalents frozen at verification, with the rate, its day and its source. `belongs_on` is the statistical day of
    what was verified after its period was closed and counts in a later one (补报)."""

    append_only_when = "state = 'verified'"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="%(class)ss")
    state = models.CharField("状态", max_length=10, choices=FactState, default=FactState.RECORDED)
    event_on = models.DateField("发生日期")
    precision = models.CharField("日期精度", max_length=6, choices=Precision, default=Precision.DAY)
    statistical_on = models.DateField("统计日期")
    belongs_on = models.DateField("所属日期", null=True, blank=True)
    amount = AmountField("金额", null=True, blank=True)
    currency = models.CharField("币种", max_length=3, choices=CURRENCY_CHOICES, default="CNY")
    recognised = AmountField("认定金额", null=True, blank=True)
    cut_reason = models.CharField("核减原因", max_length=200, blank=True)
    rate = models.DecimalField("汇率", max_digits=14, decimal_places=6, null=True, blank=True)
    rate_on = models.DateField("汇率日期", null=True, blank=True)
    rate_source = models.CharField("汇率来源", max_length=60, blank=True)
    cny = AmountField("折人民币", null=True, blank=True)
    usd = AmountField("折美元", null=True, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("录入时间")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    return_reason = models.CharField("退回原因", max_length=200, blank=True)
    is_counted = models.BooleanField("计分", default=True)
    uncounted_reason = models.CharField("不计分原因", max_length=200, blank=True)
    skip_reason = models.CharField("缺项说明", max_length=300, blank=True)
    reuse_reason = models.CharField("凭证重复使用说明", max_length=200, blank=True)
    reverses = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversals"
    )
    import_row = models.ForeignKey(
        "projects.ImportRow", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    version = models.PositiveIntegerField(default=1)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("projects:fact_show", args=[self.subject, self.pk])

    @property
    def subject(self) -> str:
        """'milestone' or 'arrival', as the addresses say it."""
        return self._meta.model_name

    @property
    def is_verified(self) -> bool:
        return self.state == FactState.VERIFIED

    @property
    def is_reversed(self) -> bool:
        return any(row.state == FactState.VERIFIED for row in self.reversals.all())

    @property
    def is_ended(self) -> bool:
        """Withdrawn or rejected: nothing more happens to it."""
        return self.state in ENDED_STATES

    @property
    def is_doubted(self) -> bool:
        return any(row.state in DOUBTED for row in self.disputes.all())

    @property
    def state_words(self) -> str:
        """The state as lists say it. Reads `disputes`: lists prefetch them."""
        if self.is_verified and self.is_doubted:
            return "存疑"
        return self.get_state_display() if self.is_counted or not self.is_verified else "通过不计分"


def amount_constraints(name: str, own_sign: Q) -> list:
    """The sign of a sum, and that no more is recognised than was reported; `own_sign` is for rows that reverse none."""
    return [
        models.CheckConstraint(
            condition=Q(amount__isnull=True)
            | (own_sign & Q(reverses__isnull=True) & amount_range("amount"))
            | (Q(reverses__isnull=False) & ~Q(amount=0) & amount_range("amount")),
            name=f"{name}_amount_sign",
        ),
        models.CheckConstraint(
            condition=Q(recognised__isnull=True)
            | Q(reverses__isnull=False)
            | Q(recognised__gt=0, recognised__lte=F("amount"))
            | Q(amount__lt=0, recognised=F("amount")),
            name=f"{name}_recognised_not_above_reported",
        ),
    ]


class Milestone(Fact):
    """`round` is 1 and grows by one each time a verified milestone of the kind was reversed; a supplementary agreement
    has a round of its own each time, and the sum by which it raises or (below zero) cuts the contract."""

    kind = models.CharField("节点", max_length=12, choices=stages.RECORDED_CHOICES)
    round = models.PositiveSmallIntegerField(default=1)
    number = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        ordering = ["event_on", "pk"]
        constraints = [
            *fact_constraints(),
            *amount_constraints("milestone", Q(amount__gt=0) | Q(kind="supplement", amount__lt=0)),
            models.UniqueConstraint(
                fields=["project", "kind", "round"],
                condition=Q(state__in=LIVE_STATES, reverses__isnull=True),
                name="milestone_once_per_round",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in stages.RECORDED_CHOICES]),
                name="milestone_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("signed", "supplement")) | Q(amount__isnull=False),
                name="milestone_signed_has_amount",
            ),
        ]
        indexes = [models.Index(fields=["state", "recorded_at"], name="milestone_to_verify")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.project}"

    @property
    def stage_code(self) -> str:
        """The stage of the road that it stands for."""
        return self.kind

    @property
    def title(self) -> str:
        prefix = "冲销：" if self.reverses_id else ""
        return f"{prefix}{self.get_kind_display()}"


class Arrival(Fact):
    """A sum of capital that arrived. A reversal carries the same sum below zero."""

    kind = models.CharField("资金形式", max_length=12, choices=ArrivalKind, default=ArrivalKind.CASH)
    payer = models.ForeignKey(
        Party, verbose_name="出资方", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    excess_reason = models.CharField("超合同说明", max_length=200, blank=True)

    class Meta:
        ordering = ["event_on", "pk"]
        constraints = [
            *fact_constraints(),
            *amount_constraints("arrival", Q(amount__gt=0)),
            models.CheckConstraint(condition=Q(amount__isnull=False), name="arrival_has_amount"),
            models.CheckConstraint(condition=Q(kind__in=ArrivalKind.values), name="arrival_kind_known"),
        ]
        indexes = [models.Index(fields=["state", "recorded_at"], name="arrival_to_verify")]

    def __str__(self) -> str:
        return f"到位 {self.project}"

    @property
    def since(self) -> date:
        """The first day whose money the sum may hold; `event_on` is the last."""
        if self.kind == ArrivalKind.CUMULATIVE:
            return date.min
        return self.event_on.replace(month=1, day=1) if self.kind == ArrivalKind.YEAR_SUM else self.event_on

    @property
    def is_from_ledger(self) -> bool:
        """A sum of some time, not one that arrived on a day."""
        return self.kind in FROM_LEDGERS

    @property
    def stage_code(self) -> str:
        return "funded"

    @property
    def title(self) -> str:
        return "冲销：到位资金" if self.reverses_id else "到位资金"
