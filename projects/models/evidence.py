"""Documents that prove facts: never changed, never deleted, served only to people who may see the project."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from projects.models.credit import CreditSplit
from projects.models.fact import ENDED_STATES, Arrival, Milestone
from projects.models.project import Project
from promo.web.uploads import CONTENT_TYPES, suffix_of

SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})


def random_path(instance, filename: str) -> str:
    """A path nobody can guess; the name the person gave is kept in `name`."""
    suffix = PurePath(filename).suffix.lower()[:10]
    token = secrets.token_hex(16)
    return f"evidence/{token[:2]}/{token}{suffix}"


class EvidenceQuerySet(models.QuerySet):
    def about(self, row: models.Model) -> "EvidenceQuerySet":
        """Documents of a row that is neither a fact nor a split."""
        return self.filter(subject=row._meta.label_lower, subject_id=row.pk)

    def standing(self) -> "EvidenceQuerySet":
        """Of facts that stand or wait: neither ended nor reversals."""
        lively = Q()
        for name in ("milestone", "arrival"):
            lively |= Q(**{f"{name}__isnull": False, f"{name}__reverses__isnull": True}) & ~Q(
                **{f"{name}__state__in": ENDED_STATES}
            )
        return self.filter(lively)

    def visible_to(self, access) -> "EvidenceQuerySet":
        """Documents of the projects in sight, and of milestones that the own unit was asked about."""
        rows = Q(project__in=Project.objects.visible_to(access).values("pk"))
        if access.unit_ids:
            asked = Milestone.objects.of_register().filter(opinions__unit__in=access.unit_ids)
            rows |= Q(milestone__in=asked.order_by().values("pk"))
        return self.filter(rows)


class Evidence(models.Model):
    """Proves a milestone, an arrival, a split, or the row that `subject` and `subject_id` name (as events do).

    `kind` is a code of a rule (gates, arrivals) or says what a paper of a claim is: 'receipt', 'acknowledgement'.
    """

    append_only = True

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="evidence")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    arrival = models.ForeignKey(
        Arrival, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    split = models.ForeignKey(
        CreditSplit, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    kind = models.CharField("材料种类", max_length=20, blank=True)
    file = models.FileField("文件", upload_to=random_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(milestone__isnull=True, arrival__isnull=True, subject="")
                | Q(milestone__isnull=True, split__isnull=True, subject="")
                | Q(arrival__isnull=True, split__isnull=True, subject="")
                | Q(milestone__isnull=True, arrival__isnull=True, split__isnull=True),
                name="evidence_proves_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(subject="", subject_id__isnull=True)
                | (~Q(subject="") & Q(subject_id__isnull=False)),
                name="evidence_subject_whole",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
        ]
        indexes = [models.Index(fields=["subject", "subject_id"], name="evidence_by_subject")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:evidence_show", args=[self.pk])

    @property
    def kept_type(self) -> str:
        """The type that follows from the checked name, not what the uploader's browser claimed."""
        return CONTENT_TYPES.get(suffix_of(self.name), "application/octet-stream")

    @property
    def opens_inline(self) -> bool:
        return self.kept_type in SHOWN_INLINE
