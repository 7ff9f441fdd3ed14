"""Talks and what was said before others: summons, admonition, statement, commendation; seen only by those who may."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessment.models.decision import ConsequenceDecision
from assessment.models.slip import Slip
from units.access import OVERSIGHT_ROLES
from units.models import Region, Role, Unit

PEOPLE = settings.AUTH_USER_MODEL


class TalkKind(models.TextChoices):
    SUMMONS = "summons", "约谈"
    ADMONITION = "admonition", "诫勉谈话"
    STATEMENT = "statement", "表态（检讨）发言"
    COMMENDATION = "commendation", "通报表扬"


class TalkQuerySet(models.QuerySet):
    def visible_to(self, access) -> "TalkQuerySet":
        """Leaders and supervisors of the region; the head of the unit where the record that stands says so. Clerks
        never."""
        heads = {row.unit_id for row in access.memberships if row.role == Role.UNIT_HEAD}
        own = Q(unit__in=heads, shown_to_head=True, corrected_by__isnull=True)
        return self.filter(access.regions_q("region__path", OVERSIGHT_ROLES) | own)

    def standing(self) -> "TalkQuerySet":
        return self.filter(corrected_by__isnull=True)


class Talk(models.Model):
    """A correction is a new row that stands for the one it `corrects`; a void one says that the talk was recorded by
    mistake. Neither events nor notices hold a word of it."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=60)
    kind = models.CharField("类别", max_length=14, choices=TalkKind)
    person = models.CharField("对象", max_length=60)
    held_on = models.DateField("日期")
    held_by = models.CharField("谈话人（主持人）", max_length=60)
    present = models.CharField("参加人员", max_length=120, blank=True)
    basis = models.TextField("事由和依据", max_length=500)
    result = models.TextField("结果", max_length=500)
    document = models.CharField("依据文件", max_length=120)
    decision = models.ForeignKey(
        ConsequenceDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="talks"
    )
    slip = models.ForeignKey(Slip, null=True, blank=True, on_delete=models.PROTECT, related_name="talks")
    shown_to_head = models.BooleanField("单位负责人可以查看", default=False)
    is_void = models.BooleanField("作废", default=False)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    reason = models.CharField("更正原因", max_length=200, blank=True)
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TalkKind.values), name="talk_kind_known"),
            models.CheckConstraint(
                condition=~Q(person="") & ~Q(held_by="") & ~Q(basis="") & ~Q(result="") & ~Q(document=""),
                name="talk_says_who_why_and_by_what",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, is_void=False) | Q(corrects__isnull=False) & ~Q(reason=""),
                name="talk_corrected_with_reason",
            ),
            models.CheckConstraint(condition=~Q(pk=F("corrects")), name="talk_does_not_correct_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}记录"

    def get_absolute_url(self) -> str:
        return reverse("assessment:talk_show", args=[self.pk])
