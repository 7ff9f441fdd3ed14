"""What is done for a project between its milestones: next steps, blockers, permits and preparations."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.note import ProgressNote
from projects.models.project import Project, Status
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL
GOING_ON = (Status.ACTIVE, Status.SUSPENDED)


class ServiceQuerySet(models.QuerySet):
    """Rows of projects that still go on: when a project ended, nothing of it waits any more."""

    def going_on(self):
        return self.filter(project__status__in=GOING_ON)

    def visible_to(self, access):
        return self.filter(project__in=Project.objects.visible_to(access).values("pk"))


class NextStepQuerySet(ServiceQuerySet):
    def open(self) -> "NextStepQuerySet":
        return self.filter(done_on__isnull=True)

    def late(self, *, on: date) -> "NextStepQuerySet":
        """Open and due before that day."""
        return self.open().filter(due_on__lt=on)


class BlockerQuerySet(ServiceQuerySet):
    def open(self) -> "BlockerQuerySet":
        return self.filter(resolved_on__isnull=True)

    def late(self, *, on: date) -> "BlockerQuerySet":
        """Open and due before that day."""
        return self.open().filter(due_on__lt=on)

    def visible_to(self, access) -> "BlockerQuerySet":
        """Those of the projects a person sees, and those that the person's units are to settle."""
        seen = Q(project__in=Project.objects.visible_to(access).values("pk"))
        return self.filter(seen | Q(unit__in=access.unit_ids, project__status__in=GOING_ON))


class ServiceItemQuerySet(ServiceQuerySet):
    def needed(self) -> "ServiceItemQuerySet":
        return self.filter(is_dropped=False)

    def open(self) -> "ServiceItemQuerySet":
        return self.needed().filter(done_on__isnull=True)

    def late(self, *, on: date) -> "ServiceItemQuerySet":
        """Not done though promised before that day."""
        return self.open().filter(promised_on__lt=on)


class NextStep(models.Model):
    """One thing to do by a day; done or dropped with a word."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="next_steps")
    note = models.ForeignKey(
        ProgressNote, null=True, blank=True, on_delete=models.PROTECT, related_name="next_steps"
    )
    text = models.CharField("下一步工作", max_length=200)
    due_on = models.DateField("完成日期")
    owner = models.CharField("负责人", max_length=30, blank=True)
    recorded_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    done_on = models.DateField("办结日期", null=True)
    done_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    result = models.CharField("办理情况", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="next_step_says_something"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_by__isnull=False),
                name="next_step_done_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["done_on", "due_on"], name="next_step_open")]

    def __str__(self) -> str:
        return self.text[:30]


class Blocker(models.Model):
    """Something that holds the project up; `kind` is a code of the rule "blockers"."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="blockers")
    kind = models.CharField("种类", max_length=20)
    text = models.CharField("难点", max_length=300)
    unit = models.ForeignKey(
        Unit, verbose_name="牵头单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.CharField("负责人", max_length=30, blank=True)
    raised_on = models.DateField("提出日期")
    due_on = models.DateField("解决时限")
    raised_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    resolved_on = models.DateField("解决日期", null=True)
    resolved_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolution = models.CharField("解决情况", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BlockerQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="blocker_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | (~Q(resolution="") & Q(resolved_by__isnull=False)),
                name="blocker_resolved_in_words",
            ),
        ]
        indexes = [models.Index(fields=["resolved_on", "due_on"], name="blocker_open")]

    def __str__(self) -> str:
        return self.text[:30]


class ServiceList(models.TextChoices):
    PERMITS = "permits", "代办事项"
    PREPARATION = "preparation", "前期准备"


class ServiceItem(models.Model):
    """One line of a project's checklist, copied from the office's template and then the project's own."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="service_items")
    list = models.CharField("清单", max_length=12, choices=ServiceList)
    code = models.CharField(max_length=20)
    name = models.CharField("事项", max_length=40)
    department = models.CharField("办理部门", max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    started_on = models.DateField("受理日期", null=True, blank=True)
    promised_on = models.DateField("承诺办结", null=True, blank=True)
    done_on = models.DateField("办结日期", null=True, blank=True)
    is_dropped = models.BooleanField("不需办理", default=False)
    number = models.CharField("文号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ServiceItemQuerySet.as_manager()

    class Meta:
        ordering = ["list", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "list", "code"], name="service_item_once"),
            models.CheckConstraint(condition=Q(list__in=ServiceList.values), name="service_list_known"),
            models.CheckConstraint(condition=~Q(name=""), name="service_item_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
