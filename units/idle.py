"""A session left alone ends: whoever walks up to an open screen after half an hour must log in."""

from datetime import datetime, timedelta

from django.utils import timezone

IDLE = timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)  # so that a page does not cost a write
SEEN = "seen_at"


def begin(sender, request, user, **_) -> None:
    """Receiver of user_logged_in: the count starts with the login."""
    request.session[SEEN] = timezone.now().timestamp()


def is_idle(session, *, now: datetime) -> bool:
    """Whether the session has been left alone too long; otherwise notes, at most once a minute, that it is used."""
    stamp = session.get(SEEN)
    quiet = now.timestamp() - stamp if stamp is not None else None
    if quiet is not None and quiet >= IDLE.total_seconds():
        return True
    if quiet is None or quiet >= NOTED_EVERY.total_seconds():
        session[SEEN] = now.timestamp()
    return False
