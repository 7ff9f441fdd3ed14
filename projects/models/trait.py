"""What a project was like, known from one moment to another: rankings sort projects by it and stay reproducible."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from projects.models.project import Project
from units.models import Region, Unit

ALWAYS = datetime(1978, 1, 1, tzinfo=UTC)


class ProjectTrait(models.Model):
    """The attributes of a project that its office may edit, as rankings knew them in known_from <= moment < known_to.

    `head` is the project itself or the one it was merged into, whose attributes these are. Written by
    projects.traits.catch_up alone. The first row of a project holds from ever.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="traits")
    head = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    industry = models.CharField(max_length=40, blank=True)
    ownership = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    host_place = models.CharField(max_length=60, blank=True)
    host_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12)
    origin = models.CharField(max_length=40, blank=True)
    is_expansion = models.BooleanField()
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)

    class Meta:
        ordering = ["project", "known_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(known_to__isnull=True), name="project_trait_open_once"
            ),
            models.UniqueConstraint(fields=["project", "known_from"], name="project_trait_begins_once"),
            models.CheckConstraint(
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
                name="project_trait_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.known_from}"


class TraitHead(models.Model):
    """Up to which moment the traits of a region's projects are kept; what is newer is read from the projects."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region} {self.known_at}"
