"""Papers behind records, reports handed in and exemptions: kept as they came, served only to who may see them."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q

from promo.web.uploads import CONTENT_TYPES, suffix_of
from units.models import Region, Unit


def kept_path(instance, filename: str) -> str:
    """A path nobody can guess; the name the person gave is kept in `name`."""
    token = secrets.token_hex(16)
    return f"records/{token[:2]}/{token}{PurePath(filename).suffix.lower()[:10]}"


class KeptFileQuerySet(models.QuerySet):
    def visible_to(self, access) -> "KeptFileQuerySet":
        """The region's roles see all, a unit the papers that are about it."""
        return self.filter(access.regions_q("region__path") | Q(unit__in=access.unit_ids))


class KeptFile(models.Model):
    """`unit` is whom the paper is about; none for a workbook with the figures of many units."""

    append_only = True

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.FileField("文件", upload_to=kept_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    objects = KeptFileQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="kept_file_not_empty")]

    def __str__(self) -> str:
        return self.name

    @property
    def content_type(self) -> str:
        """What follows from the checked name, not what the uploader's browser claimed."""
        return CONTENT_TYPES.get(suffix_of(self.name), "application/octet-stream")
