"""Events in words: what a change was about, line by line, for the timeline of a project."""

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal, InvalidOperation

from projects.models import Arrival, Blocker, Milestone, NextStep, Project, ServiceItem
from promo.models import Event
from promo.money import show_money
from promo.tables.cells import DASH

LABELS = {
    "event_on": "发生日期", "happened_on": "日期", "valid_from": "起始日期", "reason": "原因", "cut_reason": "核减原因",
    "text": "内容", "other": "相近项目", "unit": "引资单位", "what": "文件", "filter": "筛选条件",
    "missing": "缺项", "skip_reason": "缺项说明",
    "acceptance_note": "同意缺项理由", "uncounted_reason": "不计分原因", "excess_reason": "超合同说明",
    "reuse_reason": "凭证重复使用说明", "asked_unit": "征求单位", "result": "意见", "unheard": "逾期未反馈",
    "opinion_reason": "不采纳意见理由", "outcome": "核查结论", "code_name": "原因类别", "on": "日期",
    "way": "方式", "due_on": "期限", "in_charge": "牵头单位", "owner": "负责人", "handled": "办理情况",
    "resolution": "解决情况", "department": "办理部门", "papers": "附件（份）",
    "route": "流转方向", "document": "文件",
    "grounds": "理由", "basis": "依据", "claiming_unit": "申报单位", "notice_from": "公示开始", "notice_to": "公示截止",
    "until": "截止日期", "label": "名录", "belongs_on": "所属日期（结账后补报）", "counted_from": "计入日期",
}  # fmt: skip
MODELS_OF_VERBS = (
    ("milestone_", Milestone), ("arrival_", Arrival), ("step_", NextStep), ("blocker_", Blocker),
    ("item_", ServiceItem),
)  # fmt: skip
SILENT = frozenset({"last_entry_on", "version", "search_text", "precision"})
HIDDEN = "其他单位的项目"
PHONES = frozenset({"phone"})


def told(
    events: Iterable[Event],
    *,
    phone_as: Callable[[str], str] = str,
    seen: Callable[[set[str]], set[str]] = set,
) -> list[Event]:
    """The events with `lines`, which the timeline shows under each; `phone_as` masks numbers from closed eyes, `seen`
    says of codes which projects may be named."""
    rows = list(events)
    others = {code_in(event.detail["other"]) for event in rows if event.detail.get("other")}
    open_ones = seen(others) if others else others
    for event in rows:
        event.lines = lines_of(event, phone_as=phone_as, hides=others - open_ones)
    return rows


def code_in(words: str) -> str:
    """'石斛加工项目（2026-0012）' -> '2026-0012'; events name another project so."""
    return str(words).rpartition("（")[2].removesuffix("）")


def lines_of(event: Event, *, phone_as: Callable[[str], str] = str, hides: Collection[str] = ()) -> list[str]:
    """One line about what happened and one for each changed field; what is unknown or empty is left out. Projects
    whose codes are in `hides` are not named."""
    detail = event.detail
    if detail.get("other") and code_in(detail["other"]) in hides:
        detail = detail | {"other": HIDDEN}
    lines = [_what(detail)]
    lines += [f"{label}：{_bare(detail[key])}" for key, label in LABELS.items() if detail.get(key)]
    lines += ["、".join(detail["items"])] if detail.get("items") else []
    lines += ["，".join("：".join(pair) for pair in detail["findings"])] if detail.get("findings") else []
    lines += [_shares(detail["shares"])] if detail.get("shares") else []
    lines += [_shares(detail["also"], word="兼计")] if detail.get("also") else []
    lines += [_investors(detail["investors"])] if detail.get("investors") else []
    changes = {name: pair for name, pair in (detail.get("changes") or {}).items() if name not in SILENT}
    for name in PHONES & changes.keys():
        changes[name] = [phone_as(number or "") for number in changes[name]]
    changed = [_changed(name, *pair, of=_models(event.verb)) for name, pair in changes.items()]
    changed += ["，".join([f"{name}：{now}", then]) for name, now, then in detail.get("effects") or []]
    return ["；".join(filter(None, lines)), *changed] if any(lines) else changed


def _bare(words) -> str:
    """Without the full stop that the next words would stand behind."""
    return str(words).rstrip("。")


def _what(detail: dict) -> str:
    title = detail.get("title") or detail.get("name") or ""
    currency = detail.get("currency") or "CNY"
    sums = [_money(detail.get("amount"), currency)] if detail.get("amount") else []
    if detail.get("recognised") and detail.get("recognised") != detail.get("amount"):
        sums.append(f"认定{_money(detail['recognised'], currency)}")
    return "　".join([title, *sums]).strip("　")


def _money(text, currency: str) -> str:
    try:
        return show_money(Decimal(text), currency)
    except (InvalidOperation, TypeError):
        return str(text)


def _investors(lines: list) -> str:
    said = (
        f"{name}{'（境外）' if foreign else ''}{Decimal(share) / 100:f}%" for name, share, foreign in lines
    )
    return "出资比例：" + "，".join(said)


def _shares(shares: list, *, word: str = "份额") -> str:
    return f"{word}：" + "，".join(f"{name}{Decimal(share) / 100:f}%" for name, share in shares)


def _models(verb: str) -> tuple:
    """Whose words a change is told in: the fact's own before the project's, when a fact was changed."""
    for prefix, model in MODELS_OF_VERBS:
        if verb.startswith(prefix):
            return (model, Project)
    return (Project, Milestone, Arrival)


def _changed(name: str, old, new, *, of: tuple) -> str:
    field = _field(name, of)
    label = str(field.verbose_name) if field else name
    return f"{label}：{_shown(name, old, field)} → {_shown(name, new, field)}"


def _field(name: str, of: tuple):
    for model in of:
        for field in model._meta.get_fields():
            if field.name == name and hasattr(field, "verbose_name"):
                return field
    return None


def _shown(name: str, value, field) -> str:
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return "是" if value else "否"
    if name in ("amount", "recognised"):
        return show_money(Decimal(value), "CNY").removesuffix("元")  # the currency may have changed with it
    choices = dict(getattr(field, "choices", None) or ())
    return str(choices.get(value, value))
