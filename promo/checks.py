"""What an operator must not get wrong: `check --deploy` says it, an unsafe production start is refused."""

import os
from datetime import date

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register, run_checks
from django.core.checks.messages import ERROR, CheckMessage
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.utils import Error as DatabaseError

KEY_LENGTH = 50
MONDAY = 0
DEPLOY = "promo_deploy"


@register(Tags.security, DEPLOY, deploy=True)
def check_debug(app_configs, **_) -> list[CheckMessage]:
    if not settings.DEBUG:
        return []
    return [
        Error("DEBUG is on: error pages would show data and settings.", "Unset PROMO_DEBUG.", id="promo.E001")
    ]


@register(Tags.security, DEPLOY, deploy=True)
def check_secret_key(app_configs, **_) -> list[CheckMessage]:
    found = []
    if len(settings.SECRET_KEY) < KEY_LENGTH:
        hint = f"Give {KEY_LENGTH} random characters or more, for example from `openssl rand -base64 48`."
        found.append(Error("SECRET_KEY is too short: sessions could be forged.", hint, id="promo.E002"))
    if settings.PRODUCTION and not os.environ.get("SECRET_KEY"):
        hint = "Set SECRET_KEY in the environment; several web machines must share one."
        found.append(Error("SECRET_KEY was made up by this machine.", hint, id="promo.E003"))
    return found


@register(Tags.security, DEPLOY, deploy=True)
def check_hosts(app_configs, **_) -> list[CheckMessage]:
    hosts = settings.ALLOWED_HOSTS
    if hosts and "*" not in hosts:
        return []
    hint = "Name the hosts people type, for example ALLOWED_HOSTS=zs.example.gov.cn."
    return [Error("ALLOWED_HOSTS is empty or allows every name.", hint, id="promo.E004")]


@register(Tags.security, DEPLOY, deploy=True)
def check_demonstration(app_configs, **_) -> list[CheckMessage]:
    accounts = settings.VAR_DIR / "demo_accounts.json"
    if not settings.PRODUCTION or not (settings.DEMONSTRATION or accounts.exists()):
        return []
    hint = f"Unset PROMO_DEMONSTRATION, start with a new database and remove {accounts}."
    return [Error("Demonstration accounts in production: their passwords are public.", hint, id="promo.E005")]


@register(Tags.compatibility, DEPLOY)
def check_fortnights(app_configs, **_) -> list[CheckMessage]:
    try:
        if date.fromisoformat(settings.FORTNIGHT_ANCHOR).weekday() == MONDAY:
            return []
    except ValueError:
        pass
    hint = "Give a Monday as YYYY-MM-DD, for example FORTNIGHT_ANCHOR=2026-01-05, and never change it."
    return [Error("FORTNIGHT_ANCHOR is not a Monday: no report could be drafted.", hint, id="promo.E008")]


@register(Tags.database, DEPLOY, deploy=True)
def check_engine(app_configs, **_) -> list[CheckMessage]:
    if not settings.PRODUCTION or "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
        return []
    hint = "Set DATABASE_URL=postgresql://...; SQLite serves one office on one machine."
    return [Warning("SQLite in production.", hint, id="promo.W001")]


@register(Tags.database)
def check_postgresql(app_configs, databases=None, **_) -> list[CheckMessage]:
    """Asked only where the database may be asked (`check --database default`, migrate)."""
    asked = [connections[alias] for alias in databases or [] if connections[alias].vendor == "postgresql"]
    return [message for connection in asked for message in _encoding_of(connection)]


def _encoding_of(connection) -> list[CheckMessage]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database "
                "WHERE datname = current_database()"
            )
            encoding, ctype = cursor.fetchone()
    except DatabaseError as error:
        return [Error(f"The database does not answer: {error}", "Check DATABASE_URL.", id="promo.E006")]
    found = []
    hint = "Create it anew: CREATE DATABASE promo ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0."
    if encoding != "UTF8":
        found.append(
            Error(f"The database is {encoding}, not UTF-8: names would be lost.", hint, id="promo.E007")
        )
    if ctype in ("C", "POSIX"):
        found.append(Warning(f"LC_CTYPE is {ctype}: only ASCII letters have a case.", hint, id="promo.W002"))
    return found


def refuse_unsafe_start() -> None:
    """In production, raise ImproperlyConfigured when one of the checks above finds an error."""
    if not settings.PRODUCTION:
        return
    found = [
        message
        for message in run_checks(tags=[DEPLOY], include_deployment_checks=True)
        if message.level >= ERROR
    ]
    if found:
        raise ImproperlyConfigured("Refusing to start. " + " ".join(f"{one.msg} {one.hint}" for one in found))
