"""A first password on its way to the page that shows it once: kept in the administrator's session until then."""

from datetime import datetime

from units.models import User

KEY = "first_password"
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
