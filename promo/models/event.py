"""The record of who did what and when: one row beside every change, never changed itself."""

from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class EventQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> "EventQuerySet":
        return self.filter(subject=subject._meta.label_lower, subject_id=subject.pk)


class Event(models.Model):
    """`verb` is a code word that promo.templatetags shows in Chinese; `detail` holds old and new values."""

    append_only = True

    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "-at"], name="event_by_subject"),
            models.Index(fields=["-at"], name="event_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"


def record(subject: models.Model, verb: str, *, by, at: datetime, **detail) -> Event:
    """Write the event of a change; call it inside the transaction of the change."""
    return Event.objects.create(
        subject=subject._meta.label_lower, subject_id=subject.pk, verb=verb, by=by, at=at, detail=detail
    )
