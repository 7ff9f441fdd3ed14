"""Who is given which report: the distribution list of each kind, the copies that went out, and who has read them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.report import Report
from units.models import Region, Role

MAKERS = frozenset({Role.SUPERVISOR})


class RecipientQuerySet(models.QuerySet):
    def standing(self) -> "RecipientQuerySet":
        return self.filter(ended_at__isnull=True)

    def of(self, region: Region, kind: str) -> "RecipientQuerySet":
        return self.standing().filter(region=region, kind=kind)

    def visible_to(self, access) -> "RecipientQuerySet":
        """Supervisors and administrators see the list of their place, everybody what he gets himself."""
        managed = access.regions_q("region__path", MAKERS | {Role.ADMINISTRATOR})
        return self.filter(managed | Q(user=access.user))


class ReportRecipient(models.Model):
    """A person on the distribution list of one kind of report; `kind` is one of assessment.reports.report_kinds,
    `function` the post for which the office's rule names the person."""

    append_only_when = "ended_at IS NOT NULL"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("通报", max_length=12)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    function = models.CharField("送阅职务", max_length=30, blank=True)
    by_mail = models.BooleanField("发送邮件", default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("加入时间")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("移出时间", null=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "user"], condition=Q(ended_at__isnull=True), name="recipient_once"
            ),
            models.UniqueConstraint(
                fields=["region", "kind", "function"],
                condition=Q(ended_at__isnull=True) & ~Q(function=""),
                name="recipient_function_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="recipient_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.user_id}"


class ReportCopy(models.Model):
    """One published report that went to one person, once; sending it again is an event, not a second row."""

    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_mail = models.BooleanField("发送邮件")
    sent_at = models.DateTimeField("送达时间")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="report_copy_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.user_id}"


class ReportReading(models.Model):
    """A person says that he has read a report."""

    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField("阅读时间")

    class Meta:
        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="report_read_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.user_id}"
