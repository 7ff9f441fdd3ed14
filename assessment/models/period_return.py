"""What a unit says with its report for a period: the figures it confirmed, and how it stands in its own words."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessment.models.report_duty import OfUnitQuerySet, Submission

WORDS_MOST = 2000


class PeriodReturnQuerySet(OfUnitQuerySet):
    def visible_to(self, access):
        return self.filter(
            access.regions_q("submission__duty__region__path") | Q(submission__unit__in=access.unit_ids)
        )


class PeriodReturn(models.Model):
    """Beside a submission of a duty of the calendar. `figures` are the sums of the ledger as known at `as_of`, `sha256`
    their digest. `is_zero`: the unit had neither signed nor arrived this year, so that it owes all three of 排问题、
    找原因、谈对策."""

    append_only = True

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="told")
    as_of = models.DateTimeField("数据时点")
    figures = models.JSONField("数据")
    sha256 = models.CharField("校验值", max_length=64)
    is_zero = models.BooleanField("既无签约又无到位", default=False)
    progress = models.TextField("进展情况", max_length=WORDS_MOST)
    problems = models.TextField("存在问题", max_length=WORDS_MOST, blank=True)
    causes = models.TextField("原因分析", max_length=WORDS_MOST, blank=True)
    measures = models.TextField("下步措施", max_length=WORDS_MOST, blank=True)

    objects = PeriodReturnQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(progress=""), name="period_return_tells_progress"),
            models.CheckConstraint(condition=~Q(sha256=""), name="period_return_has_digest"),
            models.CheckConstraint(
                condition=Q(is_zero=False) | (~Q(problems="") & ~Q(causes="") & ~Q(measures="")),
                name="period_return_of_none_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission)

    def get_absolute_url(self) -> str:
        duty = self.submission.duty
        return reverse("assessment:period_unit", args=[duty.pk, self.submission.unit_id])
