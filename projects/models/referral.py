"""Who says they gave the first information. Claims are kept as they came; settling them is the economic office's."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.project import Project
from units.models import Unit


class ClaimantKind(models.TextChoices):
    PERSON = "person", "个人"
    UNIT = "unit", "单位"
    TEAM = "team", "团队"


class ReferralClaim(models.Model):
    """A claim is not a decision: nothing is confirmed here and nothing counts from it.

    `received_at` is when a cadre or an office heard of it, `recorded_at` (server time) when the claim was registered.
    `relation` is a code of the rule "referral"; `claiming_unit` is a unit that claims for itself or whose people do.
    """

    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="referral_claims")
    kind = models.CharField("引荐方", max_length=8, choices=ClaimantKind, default=ClaimantKind.PERSON)
    name = models.CharField("引荐人", max_length=60)
    phone = models.CharField("引荐人电话", max_length=30, blank=True)
    workplace = models.CharField("引荐人单位或住址", max_length=80, blank=True)
    members = models.CharField("团队成员", max_length=200, blank=True)
    relation = models.CharField("引荐人身份", max_length=20, default="ordinary")
    claiming_unit = models.ForeignKey(
        Unit, verbose_name="申报单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    statement = models.TextField("引荐经过", max_length=1000, blank=True)
    received_at = models.DateTimeField("信息接收时间")
    received_by = models.CharField("接收人", max_length=30, blank=True)
    received_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ClaimantKind.values), name="claim_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="claim_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.project}"
