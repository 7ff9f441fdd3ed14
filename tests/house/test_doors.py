"""Every address has a door, every writing door asks for a receipt, and nobody comes in without a login."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from promo.web.writes import writes
from tests.house.addresses import every_address, methods_of
from units.access import ALL_ROLES, open_to
from units.models import Role

ADDRESSES = every_address()
WITHOUT_RECEIPT = {"units:login", "units:logout"}  # there is nothing to be done twice
OPEN = {"health", "units:login", "units:first_run"}
ANY_PART = {"kind": "arrival", "measure": "signed_amount", "code": "management"}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: f"{one.name} {one.route}")
def test_every_view_has_a_door(address):
    door = address.door
    assert door is not None, f"{address.name}: put @open_to(...) on the view"
    if isinstance(door, str):
        assert door in {"open", "logged_in"}
    else:
        assert door, "a door that nobody may pass"
        assert door <= ALL_ROLES


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: f"{one.name} {one.route}")
def test_every_view_that_takes_a_post_asks_for_a_receipt(address):
    is_guarded = getattr(address.view, "writes", False)
    if address.name in WITHOUT_RECEIPT:
        assert not is_guarded
    else:
        assert is_guarded or address.is_read_only, f"{address.name}: @writes, or require_safe"


def test_the_door_stands_before_the_receipt():
    """Who may not come in leaves nothing behind: the door is the outermost wrapper."""
    for address in ADDRESSES:
        inner = getattr(address.view, "__wrapped__", None)
        while inner is not None:
            outer_door = hasattr(inner, "door") and inner.door != address.view.door
            assert not outer_door, address.name
            inner = getattr(inner, "__wrapped__", None)
        if getattr(address.view, "writes", False) and isinstance(address.door, frozenset | set):
            code = address.view.__code__.co_filename
            is_personal = address.door == ALL_ROLES
            assert code.endswith("units/access.py") or is_personal, f"{address.name}: @open_to goes on top"


def test_only_the_login_the_first_run_and_the_health_page_are_open():
    assert {address.name for address in ADDRESSES if address.door == "open"} == OPEN
    assert {
        address.name for address in ADDRESSES if not getattr(address.view, "login_required", True)
    } == OPEN


def address_of(address) -> str:
    """The address with made-up parts: the login is asked for before anything is looked up."""
    return reverse(address.name, kwargs={part: ANY_PART.get(part, 1) for part in address.parts})


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_login_every_other_address_leads_to_the_login(db, town, client, method):
    for address in ADDRESSES:
        if address.door == "open":
            continue
        where = address_of(address)
        answer = getattr(client, method)(where)
        assert (answer.status_code, answer.url) == (302, f"{reverse('units:login')}?next={where}"), where


def test_a_name_in_the_urlconf_means_one_view():
    views = {}
    for address in ADDRESSES:
        assert views.setdefault(address.name, address.view) is address.view, address.name


@require_safe
def reads(request):
    return HttpResponse()


@open_to(Role.LEADER)
@writes
@require_POST
def acts(request):
    return HttpResponse()


def test_the_reading_of_methods_sees_through_the_wrappers():
    assert methods_of(open_to(Role.LEADER)(reads)) == {"GET", "HEAD"}
    assert methods_of(acts) == {"POST"}
    assert methods_of(open_to(Role.LEADER)(writes(lambda request: HttpResponse()))) == {"GET", "HEAD", "POST"}


def test_login_is_the_default_and_cross_site_posts_are_refused():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
    assert not any(getattr(address.view, "csrf_exempt", False) for address in ADDRESSES)
