"""On a phone every main page fits the screen, and every button is large enough for a thumb."""

import pytest

from tests.journeys.day import build_day
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOWHERE = "/nothing-here/"
THUMB = 40  # pixels
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
BUTTONS = "button, a.btn, input[type=submit], summary"
TOO_SMALL = """(buttons, most) => buttons
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < most && !one.closest("dialog"))
  .map((one) => `${one.innerText.trim()} ${one.className} ${one.getBoundingClientRect().height}`)"""


@pytest.fixture
def day(db):
    return build_day()


def faults_of(visitor: Visitor, path: str) -> list[str]:
    assert visitor.open(path) == (404 if path == NOWHERE else 200), path
    wide = visitor.page.evaluate(TOO_WIDE)
    small = visitor.page.locator(BUTTONS).evaluate_all(TOO_SMALL, THUMB)
    return [f"{path} is {wide} px too wide"] * (wide > 0) + [f"{path}: {one}" for one in small]


def unit_pages(day) -> list[str]:
    project = f"/projects/{day.project.pk}/"
    run = f"/scores/{day.run.pk}/"
    return [
        "/", "/me/", "/me/password/", "/projects/", "/projects/new/", project, f"{project}edit/",
        f"{project}milestones/new/", f"{project}arrivals/new/", f"{project}credit/", f"{project}progress/new/",
        f"{project}claims/new/", day.contract.get_absolute_url(), day.waiting.get_absolute_url(), "/ledger/",
        "/arrivals/", "/milestones/", "/rates/", "/imports/", "/imports/new/", "/scores/", run,
        f"{run}units/{day.town.units['village'].pk}/", "/targets/", "/schemes/", f"/schemes/{day.run.scheme_id}/",
        "/marks/",
    ]  # fmt: skip


def office_pages(day) -> list[str]:
    project = f"/projects/{day.project.pk}/"
    return [
        "/", "/dashboard/", "/verify/", "/duplicates/", project, f"{project}suspend/", f"{project}terminate/",
        f"{project}credit/share/", day.waiting.get_absolute_url(), f"{day.contract.get_absolute_url()}reverse/",
        "/targets/new/", "/scores/new/",
    ]  # fmt: skip


def supervisor_pages(day) -> list[str]:
    run = f"/scores/{day.run.pk}/"
    village = day.town.units["village"].pk
    return [
        "/", "/dashboard/", "/projects/", "/scores/", run, f"{run}today/", f"{run}units/{village}/", "/schemes/new/",
        f"/targets/{day.run.until.year}/arrived_capital/units/{village}/",
        f"/marks/{day.run.scheme_id}/{village}/management/", f"/marks/{day.run.scheme_id}/{village}/management/new/",
        "/reports/", f"/reports/{day.report.pk}/", NOWHERE,
    ]  # fmt: skip


def administrator_pages(day) -> list[str]:
    unit, person = day.town.units["village"].pk, day.town.people["unit_clerk"].pk
    return [
        "/", "/units/", "/units/new/", f"/units/{unit}/", f"/units/{unit}/edit/", f"/units/{unit}/classify/",
        "/regions/new/", "/people/", "/people/new/", f"/people/{person}/", f"/people/{person}/memberships/new/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "pages_of"),
    [
        ("unit_clerk", unit_pages),
        ("office_director", office_pages),
        ("supervisor", supervisor_pages),
        ("administrator", administrator_pages),
    ],
)
def test_every_main_page_fits_a_phone(day, visit, who, pages_of):
    visitor = visit(who, phone=True)
    faults = [fault for path in pages_of(day) for fault in faults_of(visitor, path)]
    assert not faults, "\n".join(faults)


def test_the_pages_before_login_fit_a_phone(db, visit):
    stranger = visit(phone=True)
    assert faults_of(stranger, "/login/") == []
    assert stranger.path == "/start/", "an empty house asks for its first administrator"
    build_day()
    assert faults_of(stranger, "/login/") == []
