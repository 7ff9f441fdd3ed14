"""Answers a container's health check: is this part of the product alive?"""

import json
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from promo.views import PROCESSES, state_of_health

PARTS = ("web", "database", *PROCESSES)


def web_answers(port: int) -> bool:
    """Whether this machine's web server serves pages; what other parts do is not its fault."""
    host = next((name for name in settings.ALLOWED_HOSTS if name != "*"), "localhost").lstrip(".")
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": host})
        body = json.loads(connection.getresponse().read())
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return body.get("web") == "alive" and body.get("database") == "alive"


class Command(BaseCommand):
    help = "Exit 0 when every part named is alive, otherwise 1 naming what is not."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("part", nargs="+", choices=PARTS)
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, part: list[str], port: int, **_) -> None:
        state = state_of_health(now=timezone.now())
        if "web" in part and not web_answers(port):
            state["web"] = "away"
        if failing := [f"{name}: {state[name]}" for name in part if state[name] != "alive"]:
            raise CommandError(", ".join(failing))
