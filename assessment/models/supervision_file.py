"""Papers and photos of slips, field checks and talks: kept as they came, served to whoever sees what they belong to."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.field_check import FieldCheck
from assessment.models.slip import Slip, SlipStep
from assessment.models.talk import Talk
from promo.web.uploads import CONTENT_TYPES, suffix_of


def supervision_path(instance, filename: str) -> str:
    """A path nobody can guess; the name the person gave is kept in `name`."""
    token = secrets.token_hex(16)
    return f"supervision/{token[:2]}/{token}{PurePath(filename).suffix.lower()[:10]}"


class SupervisionFileQuerySet(models.QuerySet):
    def visible_to(self, access) -> "SupervisionFileQuerySet":
        return self.filter(
            Q(step__slip__in=Slip.objects.visible_to(access).order_by().values("pk"))
            | Q(field_check__in=FieldCheck.objects.visible_to(access).order_by().values("pk"))
            | Q(talk__in=Talk.objects.visible_to(access).order_by().values("pk"))
        )


class SupervisionFile(models.Model):
    """Belongs to a step of a slip, to a field check or to a talk."""

    append_only = True

    step = models.ForeignKey(SlipStep, null=True, on_delete=models.PROTECT, related_name="files")
    field_check = models.ForeignKey(FieldCheck, null=True, on_delete=models.PROTECT, related_name="files")
    talk = models.ForeignKey(Talk, null=True, on_delete=models.PROTECT, related_name="files")
    file = models.FileField("文件", upload_to=supervision_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    objects = SupervisionFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__isnull=False, field_check__isnull=True, talk__isnull=True)
                | Q(step__isnull=True, field_check__isnull=False, talk__isnull=True)
                | Q(step__isnull=True, field_check__isnull=True, talk__isnull=False),
                name="supervision_file_belongs_to_one",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="supervision_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def content_type(self) -> str:
        """What follows from the checked name, not what the uploader's browser claimed."""
        return CONTENT_TYPES.get(suffix_of(self.name), "application/octet-stream")

    @property
    def is_photo(self) -> bool:
        return self.content_type.startswith("image/")
