"""Papers beside a ranking: of an objection, of its answer, of a correction."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.models.erratum import Erratum
from assessment.models.run_objection import RunObjection


def run_file_path(instance, filename: str) -> str:
    """A path nobody can guess; the name the person gave is kept in `name`."""
    token = secrets.token_hex(16)
    return f"rankings/{token[:2]}/{token}{PurePath(filename).suffix.lower()[:10]}"


class RunFileQuerySet(models.QuerySet):
    def visible_to(self, access) -> "RunFileQuerySet":
        """The region's roles, and the unit that objected: its own paper and the answer's."""
        return self.filter(
            access.regions_q("objection__run__region__path")
            | access.regions_q("erratum__run__region__path")
            | Q(objection__unit__in=access.unit_ids)
        )


class RunFile(models.Model):
    """Belongs to an objection (`is_answer`: to its answer) or to a correction."""

    append_only = True

    objection = models.ForeignKey(RunObjection, null=True, on_delete=models.PROTECT, related_name="files")
    is_answer = models.BooleanField(default=False)
    erratum = models.ForeignKey(Erratum, null=True, on_delete=models.PROTECT, related_name="files")
    file = models.FileField("文件", upload_to=run_file_path, max_length=120)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    objects = RunFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objection__isnull=False, erratum__isnull=True)
                | Q(objection__isnull=True, erratum__isnull=False, is_answer=False),
                name="run_file_belongs_to_one",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="run_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
