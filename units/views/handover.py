"""First passwords on their way to the page that shows them once: kept in the administrator's session until then."""

from collections.abc import Sequence
from datetime import datetime

from units.models import User

KEY, MANY = "first_password", "first_passwords"
KEPT_SECONDS = 300


def keep(request, user: User, password: str, *, at: datetime) -> None:
    request.session[KEY] = {"user": user.pk, "password": password, "at": at.timestamp()}


def take(request, user: User, *, at: datetime) -> str:
    """The password, once; '' when there is none for this person or nobody looked for five minutes."""
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["user"] != user.pk:
        return ""
    del request.session[KEY]
    return kept["password"] if at.timestamp() - kept["at"] < KEPT_SECONDS else ""


def keep_many(request, made: Sequence[tuple[User, str]], *, at: datetime) -> None:
    told = [[user.pk, password] for user, password in made]
    request.session[MANY] = {"told": told, "at": at.timestamp()}


def take_many(request, *, at: datetime) -> dict[int, str]:
    """Passwords by the key of their person, once; none when nobody looked for five minutes."""
    if request.method != "GET" or MANY not in request.session:
        return {}
    kept = request.session.pop(MANY)
    return dict(kept["told"]) if at.timestamp() - kept["at"] < KEPT_SECONDS else {}
