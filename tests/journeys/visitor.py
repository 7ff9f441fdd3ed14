"""A person at a browser: opens pages, fills forms by the labels that stand there, presses buttons, reads."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, expect

from tests.journeys.watch import Watch

CONTROLS = "input:not([type=hidden]), select, textarea"


def whole(text: str) -> re.Pattern:
    """The text and nothing beside it but blanks and the mark of a required field."""
    return re.compile(rf"^\s*{re.escape(text)}\s*\*?\s*$")


class Visitor:
    """`page` is the window; `watch` tells what went wrong in it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self.base = base
        self.watch = Watch(base)
        self.watch.follow(context)
        self.page = context.new_page()

    def another_window(self) -> "Visitor":
        """The same person, logged in as before, in a second window under the same watch."""
        twin = object.__new__(Visitor)
        twin.context, twin.base, twin.watch = self.context, self.base, self.watch
        twin.page = self.context.new_page()
        return twin

    # --- where

    def open(self, path: str) -> int:
        """The status of the answer."""
        return self.page.goto(self.base + path).status

    def follow(self, words: str, *, within: str = "body") -> None:
        """Click the first link that says exactly this, and wait for another address."""
        self._leave(self.page.locator(within).get_by_role("link", name=words, exact=True).first.click)

    def go(self, menu: str) -> None:
        """An entry of the menu, which a narrow screen folds away."""
        toggle = self.page.get_by_role("button", name="菜单", exact=True)
        if toggle.is_visible():
            toggle.click()
        self._leave(self.page.locator("#site-nav").get_by_role("link", name=menu).first.click)

    def _leave(self, click: Callable[[], None]) -> None:
        with self.page.expect_navigation():
            click()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    # --- what stands there

    def reads(self, *sentences: str, within: str = "main") -> None:
        for sentence in sentences:
            expect(self.page.locator(within).first).to_contain_text(sentence)

    def reads_not(self, sentence: str, within: str = "main") -> None:
        expect(self.page.locator(within).first).not_to_contain_text(sentence)

    def is_told(self, sentence: str) -> None:
        """What the house says after an act."""
        self.reads(sentence, within="#messages")

    def is_refused(self, path: str, *, status: int, sentence: str) -> None:
        assert self.open(path) == status, path
        self.reads(sentence)

    def has_no_button(self, words: str) -> None:
        expect(self.page.get_by_role("button", name=words, exact=True)).to_have_count(0)

    def row(self, words: str) -> Locator:
        """The table row that says this."""
        return self.page.locator("tbody tr").filter(has_text=words)

    # --- forms

    def field(self, label: str) -> Locator:
        return self.page.locator("main .field").filter(
            has=self.page.locator(".field-label", has_text=whole(label))
        )

    def fill(self, said: dict) -> None:
        """Label -> what is typed or chosen; an amount may be (number, unit), a file its path or a payload."""
        for label, value in said.items():
            self._fill(self.field(label), value)

    def _fill(self, field: Locator, value) -> None:
        box = field.locator(CONTROLS).first
        kind = box.evaluate("box => box.type")
        if isinstance(value, tuple):
            value, unit = value
            self._choose(field.locator("select"), unit)
        if kind == "select-one":
            self._choose(box, value)
        elif kind == "file":
            box.set_input_files(str(value) if isinstance(value, Path) else value)
        elif kind == "radio":
            field.get_by_label(value, exact=True).check()
        elif kind == "checkbox":
            box.set_checked(value)
        else:
            box.fill(value)

    def _choose(self, box: Locator, words: str) -> None:
        option = box.locator("option", has_text=whole(words)).first
        box.select_option(option.get_attribute("value"))

    def typed(self, label: str) -> str:
        """What stands in a box."""
        return self.field(label).locator(CONTROLS).first.input_value()

    def press(self, words: str, *, agree: bool = False, within: str = "main") -> None:
        """A button that sends a form; `agree` says 确定 to the question that comes before it."""
        self.page.locator(within).get_by_role("button", name=words, exact=True).first.click()
        if agree:
            self.page.locator("#confirm-dialog").get_by_role("button", name="确定", exact=True).click()

    def download(self, click: Callable[[], None]) -> tuple[str, bytes]:
        """The name and the bytes of what a click brings."""
        with self.page.expect_download() as coming:
            click()
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    # --- in and out

    def log_in(self, username: str, password: str) -> None:
        self.open("/login/")
        self.fill({"用户名": username, "密码": password})
        self._leave(lambda: self.press("登录"))

    def log_out(self) -> None:
        self.page.locator(".user-menu summary").click()
        self._leave(self.page.get_by_role("button", name="退出登录", exact=True).click)
        expect(self.page.locator("h1")).to_have_text("登录")
        self.open("/")
        expect(self.page.locator("h1")).to_have_text("登录")
