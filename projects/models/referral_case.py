"""Settling the first referrer: proposal, public notice, objections, arbitration, decision, appeal.

Decisions are only added; the one row of `FirstReferrer` per project says whom the last of them confirmed.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.project import Project
from projects.models.referral import ReferralClaim
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL


class CaseState(models.TextChoices):
    COLLECTING = "collecting", "申报中"
    NOTICE = "notice", "公示中"
    ARBITRATION = "arbitration", "待仲裁"
    DECIDED = "decided", "已认定"


class ReferralCase(models.Model):
    """`notice_from` is the first day of the notice, `notice_to` its last (both hang out)."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="referral_case")
    state = models.CharField("状态", max_length=12, choices=CaseState, default=CaseState.COLLECTING)
    proposed_claim = models.ForeignKey(
        ReferralClaim, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposal = models.CharField("拟认定理由", max_length=500, blank=True)
    proposed_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    notice_from = models.DateField("公示开始", null=True)
    notice_to = models.DateField("公示截止", null=True)
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="referral_case_state_known"),
            models.CheckConstraint(
                condition=~Q(state="notice")
                | Q(proposed_claim__isnull=False, notice_from__isnull=False, notice_to__gte=F("notice_from")),
                name="referral_notice_names_claim_and_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.get_state_display()}"


class ObjectionState(models.TextChoices):
    OPEN = "open", "待答复"
    UPHELD = "upheld", "异议成立"
    REJECTED = "rejected", "异议不成立"
    WITHDRAWN = "withdrawn", "已撤回"


class Objection(models.Model):
    """Against a proposal during its notice, or (`is_appeal`) against a decision. Anybody's, entered by an account."""

    append_only_when = "state <> 'open'"

    case = models.ForeignKey(ReferralCase, on_delete=models.PROTECT, related_name="objections")
    is_appeal = models.BooleanField("申诉", default=False)
    objector = models.CharField("异议人", max_length=60)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField("联系电话", max_length=30, blank=True)
    text = models.TextField("异议内容", max_length=1000)
    raised_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=10, choices=ObjectionState, default=ObjectionState.OPEN)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ObjectionState.values), name="objection_state_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="objection_says_something"),
            models.CheckConstraint(
                condition=~Q(state__in=("upheld", "rejected"))
                | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="objection_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(state="withdrawn") | ~Q(answered_by=F("raised_by")),
                name="objection_answered_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objector}：{self.text[:20]}"


class DecisionOutcome(models.TextChoices):
    CONFIRMED = "confirmed", "予以认定"
    NOT_CONFIRMED = "not_confirmed", "不予认定"
    REVOKED = "revoked", "撤销认定"


class DecisionWay(models.TextChoices):
    NOTICE = "notice", "公示无异议"
    ANSWERED = "answered", "异议处理后"
    ARBITRATION = "arbitration", "仲裁"
    APPEAL = "appeal", "申诉"
    DOCUMENT = "document", "依文件"


class ReferralDecision(models.Model):
    """`sequence` counts the decisions of a case from 1 without gaps: two at once cannot both be the next."""

    append_only = True

    case = models.ForeignKey(ReferralCase, on_delete=models.PROTECT, related_name="decisions")
    sequence = models.PositiveSmallIntegerField()
    outcome = models.CharField("结论", max_length=14, choices=DecisionOutcome)
    way = models.CharField("方式", max_length=12, choices=DecisionWay)
    claim = models.ForeignKey(
        ReferralClaim, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reasons = models.TextField("认定理由", max_length=1000)
    document = models.CharField("文件名称及文号", max_length=120)
    notice_from = models.DateField(null=True)
    notice_to = models.DateField(null=True)
    decided_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("认定时间")

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="referral_decisions_in_order"),
            models.CheckConstraint(
                condition=Q(outcome__in=DecisionOutcome.values), name="referral_outcome_known"
            ),
            models.CheckConstraint(condition=Q(way__in=DecisionWay.values), name="referral_way_known"),
            models.CheckConstraint(
                condition=Q(outcome="not_confirmed") | Q(claim__isnull=False),
                name="referral_decision_names_claim",
            ),
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(document=""), name="referral_decision_has_grounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_outcome_display()}"


class FindingRole(models.TextChoices):
    FIRST = "first", "第一引荐人"
    HELPER = "helper", "协助人"
    SOURCE = "source", "信息来源"
    NONE = "none", "不予认定"


class ReferralFinding(models.Model):
    """What a decision says about each claim; `bars_reward` where the rule keeps the person from a reward."""

    append_only = True

    decision = models.ForeignKey(ReferralDecision, on_delete=models.PROTECT, related_name="findings")
    claim = models.ForeignKey(ReferralClaim, on_delete=models.PROTECT, related_name="findings")
    role = models.CharField("认定为", max_length=8, choices=FindingRole)
    bars_reward = models.BooleanField(default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "claim"], name="referral_finding_once"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(role="first"), name="referral_finding_one_first"
            ),
            models.CheckConstraint(
                condition=Q(role__in=FindingRole.values), name="referral_finding_role_known"
            ),
            models.CheckConstraint(
                condition=~Q(role="first", bars_reward=True), name="referral_first_is_not_barred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.get_role_display()}"


class FirstReferrer(models.Model):
    """The confirmed first referrer of a project: at most one row, taken away only by a decision that revokes."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="first_referrers")
    claim = models.ForeignKey(ReferralClaim, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(ReferralDecision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project"], name="one_confirmed_first_referrer"),
            models.UniqueConstraint(fields=["claim"], name="first_referrer_claim_once"),
        ]

    def __str__(self) -> str:
        return str(self.claim)


class Protection(models.Model):
    """First-talk protection (首谈保护): the unit's alone from `starts_on` to `ends_on` (exclusive).

    An extension is a further row that renews this one; only a person ends it before or after its day (`ended_at`).
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="protections")
    unit = models.ForeignKey(Unit, verbose_name="首谈单位", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("截止日期")
    basis = models.CharField("依据", max_length=200)
    granted_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    renews = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewed_by"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField("解除原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(ended_at__isnull=True), name="one_protection_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="protection_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""), name="protection_ends_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} 至{self.ends_on}"
