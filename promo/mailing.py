"""Notices on their way out by mail: due ones are sent in batches, tried again later and later, given up after five."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from promo.models import Notice
from promo.models.notice import MailState
from promo.web.context import product

log = logging.getLogger("promo.mailing")
BATCH = 50
WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (0, 5, 30, 120, 720)
)  # after the notice, before each try
File = tuple[str, bytes, str]  # name, content, type
ENCLOSED: dict[str, Callable[[Notice], Iterable[File]]] = {}  # kind of notice -> the files its mail carries


def send_due(*, now: datetime) -> int:
    """A tick: returns how many went out. A crash between sending and marking sends one mail twice, never none."""
    if not settings.EMAIL_HOST:
        return 0
    due = Notice.objects.filter(mail=MailState.DUE).select_related("user").order_by("at", "pk")
    rows = [row for row in due[: BATCH * len(WAITS)] if now >= row.at + WAITS[min(row.mail_tries, 4)]][:BATCH]
    if not rows:
        return 0
    connection = get_connection()
    try:
        return sum(_send(row, connection, now) for row in rows)
    finally:
        connection.close()


def _send(row: Notice, connection, now: datetime) -> bool:
    if not row.user.email or not row.user.is_active:
        Notice.objects.filter(pk=row.pk).update(mail=MailState.NONE)
        return False
    mine = Notice.objects.filter(pk=row.pk, mail=MailState.DUE, mail_tries=row.mail_tries)
    if not mine.update(mail_tries=F("mail_tries") + 1):
        return False  # another worker has it
    try:
        _message(row, connection).send()
    except Exception as error:  # of the server, or of a file that cannot be made: no mail holds up the others
        is_away = isinstance(error, OSError | SMTPException | ValueError)
        log.warning("mail of notice %s: %s", row.pk, error, exc_info=not is_away)
        if row.mail_tries + 1 >= len(WAITS):
            Notice.objects.filter(pk=row.pk).update(mail=MailState.FAILED)
        return False
    Notice.objects.filter(pk=row.pk).update(mail=MailState.SENT, mailed_at=now)
    return True


def _message(row: Notice, connection) -> EmailMessage:
    name = product(None)["product_name"]
    where = f"{settings.SITE_ADDRESS.rstrip('/')}{row.url or '/'}" if settings.SITE_ADDRESS else ""
    look = f"请登录查看：{where}" if where else "请登录系统，在“消息”中查看。"
    body = f"{row.user.name}：\n\n{row.title}\n\n{look}\n\n本邮件由{name}自动发送，请勿回复。"
    mail = EmailMessage(f"【{name}】{row.title}", body, to=[row.user.email], connection=connection)
    enclose = ENCLOSED.get(row.kind)
    for file in enclose(row) if enclose else ():
        mail.attach(*file)
    return mail
