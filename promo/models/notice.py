"""What the house tells a person: one row per person and happening, and when the person last looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from promo.models.event import Event


class MailState(models.TextChoices):
    NONE = "none", "不发送"
    DUE = "due", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"


class NoticeQuerySet(models.QuerySet):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)

    def of(self, user) -> "NoticeQuerySet":
        return self.filter(user=user)


class Notice(models.Model):
    """`url` is an address of this house; `key` keeps one happening from being told twice to one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField("类别", max_length=30)
    title = models.CharField("内容", max_length=200)
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True)
    mail = models.CharField("邮件", max_length=8, choices=MailState, default=MailState.NONE)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notice_told_once"),
            models.CheckConstraint(condition=Q(mail__in=MailState.values), name="notice_mail_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="notice_says_something"),
        ]
        indexes = [
            models.Index(fields=["user", "read_at", "-at"], name="notice_of_person"),
            models.Index(fields=["mail", "at"], name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return self.title


class LastLook(models.Model):
    """When a person looked at the first page: `at` the last time, `before` the time before that visit."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="last_look")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.at}"
