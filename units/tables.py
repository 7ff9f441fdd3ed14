"""Units and people as Tables: the page and the workbook show the same."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse

from promo.models import CalendarDay
from promo.tables import Column, Lit, Table
from units.models import ExportFile, ExportState, Membership, Role, Unit, UnitClass, User

CLASS_NAMES = dict(UnitClass.choices)
ROLE_NAMES = dict(Role.choices)
NO_CLASS = "不分类"
WEEKDAYS = tuple(f"星期{day}" for day in "一二三四五六日")


def unit_table(units: Sequence[Unit], *, on: date, title: str = "单位名单") -> Table:
    """Units carrying `class_on` and `people_count` of the day."""
    columns = [
        Column("编码", "code", width=8),
        Column("名称", "name", link=lambda unit: reverse("units:unit_show", args=[unit.pk]), width=24),
        Column("简称", "short_name", width=10),
        Column("类别", lambda unit: CLASS_NAMES.get(unit.class_on, NO_CLASS), width=10),
        Column("参加考核", lambda unit: "是" if unit.is_assessed else "否", width=8),
        Column("在岗人数", "people_count", kind="count", width=8),
        Column("状态", lambda unit: unit_state(unit, on), width=12),
    ]
    return Table(title, columns, units, as_of=on)


def unit_sheet(units: Sequence[Unit], *, on: date, place: str) -> Table:
    """For the workbook: the region stands in a column of its own."""
    table = unit_table(units, on=on, title=f"{place}单位名单")
    table.columns = [Column("所属地区", "region.name", width=12), *table.columns]
    return table


def unit_state(unit: Unit, on: date) -> str:
    if unit.valid_to and unit.valid_to <= on:
        return "已停用"
    return "尚未启用" if unit.valid_from > on else "在用"


def user_table(users: Sequence[User], *, on: date, title: str = "人员名单") -> Table:
    """People with prefetched memberships (`with_memberships`)."""
    columns = [
        Column("姓名", "name", link=lambda user: reverse("units:user_show", args=[user.pk]), width=10),
        Column("用户名", "username", width=14),
        Column("单位", lambda user: _joined(row.unit.short_name for row in user.posts_on(on)), width=16),
        Column("岗位", lambda user: _joined(ROLE_NAMES[row.role] for row in user.posts_on(on)), width=14),
        Column("手机号码", lambda user: user.phone or None, width=13),
        Column("账号", lambda user: "启用" if user.is_active else "停用", width=6),
        Column("上次登录", "last_login", kind="moment", width=16),
    ]
    return Table(title, columns, users, as_of=on)


def user_sheet(users: Sequence[User], *, on: date, place: str) -> Table:
    return user_table(users, on=on, title=f"{place}人员名单")


def _joined(words) -> str | None:
    return "、".join(dict.fromkeys(words)) or None


def classing_table(unit: Unit) -> Table:
    """Which class from which day: a class ends where the next begins."""
    rows = list(unit.classings.order_by("-valid_from"))
    for row, later in zip(rows, [None, *rows], strict=False):
        row.until = later.valid_from if later else row.valid_to
    columns = [
        Column("类别", "get_unit_class_display"),
        Column("起始日期", "valid_from", kind="day"),
        Column("截止日期（不含）", "until", kind="day"),
    ]
    return Table("类别调整记录", columns, rows)


def staff_table(memberships: Sequence[Membership]) -> Table:
    """Who works in a unit today."""
    columns = [
        Column("姓名", "user.name", link=lambda row: reverse("units:user_show", args=[row.user_id])),
        Column("岗位", "get_role_display"),
        Column("起始日期", "valid_from", kind="day"),
        Column("账号", lambda row: "启用" if row.user.is_active else "停用"),
    ]
    return Table("在岗人员", columns, memberships)


def calendar_table(days: Sequence[CalendarDay], *, year: int) -> Table:
    """The exceptions of a year to the rule of the week."""
    columns = [
        Column("日期", "day", kind="day"),
        Column("星期", lambda row: WEEKDAYS[row.day.weekday()]),
        Column("安排", lambda row: "上班" if row.is_workday else "休息"),
        Column("名称", "name"),
        Column("状态", lambda row: "已确认" if row.is_confirmed else "待确认"),
        Column("修改人", "changed_by.name"),
        Column("修改时间", "changed_at", kind="moment"),
    ]
    return Table(f"{year}年节假日和调休安排", columns, days)


def export_table(exports: Sequence[ExportFile], *, at: datetime) -> Table:
    """Workbooks a person asked for, the newest first."""
    columns = [
        Column("文件", "name", link=lambda row: reverse("units:export_show", args=[row.pk]), width=24),
        Column("筛选条件", lambda row: row.filter or None, width=20),
        Column("行数", "rows", "count"),
        Column("提出时间", "asked_at", "moment"),
        Column("状态", lambda row: export_state(row, at)),
        Column("保留至", "lasts_until", "moment"),
    ]
    return Table("导出文件", columns, exports)


def export_state(row: ExportFile, at: datetime) -> Lit:
    if row.is_over(at):
        return Lit("已过期")
    if row.state == ExportState.READY:
        return Lit("可下载", "green")
    is_live = row.job is not None and row.job.is_live
    return Lit("生成中", "blue") if is_live else Lit("未完成", "red")
