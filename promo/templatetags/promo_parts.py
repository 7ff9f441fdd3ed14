"""Small parts of pages that are easier said in Python than in a template."""

import uuid

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from promo.tables import NUMBERS, Lit
from promo.web import verbs
from promo.web.charts import chart_table, drawable

register = template.Library()
TONES_OF_LIGHTS = {"red": "red", "yellow": "amber", "green": "green"}
TONES = frozenset({"neutral", "blue", "green", "amber", "red"})
SELECTED = " selected"


@register.simple_tag
def form_key() -> SafeString:
    """The hidden key of one drawing of a form: sent twice, it is acted on once (promo.web.writes)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid.uuid4())


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """A solid label. Tones: neutral, blue, green, amber, red."""
    return format_html('<span class="state state-{}">{}</span>', tone if tone in TONES else "neutral", text)


@register.simple_tag
def options(choices, chosen) -> SafeString:
    """The options of a select; written in Python because a scheme's form holds hundreds."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SELECTED if code == chosen else "", word) for code, word in choices),
    )


@register.simple_tag
def verb_name(verb: str) -> str:
    return verbs.verb_name(verb)


@register.inclusion_tag("parts/chart.html")
def chart(name: str, option: dict, height: int = 300, table=None, title: str = "") -> dict:
    """A drawing of an ECharts option with the same numbers as a table beneath it.

    `option` is plain data; besides the keys of ECharts it may hold `unit`, written behind each number. Data items
    may carry `link`, opened by a click. `table` is a promo.tables.Table to show instead of the derived one.
    """
    return {
        "name": name,
        "option": drawable(option),
        "height": height,
        "title": title,
        "numbers": None if table else chart_table(option),
        "table": table,
    }


@register.simple_tag
def head_rows(table) -> SafeString:
    """The head of a promo.tables.Table, one to three levels."""
    rows = ((format_html_join("", HEAD, map(_head_parts, row)),) for row in table.head())
    return format_html_join("\n", "<tr>{}</tr>", rows)


HEAD = '<th scope="{}" class="{}"{}{}>{}</th>'


def _head_parts(head) -> tuple:
    return (
        "colgroup" if head.colspan > 1 else "col",
        css_of(head.kind) if head.colspan == 1 else "k-group",
        format_html(' rowspan="{}"', head.rowspan) if head.rowspan > 1 else "",
        format_html(' colspan="{}"', head.colspan) if head.colspan > 1 else "",
        head.title,
    )


@register.simple_tag
def body_rows(table) -> SafeString:
    """The rows of a promo.tables.Table; written in Python because a list may hold thousands of cells."""
    return format_html_join("\n", "<tr>{}</tr>", ((_cells(row),) for row in table.cells()))


@register.simple_tag
def total_row(table) -> SafeString:
    """The 合计 row, or nothing."""
    totals = table.totals()
    return format_html("<tr>{}</tr>", _cells(totals)) if totals else ""


def _cells(row) -> SafeString:
    return format_html_join("", '<td class="{}">{}</td>', ((css_of(cell.kind), _shown(cell)) for cell in row))


def _shown(cell) -> str:
    if cell.kind == "light" and cell.text:
        label = badge(cell.text, TONES_OF_LIGHTS[cell.value])
        return format_html('<a href="{}">{}</a>', cell.link, label) if cell.link else label
    words = badge(cell.text, cell.value.tone) if isinstance(cell.value, Lit) else cell.text
    return format_html('<a href="{}">{}</a>', cell.link, words) if cell.link else words


def css_of(kind: str | None) -> str:
    """Numbers stand to the right, everything else to the left."""
    return f"k-{kind} num" if kind in NUMBERS else f"k-{kind or 'text'}"
