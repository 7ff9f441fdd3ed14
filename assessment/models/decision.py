"""What people decided about a candidate the system named: the measure, the document, who and when. Never automatic."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.run import ScoreRun
from units.models import Unit


class Outcome(models.TextChoices):
    TAKEN = "taken", "按办法采取"
    OTHER = "other", "采取其他措施"
    NOT_TAKEN = "not_taken", "不予采取"


class DecisionQuerySet(models.QuerySet):
    def standing(self) -> "DecisionQuerySet":
        """Those that no later decision has changed."""
        return self.filter(changed_by__isnull=True)

    def visible_to(self, access) -> "DecisionQuerySet":
        """The region's leaders, supervisors and office; a unit sees what was decided about itself."""
        return self.filter(access.regions_q("run__region__path") | Q(unit__in=access.unit_ids))


class ConsequenceDecision(models.Model):
    """`rule` is the scheme's code; its name and the reasons are kept as they were. A change is a new row."""

    append_only = True

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="decisions")
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    rule_name = models.CharField("情形", max_length=60)
    kind = models.CharField("性质", max_length=14)
    reasons = models.TextField("事实依据")
    outcome = models.CharField("决定", max_length=10, choices=Outcome)
    measure = models.CharField("措施", max_length=300)
    document = models.CharField("依据文件", max_length=120)
    decided_on = models.DateField("决定日期")
    changes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="changed_by", verbose_name="变更"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="决定人", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("登记时间")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="decision_outcome_known"),
            models.CheckConstraint(
                condition=~Q(document="") & ~Q(measure=""), name="decision_has_document_and_measure"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("consequence", "commendation")), name="decision_kind_known"
            ),
            models.CheckConstraint(condition=~Q(pk=F("changes")), name="decision_not_its_own_change"),
            models.UniqueConstraint(
                fields=["run", "unit", "rule"],
                condition=Q(changes__isnull=True),
                name="decision_once_per_candidate",
            ),
            models.UniqueConstraint(
                fields=["changes"], condition=Q(changes__isnull=False), name="decision_changed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.rule_name} {self.get_outcome_display()}"
