"""The checklists of a project: copied from the office's template, then kept item by item."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.service.ground import not_later, said, take_open, touch
from projects.models import Project, ServiceItem, ServiceList
from projects.rules_in_force import rule_for
from promo.calendar import due_after
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged

OWN = "own_"  # codes of items that a project added for itself
MOST = 99


@transaction.atomic
def take_template(*, project: Project, which: str, by, at: datetime) -> list[ServiceItem]:
    """Copy what the office's list has and the project has not; each promised as the list says, from today on."""
    take_open(project)
    rule = rule_for("permits", region=project.region, on=timezone.localdate(at))
    have = set(project.service_items.filter(list=which).values_list("code", flat=True))
    wanted = [row for row in rule[ServiceList(which).value] if row["code"] not in have]
    if not wanted:
        raise Refused("模板中的事项都已列入清单。")
    first = _next_order(project, which)
    days = {row["days"]: due_after(at, workdays=row["days"]) for row in wanted}
    items = ServiceItem.objects.bulk_create(
        ServiceItem(
            project=project, list=which, code=row["code"], name=row["name"], department=row["department"],
            order=first + place, promised_on=days[row["days"]],
        )
        for place, row in enumerate(wanted)
    )  # fmt: skip
    names = [item.name for item in items]
    record(project, "items_listed", by=by, at=at, title=ServiceList(which).label, items=names)
    return items


def _next_order(project: Project, which: str) -> int:
    last = project.service_items.filter(list=which).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_item(
    *, project: Project, which: str, name: str, by, at: datetime, department: str = "", promised_on: date | None = None
) -> ServiceItem:  # fmt: skip
    """One more item that only this project needs."""
    take_open(project)
    name = said(name, "请填写事项。", field="name")
    items = project.service_items.filter(list=which)
    if items.filter(name=name).exists():
        raise Refused("清单中已有这个事项。", field="name")
    order = _next_order(project, which)
    if items.count() >= MOST:
        raise Refused(f"清单最多{MOST}项。")
    item = ServiceItem.objects.create(
        project=project, list=ServiceList(which), code=f"{OWN}{order + 1}", name=name, department=department,
        order=order, promised_on=promised_on,
    )  # fmt: skip
    record(project, "item_added", by=by, at=at, item=item.pk, title=name, department=department)
    return item


@transaction.atomic
def change_item(
    *, item: ServiceItem, version: int, by, at: datetime, department: str = "", started_on: date | None = None,
    promised_on: date | None = None, done_on: date | None = None, number: str = "", note: str = "",
    is_dropped: bool = False, files=(),
) -> ServiceItem:  # fmt: skip
    """How far an item is. What is not needed says why; what is done stays in the list with its number and paper."""
    take_open(item.project)
    not_later(started_on, at, field="started_on")
    not_later(done_on, at, field="done_on")
    if started_on and done_on and done_on < started_on:
        raise Refused("办结日期不能早于受理日期。", field="done_on")
    if is_dropped and done_on:
        raise Refused("已办结的事项不能标为不需办理。", field="is_dropped")
    if is_dropped:
        note = said(note, "不需办理的，请说明原因。", field="note")
    changes = update_if_unchanged(
        item, version=version, department=department, started_on=started_on, promised_on=promised_on, done_on=done_on,
        number=number, note=note, is_dropped=is_dropped,
    )  # fmt: skip
    papers = attach(project=item.project, files=files, by=by, at=at, about=item, kind=item.code)
    if not changes and not papers:
        raise Refused("没有需要保存的修改。")
    touch(item.project, at)
    verb = "item_done" if "done_on" in changes and done_on else "item_changed"
    record(
        item.project, verb, by=by, at=at, item=item.pk, title=item.name, changes=changes, papers=len(papers)
    )
    return item
