"""The office's calendar: days that are worked or free against the rule of the week."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarDayQuerySet(models.QuerySet):
    def exceptions(self, *, since: date) -> dict[date, bool]:
        """What promo.workdays asks for; one statement."""
        return dict(self.filter(day__gte=since).values_list("day", "is_workday"))


class CalendarDay(models.Model):
    """`is_confirmed` is false for holidays of a year whose notice is not yet out."""

    day = models.DateField("日期")
    is_workday = models.BooleanField("上班", default=False)
    name = models.CharField("名称", max_length=30, blank=True)
    is_confirmed = models.BooleanField("已确认", default=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["day"], name="calendar_day_once"),
            models.CheckConstraint(
                condition=Q(day__gte="2000-01-01", day__lt="2101-01-01"), name="calendar_day_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {'班' if self.is_workday else '休'}"
