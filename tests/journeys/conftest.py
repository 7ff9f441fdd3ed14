"""People at browsers, and the office they work in: a real process group, or the test's own server."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.office import Office
from tests.journeys.visitor import Visitor
from tests.real.conftest import make_group  # noqa: F401 - a fixture

SCREEN, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 20_000  # milliseconds; a quiet machine needs a tenth
Visit = Callable[..., Visitor]
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def visit_of(browser) -> Iterator[Callable[..., Visitor]]:
    """`visit_of(base, phone=False)`: one more person. At the end nothing may have gone wrong in any window."""
    visitors: list[Visitor] = []

    def come(base: str, *, phone: bool = False) -> Visitor:
        context = browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport=PHONE if phone else SCREEN,
            has_touch=phone, is_mobile=phone,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context, base))
        return visitors[-1]

    yield come
    troubles = [trouble for visitor in visitors for trouble in visitor.watch.troubles]
    for visitor in visitors:
        visitor.context.close()
    assert troubles == []


@pytest.fixture
def visit(visit_of, live_server) -> Visit:
    """`visit('unit_clerk')`: a person of the cast, logged in on the test's own server; '' is a stranger."""

    def come(username: str = "", *, phone: bool = False) -> Visitor:
        visitor = visit_of(live_server.url, phone=phone)
        if username:
            visitor.log_in(username, PASSWORD)
        return visitor

    return come


@pytest.fixture
def office(make_group, visit_of) -> Office:  # noqa: F811 - the fixture above
    """An office on its first morning: an empty database, web, worker and timetable running."""
    group = make_group().start()
    group.wait_until_alive()
    return Office(group, visit_of)
