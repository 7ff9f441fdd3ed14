"""Fixtures for real servers and a real browser."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import chromium
from tests.services.postgres import postgres
from tests.services.redis import redis_server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL that may be filled with databases: the one `make test` started, else one of our own."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield url
        return
    server = postgres()
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis; take a database number of your own and flush it first."""
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    server = redis_server()
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, headless. Tests that use it bear the mark `browser`."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING) if chromium.is_required() else pytest.skip(chromium.MISSING)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh Chinese-speaking visitor on an office screen."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1366, "height": 900}
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
