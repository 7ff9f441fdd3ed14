"""Records in words: a figure with its unit, and what an event changed, line by line."""

from collections.abc import Iterable
from fractions import Fraction

from assessment.functions.words import quantity as in_words
from assessment.models import FigureKind, UnitRecord
from promo.days import DASH
from promo.models import Event

LABELS = {
    "reason": "原因", "document": "依据", "what": "文件", "rows": "条数", "due_on": "截止日期",
    "received_on": "收到日期", "words": "决定说明", "period": "所属期",
}  # fmt: skip
FIELDS = {
    "quantity": "数值", "happened_on": "发生日期", "statistical_on": "统计日期",
    "belongs_on": "所属日期（结账后补报）", "counted_from": "计入日期", "document": "依据", "note": "说明",
    "file": "佐证材料", "name": "名称", "sentence": "口径说明", "is_active": "启用",
}  # fmt: skip
TEN_THOUSAND = 10_000


def figure_words(kind: FigureKind, quantity: int) -> str:
    """'5.00万美元', '2次', '8.5分'."""
    words = in_words(kind.exact(quantity), kind.unit)
    return f"{words.removesuffix('个')}次" if kind.is_event else words


def in_unit(kind: FigureKind, quantity: int | None) -> Fraction | None:
    """As the column shows it: sums in 万元 or 万美元, all else as it is counted."""
    if quantity is None:
        return None
    exact = kind.exact(quantity)
    return exact / TEN_THOUSAND if kind.unit in ("yuan", "usd") else exact


def event_lines(event: Event, row=None) -> list[str]:
    """What an event was about, and one line for each changed field; `row` is the record, for the unit of figures."""
    detail = event.detail
    kind = row.kind if isinstance(row, UnitRecord) else None
    about = [detail[key] for key in ("title", "name") if detail.get(key)]
    if kind and detail.get("quantity"):
        about += [f"{kind.name}{figure_words(kind, detail['quantity'])}"]
    about += [f"{label}：{detail[key]}" for key, label in LABELS.items() if detail.get(key)]
    about += ["内容不全"] if detail.get("is_incomplete") else []
    about += ["作废"] if detail.get("is_void") else []
    changes = (detail.get("changes") or {}).items()
    changed = [
        f"{FIELDS.get(name, name)}：{_shown(name, old, kind)} → {_shown(name, new, kind)}"
        for name, (old, new) in changes
    ]
    return ["；".join(map(str, about)), *changed] if about else changed


def told(events: Iterable[Event], row=None) -> list[Event]:
    """The events with `lines`, as the timeline shows them."""
    rows = list(events)
    for event in rows:
        event.lines = event_lines(event, row)
    return rows


def _shown(name: str, value, kind: FigureKind | None) -> str:
    if name == "quantity" and kind and value is not None:
        return figure_words(kind, value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return DASH if value in (None, "") else str(value)
