"""The events of a fact with what changed, in words."""

from decimal import Decimal

from projects.models import Arrival, Milestone
from promo.models import Event
from promo.money import show_money

NAMED = {
    "reason": "原因", "cut_reason": "核减原因", "missing": "缺项", "skip_reason": "缺项说明",
    "acceptance_note": "同意缺项理由", "uncounted_reason": "不计分原因", "excess_reason": "超合同说明",
    "reuse_reason": "凭证重复使用说明", "asked_unit": "征求单位", "result": "意见", "unheard": "逾期未反馈",
    "opinion_reason": "不采纳意见理由", "outcome": "核查结论", "text": "具体意见",
}  # fmt: skip


def history_of(fact: Milestone | Arrival, *, most: int = 50) -> list[Event]:
    """Newest first, each with `lines`; facts tell their events to the project, one statement finds them."""
    rows = Event.objects.about(fact.project).filter(verb__startswith=f"{fact.subject}_", detail__fact=fact.pk)
    events = list(rows.select_related("by").order_by("-at", "-pk")[:most])
    for event in events:
        event.lines = list(_lines(fact, event.detail))
    return events


def _lines(fact, detail: dict):
    for name, label in NAMED.items():
        if detail.get(name):
            yield f"{label}：{detail[name]}"
    if detail.get("recognised") and not fact.reverses_id:
        yield f"认定金额：{show_money(Decimal(detail['recognised']), fact.currency)}"
    for name, (old, new) in (detail.get("changes") or {}).items():
        yield f"{_label(fact, name)}：{_shown(fact, name, old)} → {_shown(fact, name, new)}"


def _label(fact, name: str) -> str:
    return str(fact._meta.get_field(name).verbose_name)


def _shown(fact, name: str, value) -> str:
    if value in (None, ""):
        return "（空）"
    if name == "amount":
        return show_money(Decimal(str(value)), fact.currency)
    choices = fact._meta.get_field(name).choices
    return str(dict(choices).get(value, value)) if choices else str(value)
