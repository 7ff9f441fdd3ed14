"""Documents of the office itself: what a rule, a change of units or a holiday rests on."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from units.models.region import Region


def paper_path(instance, filename: str) -> str:
    return random_name("papers", filename)


def random_name(folder: str, filename: str) -> str:
    """A path nobody can guess; the name the person gave is kept beside it."""
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}{PurePath(filename).suffix.lower()[:10]}"


class PaperQuerySet(models.QuerySet):
    def visible_to(self, access) -> "PaperQuerySet":
        """Everybody who works in the region: these are its public decisions."""
        mine = [row.unit.region.path for row in access.memberships]
        reach = Q(pk__in=())
        for path in mine:
            reach |= Q(region__path__startswith=path)
        parents = {int(part) for path in mine for part in path.strip("/").split("/") if part}
        return self.filter(reach | Q(region__in=parents))


class Paper(models.Model):
    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="papers")
    file = models.FileField("文件", upload_to=paper_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="paper_not_empty")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("units:paper_show", args=[self.pk])
