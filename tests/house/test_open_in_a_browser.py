"""A real browser opens the first page: everything it needs comes from this machine, and nothing is refused."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_login_page_loads_all_it_needs_from_here_and_breaks_no_rule(live_server, page):
    asked, troubles = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("response", lambda answer: troubles.append(answer.url) if answer.status >= 400 else None)

    page.goto(live_server.url + reverse("units:login"), wait_until="networkidle")

    assert troubles == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert any("/static/vendor/tabler.min.css" in url for url in asked)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
