"""What the house tells people: from an event to one notice for each person it concerns, told once.

The apps say which verb is told to whom (`TELLERS`, filled when they start, like the words of the verbs). Whoever did
the thing is never told of it. A notice goes out by mail too where a mail server is set and the person left an address.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model

from promo.models import Event, LastLook, Notice
from promo.models.notice import MailState

TITLE_MOST = 200
KINDS = {
    "returned": "退回",
    "decided": "办理结果",
    "asked": "请您办理",
    "public": "公示",
    "late": "逾期提醒",
    "report": "通报",
    "copy": "送阅",
}


@dataclass(frozen=True)
class Telling:
    """One sentence for some people: `to` are ids of users, `url` an address of this house."""

    kind: str
    title: str
    url: str
    to: Iterable[int]


TELLERS: dict[str, Callable[[Event], Iterable[Telling]]] = {}


def tell(
    *,
    users: Iterable[int],
    kind: str,
    title: str,
    url: str,
    key: str,
    at: datetime,
    event=None,
    mail: bool = True,
) -> None:
    """A notice for each of `users` (ids). The same `key` is told to a person once, whoever asks how often.

    Without `mail` it stays in the house.
    """
    wanted = sorted(set(users))
    by_mail = _with_mail(wanted) if mail and settings.EMAIL_HOST else frozenset()
    said = " ".join(title.split())
    said = said if len(said) <= TITLE_MOST else f"{said[: TITLE_MOST - 1]}…"
    rows = [
        Notice(
            user_id=user, kind=kind, title=said, url=url, key=key, at=at, event=event,
            mail=MailState.DUE if user in by_mail else MailState.NONE,
        )
        for user in wanted
    ]  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _with_mail(users: list[int]) -> frozenset[int]:
    rows = get_user_model().objects.filter(pk__in=users, is_active=True).exclude(email="")
    return frozenset(rows.values_list("pk", flat=True))


def on_event(sender, instance: Event, created: bool, raw: bool = False, **_) -> None:
    """post_save receiver of Event: whoever is concerned is told in the transaction of the change."""
    teller = TELLERS.get(instance.verb)
    if teller is None or raw or not created:
        return
    for number, telling in enumerate(teller(instance)):
        others = {user for user in telling.to if user and user != instance.by_id}
        if others:
            tell(
                users=others, kind=telling.kind, title=telling.title, url=telling.url,
                key=f"event:{instance.pk}:{number}", at=instance.at, event=instance,
            )  # fmt: skip


def read(*, notices, at: datetime) -> int:
    """Mark those of `notices` (a QuerySet of one person's) that are unread; returns how many there were."""
    return notices.unread().update(read_at=at)


def looked(*, user, at: datetime) -> None:
    """The person has seen what changed until now; `before` keeps the moment of the time before."""
    row = LastLook.objects.select_for_update().filter(user=user).first()
    if row is None:
        LastLook.objects.get_or_create(user=user, defaults={"at": at})
    elif row.at < at:
        LastLook.objects.filter(pk=row.pk).update(at=at, before=row.at)
