"""Fills in any form of the product the way a reasonable person would, from nothing but its HTML."""

from html.parser import HTMLParser

from tests.factories import slip

NOT_TYPED = {"csrfmiddlewaretoken", "form_key"}
WORDS = "测试填写"
BY_TYPE = {
    "date": "2026-11-18",
    "datetime-local": "2026-11-18T09:30",
    "number": "1",
    "password": "Gaoshan-2026!",
}
BY_NAME = {
    "amount": "100", "phone": "13800001111", "code": "Z901", "username": "tianbiao", "event_on": "2026-11-18",
    "cut_off_on": "2026-06-30", "mark": "8", "quantity": "1000", "rate": "7.1",
    "credit_code": "91330100MA2TESTP01", "claim_phone": "13800001111",
}  # fmt: skip


class Sheet(dict):
    """Field name -> value; `typed` are the fields with a box that takes any text."""

    def __init__(self, *fields, typed=()) -> None:
        super().__init__(*fields)
        self.typed = set(typed)


class _Reader(HTMLParser):
    """The fields of the one form of a page that is written by a person: name -> what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sheet] = []
        self.fields: Sheet | None = None
        self.select: str | None = None

    def handle_starttag(self, tag, attributes) -> None:
        said = dict(attributes)
        if tag == "form" and said.get("method", "").lower() == "post":
            self.fields = Sheet()
            self.forms.append(self.fields)
        elif self.fields is not None and (name := said.get("name")):
            if tag == "input":
                self._input(name, said)
            elif tag == "textarea":
                self.fields[name] = WORDS
                self.fields.typed.add(name)
            elif tag == "select":
                self.select, self.fields[name] = name, ""
        elif tag == "option" and self.select and said.get("value"):
            self._option(said)

    def _option(self, said: dict) -> None:
        """The chosen one, otherwise the first that says something."""
        if "selected" in said or not self.fields[self.select]:
            self.fields[self.select] = said["value"]

    def _input(self, name: str, said: dict) -> None:
        kind = said.get("type", "text")
        if kind == "file":
            self.fields[name] = slip()
        elif kind in {"checkbox", "radio"}:
            if "checked" in said or name not in self.fields:
                self.fields[name] = said.get("value", "on")
        elif kind != "submit":
            self.fields[name] = said.get("value") or BY_TYPE.get(kind) or BY_NAME.get(name, WORDS)
            if kind != "hidden":
                self.fields.typed.add(name)

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.fields = None
        elif tag == "select":
            self.select = None


def filled_in(page: str) -> Sheet:
    """The longest form of a page, filled in; hidden fields keep what the page put there."""
    reader = _Reader()
    reader.feed(page)
    longest = max(reader.forms, key=len, default=Sheet())
    kept = {name: value for name, value in longest.items() if name not in NOT_TYPED}
    return Sheet(kept, typed=longest.typed)
