"""Tables of the log, of next steps, blockers and checklists: the page and the workbook are made from the same one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.urls import reverse

from projects.models import Blocker, NextStep, ProgressNote, ServiceItem
from promo.tables import Column, Table

NONE = "未指定"


def service_address(row) -> str:
    return reverse("projects:service_show", args=[row.project_id])


def due_words(due_on: date | None, done_on: date | None, today: date, done: str = "已办结") -> str:
    """'已办结', '逾期3天', '今天到期', '还有5天', or '—' without a day."""
    if done_on:
        return done
    if due_on is None:
        return "未约定时限"
    days = (due_on - today).days
    if days < 0:
        return f"逾期{-days}天"
    return f"还有{days}天" if days else "今天到期"


def _project_columns(seen: Callable | None = None) -> list[Column]:
    """`seen` says whether the row's project may be opened by whoever looks."""
    link = (lambda row: service_address(row) if seen(row) else None) if seen else service_address
    return [
        Column("项目", "project.name", link=link, width=16),
        Column("引资单位", "project.lead_unit.short_name"),
    ]


def note_table(notes: Sequence[ProgressNote]) -> Table:
    columns = [
        Column("日期", "happened_on", "day"),
        Column("方式", "get_kind_display"),
        Column("地点", "place", width=10),
        Column("参加人员", "people", width=14),
        Column("情况", "text", width=40),
        Column("登记人", "recorded_by.name"),
        Column("登记时间", "recorded_at", "moment"),
    ]
    return Table("工作记录", columns, notes)


def step_table(steps: Sequence[NextStep], *, on: date, of_one: bool = False) -> Table:
    columns = [
        *([] if of_one else _project_columns()),
        Column("下一步工作", "text", width=24),
        Column("负责人", lambda row: row.owner or NONE),
        Column("完成日期", "due_on", "day"),
        Column("状态", lambda row: due_words(row.due_on, row.done_on, on)),
        Column("办结日期", "done_on", "day"),
        Column("办理情况", "result", width=20),
    ]
    return Table("下一步工作", columns, steps, as_of=on)


def blocker_table(
    blockers: Sequence[Blocker], *, on: date, kind_of: Callable, seen: Callable | None = None, of_one: bool = False
) -> Table:  # fmt: skip
    """`kind_of` gives a row's kind in the words of its place."""
    columns = [
        *([] if of_one else _project_columns(seen)),
        Column("种类", kind_of),
        Column(
            "难点", "text", width=24, link=lambda row: reverse("projects:blocker_show", args=[row.pk])
        ),
        Column("牵头单位", lambda row: row.unit.short_name if row.unit else NONE),
        Column("负责人", lambda row: row.owner or NONE),
        Column("提出日期", "raised_on", "day"),
        Column("解决时限", "due_on", "day"),
        Column("状态", lambda row: due_words(row.due_on, row.resolved_on, on, "已解决")),
        Column("解决日期", "resolved_on", "day"),
        Column("解决情况", "resolution", width=20),
    ]  # fmt: skip
    return Table("项目难点", columns, blockers, as_of=on)


def item_table(items: Sequence[ServiceItem], *, on: date, of_one: bool = False) -> Table:
    columns = [
        *([] if of_one else _project_columns()),
        Column("清单", "get_list_display"),
        Column("事项", "name", width=14),
        Column("状态", lambda row: item_words(row, on)),
        Column("办理部门", lambda row: row.department or NONE),
        Column("受理日期", "started_on", "day"),
        Column("承诺办结", "promised_on", "day"),
        Column("办结日期", "done_on", "day"),
        Column("文号", "number"),
        Column("说明", "note", width=14),
    ]
    return Table("代办和前期事项", columns, items, as_of=on)


def item_words(item: ServiceItem, on: date) -> str:
    return "不需办理" if item.is_dropped else due_words(item.promised_on, item.done_on, on)


def count_table(
    title: str,
    heads: tuple[str, str],
    counts: Iterable[dict],
    name_of: Callable,
    link_of: Callable,
    late_link_of: Callable,
) -> Table:
    """Open and late rows by one mark; `counts` are dicts with open and late, each number opens its list."""
    columns = [
        Column(heads[0], name_of),
        Column(heads[1], "open", "count", link=link_of),
        Column("其中逾期", "late", "count", link=late_link_of),
    ]
    return Table(title, columns, list(counts))
