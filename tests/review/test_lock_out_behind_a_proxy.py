"""Wrong passwords lock out the computer they came from, also where a reverse proxy stands between."""

import pytest
from django.urls import reverse

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
ATTACKER, OWNER = "203.0.113.9", "198.51.100.7"


@pytest.fixture
def guarded(settings):
    settings.AXES_ENABLED = True
    return settings


def log_in(client, password: str, told: str) -> int:
    """The status of an attempt that the proxy says came from `told`."""
    typed = {"username": "unit_clerk", "password": password}
    return client.post(reverse("units:login"), typed, headers={"X-Forwarded-For": told}).status_code


def test_a_stranger_cannot_lock_a_colleague_out(client, town, guarded):
    guarded.PRODUCTION = True
    for _ in range(5):
        last = log_in(client, "wrong", ATTACKER)
    assert last == 429
    assert log_in(client, PASSWORD, OWNER) == 302


def test_what_a_visitor_wrote_before_the_proxy_is_not_believed(client, town, guarded):
    guarded.PRODUCTION = True
    statuses = [log_in(client, "wrong", f"192.0.2.{i}, {ATTACKER}") for i in range(5)]
    assert statuses[-1] == 429


def test_without_a_proxy_the_header_is_not_believed(client, town, guarded):
    statuses = [log_in(client, "wrong", f"192.0.2.{i}") for i in range(5)]
    assert statuses[-1] == 429
