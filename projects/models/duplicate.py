"""Pairs of projects that look alike, waiting for a person's answer; nothing is ever merged by itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.project import OUTSIDE_REGISTER, Project, Status

PEOPLE = settings.AUTH_USER_MODEL


class HintState(models.TextChoices):
    OPEN = "open", "待核对"
    DIFFERENT = "different", "不是重复"
    SAME = "same", "同一项目"
    EXPANSION = "expansion", "增资扩产"


class Grade(models.TextChoices):
    """How sure the comparison is: L1 certain, L2 very likely, L3 likely, L4 worth a look."""

    L1 = "l1", "一级（确定）"
    L2 = "l2", "二级（很可能）"
    L3 = "l3", "三级（可能）"
    L4 = "l4", "四级（提示）"


class DuplicateHintQuerySet(models.QuerySet):
    def open(self) -> "DuplicateHintQuerySet":
        return self.filter(state=HintState.OPEN)

    def pressing(self) -> "DuplicateHintQuerySet":
        """Open, more than a look, and both sides still stand in the register on their own."""
        return self.open().of_listed().exclude(grade=Grade.L4)

    def of_listed(self) -> "DuplicateHintQuerySet":
        """Without pairs of which one side was merged or withdrawn since."""
        gone = (*OUTSIDE_REGISTER, Status.MERGED)
        return self.exclude(project__status__in=gone).exclude(other__status__in=gone)

    def visible_to(self, access) -> "DuplicateHintQuerySet":
        seen = Project.objects.visible_to(access).values("pk")
        return self.filter(project__in=seen, other__in=seen)


class DuplicateHint(models.Model):
    """`project` is the later of the two. `likeness` is 0 to 100; `fields` says field by field what was compared,
    `suggests` ('same', 'expansion') which answer is likely."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="duplicate_hints")
    other = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField("等级", max_length=2, choices=Grade, default=Grade.L3)
    likeness = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=100)
    fields = models.JSONField(default=list)
    suggests = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=HintState, default=HintState.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField("核对说明", max_length=200, blank=True)

    objects = DuplicateHintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "other"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=~Q(project=F("other")), name="duplicate_of_another"),
            models.CheckConstraint(condition=Q(state__in=HintState.values), name="duplicate_state_known"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="duplicate_grade_known"),
        ]

    def __str__(self) -> str:
        return f"{self.project} ~ {self.other}"


class ProjectMerge(models.Model):
    """`merged` is the same project as `kept`. Nothing moves: facts, claims and credit stay where they were recorded,
    and are shown and counted once together. Undone by a later act, which leaves this row."""

    kept = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="merges_in")
    merged = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="merges_out")
    hint = models.ForeignKey(
        DuplicateHint, null=True, blank=True, on_delete=models.PROTECT, related_name="merges"
    )
    reason = models.CharField("依据", max_length=200)
    status_before = models.CharField(max_length=12)
    merged_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField("并入时间")
    undone_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.CharField("撤销并入的原因", max_length=200, blank=True)

    class Meta:
        ordering = ["merged_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_into_one"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merged_into_another"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | (~Q(undo_reason="") & Q(undone_by__isnull=False)),
                name="merge_undone_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
