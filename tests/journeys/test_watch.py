"""The watch over every journey itself: it notices what it is there to notice."""

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import expect

from tests.journeys.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BREAK_RULES = """() => {
  const image = document.createElement("img");
  image.src = "http://127.0.0.1:1/elsewhere.png";
  document.body.append(image);
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  setTimeout(() => { document.body.dataset.done = "yes"; throw new Error("a broken script"); }, 0);
}"""


def test_the_watch_sees_a_broken_rule_a_broken_script_and_a_call_elsewhere(live_server, page):
    watch = Watch(live_server.url)
    watch.follow(page.context)
    page.goto(f"{live_server.url}/login/")
    assert watch.troubles == []

    page.evaluate(BREAK_RULES)
    expect(page.locator("body[data-done]")).to_have_count(1)
    assert page.evaluate("window.ran") is None
    page.evaluate("fetch('/static/nothing-here.js')")
    with pytest.raises(BrowserError):
        page.goto("http://127.0.0.1:1/elsewhere")
    told = "\n".join(watch.troubles)
    assert "policy img-src broken by http://127.0.0.1:1/elsewhere.png" in told
    assert "policy script-src-elem broken by inline" in told
    assert "script: " in told and "a broken script" in told
    assert "404 " in told and "nothing-here.js" in told
    assert "asked elsewhere: http://127.0.0.1:1/elsewhere" in told
