"""The public notice of a ranking: for so many working days every unit may look at it and object."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.run import ScoreRun


class RunNotice(models.Model):
    """`first_on` and `last_on` both hang out. `is_unsure`: a holiday among them was not yet confirmed when it was
    put up; the last day stays as it was announced."""

    append_only = True

    run = models.OneToOneField(ScoreRun, on_delete=models.PROTECT, related_name="notice")
    first_on = models.DateField("公示开始")
    last_on = models.DateField("公示截止")
    workdays = models.PositiveSmallIntegerField("工作日数")
    is_unsure = models.BooleanField("节假日待定", default=False)
    text = models.TextField("公示正文", max_length=1000)
    contact = models.CharField("受理单位和联系方式", max_length=200)
    put_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), workdays__gte=1), name="run_notice_has_days"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(contact=""), name="run_notice_says_where"),
        ]

    def __str__(self) -> str:
        return f"{self.run} 公示{self.first_on}至{self.last_on}"

    def hangs_on(self, day) -> bool:
        return self.first_on <= day <= self.last_on
