"""Drafts of schemes: edited piece by piece, never deleted, closed for good once they are adopted or given up."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.scheme import Scheme
from units.models import Region, Role


class SchemeDraftQuerySet(models.QuerySet):
    def open(self) -> "SchemeDraftQuerySet":
        return self.filter(adopted=None, given_up_at=None)

    def visible_to(self, access) -> "SchemeDraftQuerySet":
        """What nobody has adopted yet is read by those who write it."""
        return self.filter(access.regions_q("region__path", {Role.SUPERVISOR}))


class SchemeDraft(models.Model):
    """`content` is the document as JSON, whole or not; `version` counts its changes. `adopted` closes the row, and
    so does giving it up."""

    append_only_when = "adopted_id IS NOT NULL OR OLD.given_up_at IS NOT NULL"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("名称", max_length=100)
    content = models.JSONField()
    based_on = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    adopted = models.OneToOneField(Scheme, null=True, on_delete=models.PROTECT, related_name="draft")
    given_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_up_at = models.DateTimeField(null=True)

    objects = SchemeDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="scheme_draft_has_name"),
            models.CheckConstraint(condition=Q(version__gte=1), name="scheme_draft_version_counts"),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | Q(adopted=None, given_up_by__isnull=False),
                name="scheme_draft_given_up_is_not_adopted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（未提交）"

    @property
    def is_closed(self) -> bool:
        return self.adopted_id is not None or self.given_up_at is not None
