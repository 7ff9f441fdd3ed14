"""Reads any form of the product from nothing but its HTML: as it stands, and as a reasonable person fills it in."""

from dataclasses import dataclass, field

from lxml import html

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
NUL = "\ufffd"  # what a reader of HTML makes of a NUL


class Sheet(dict):
    """Field name -> value; `typed` are the fields with a box that takes any text, `hidden` those nobody sees."""

    def __init__(self, *fields, typed=(), hidden=()) -> None:
        super().__init__(*fields)
        self.typed, self.hidden = set(typed), set(hidden)


@dataclass
class Written:
    """One form of a page. `stands` is what a browser would send of it untouched; `secret` are boxes that a page never
    fills again; `refused` are boxes marked as wrong -> what is said beside them."""

    stands: Sheet = field(default_factory=Sheet)
    filled: Sheet = field(default_factory=Sheet)
    secret: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


def forms_of(page: str) -> list[Written]:
    """Every form of a page that changes something."""
    tree = html.document_fromstring(page.replace("\x00", NUL) or "<p>")
    return [_written(form) for form in tree.iter("form") if (form.get("method") or "").lower() == "post"]


def filled_in(page: str) -> Sheet:
    """The longest form of a page, filled in; hidden fields keep what the page put there."""
    return max((one.filled for one in forms_of(page)), key=len, default=Sheet())


def sentences_of(page: str) -> list[str]:
    """What a page says of what went wrong: beside a box, above the form, or on a page of its own."""
    tree = html.document_fromstring(page.replace("\x00", NUL) or "<p>")
    return [
        one.text_content().strip()
        for one in tree.iter("div", "p", "ul")
        if one.get("role") == "alert" or {"field-error", "note-error", "sentence"} & set(one.classes)
    ]


def _written(form) -> Written:
    found = Written()
    for box in form.iter("input", "textarea", "select"):
        name = box.get("name")
        if not name or name in NOT_TYPED or box.get("disabled") is not None:
            continue
        {"input": _input, "textarea": _area, "select": _select}[box.tag](found, box, name)
        frame = _frame(box)
        if box.get("aria-invalid") == "true" or (
            frame.get("data-field") == name and "has-error" in frame.classes
        ):
            found.refused[name] = _beside(box, frame)
    return found


def _frame(box):
    """What holds a box and the words under it: of its field, a row that is marked, or the cell of a table."""
    around = [
        one
        for one in box.iterancestors()
        if one.get("data-field") is not None or "has-error" in one.classes or one.tag == "td"
    ]
    return around[0] if around else box.getparent()


def _beside(box, frame) -> str:
    said = [one.text_content() for one in frame.iter("div", "p", "span") if "field-error" in one.classes]
    described = box.get("aria-describedby", "").split()
    return " ".join([*said, *(one.text_content() for key in described for one in _by_id(box, key))])


def _by_id(box, key: str) -> list:
    return box.getroottree().xpath("//*[@id=$key]", key=key)


def _area(found: Written, box, name: str) -> None:
    text = box.text or ""
    found.stands[name] = text.removeprefix("\n")
    found.filled[name] = found.stands[name].strip() or WORDS
    for sheet in (found.stands, found.filled):
        sheet.typed.add(name)


def _select(found: Written, box, name: str) -> None:
    """The chosen one; otherwise a browser sends the first, a person takes the first that says something."""
    options = box.findall(".//option")
    chosen = [one.get("value", "") for one in options if one.get("selected") is not None]
    values = [one.get("value", "") for one in options]
    several = box.get("multiple") is not None
    if several and chosen:
        found.stands[name] = chosen
    elif not several:
        found.stands[name] = (chosen or values[:1] or [""])[-1]
    said = [one for one in [*chosen[::-1], *values] if one]
    found.filled[name] = said[0] if said else ""


def _input(found: Written, box, name: str) -> None:
    kind, value = box.get("type", "text"), box.get("value")
    if kind == "file":
        found.filled[name] = slip()
    elif kind in {"checkbox", "radio"}:
        _tick(found, name, value or "on", is_on=box.get("checked") is not None)
    elif kind not in {"submit", "button"}:
        found.stands[name] = value or ""
        made_up = "" if kind == "hidden" else BY_TYPE.get(kind) or BY_NAME.get(name, WORDS)
        found.filled[name] = value or made_up
        if kind == "password":
            found.secret.add(name)
        for sheet in (found.stands, found.filled):
            (sheet.hidden if kind == "hidden" else sheet.typed).add(name)


def _tick(found: Written, name: str, value: str, *, is_on: bool) -> None:
    """Several ticks under one name are sent as a list."""
    if is_on:
        before = found.stands.get(name, [])
        ticked = [*(before if isinstance(before, list) else [before]), value]
        found.stands[name] = found.filled[name] = ticked if len(ticked) > 1 else value
    elif name not in found.filled:
        found.filled[name] = value
