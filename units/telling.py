"""What happened to a region, a unit or a person, line by line under each event."""

from django.db import models

from promo.models import Event
from promo.tables.cells import DASH
from units.models import Role, Unit, UnitClass, User

NEWEST = 50
LABELS = {
    "username": "用户名", "name": "名称", "unit": "单位", "role": "岗位", "unit_class": "类别",
    "valid_from": "起始日期", "valid_to": "截止日期", "on": "离岗日期", "what": "文件", "filter": "筛选条件",
}  # fmt: skip
CODES = {"role": dict(Role.choices), "unit_class": dict(UnitClass.choices)}


def events_about(row: models.Model) -> list[Event]:
    """The newest events of a row, each with its `lines`."""
    events = list(Event.objects.about(row).select_related("by").order_by("-at", "-pk")[:NEWEST])
    for event in events:
        event.lines = lines_of(event, type(row))
    return events


def lines_of(event: Event, model: type[models.Model]) -> list[str]:
    """'岗位：单位经办人' for what was given, '简称：农业办 → 农服中心' for what changed."""
    detail = event.detail
    words = LABELS | ({"name": "姓名"} if model is User else {})
    lines = [f"{label}：{_shown(key, detail[key])}" for key, label in words.items() if detail.get(key)]
    changes = detail.get("changes") or {}
    return lines + [
        f"{_label(name)}：{_shown(name, old)} → {_shown(name, new)}" for name, (old, new) in changes.items()
    ]


def _label(name: str) -> str:
    for model in (Unit, User):
        if name in {field.name for field in model._meta.fields}:
            return str(model._meta.get_field(name).verbose_name)
    return name


def _shown(key: str, value) -> str:
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(CODES.get(key, {}).get(value, value))
