"""What holds a project up: raised with a unit and a deadline, resolved in words, raised again as a new one."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.service.ground import not_earlier, not_later, said, take_open, touch
from projects.models import Blocker, Project
from projects.rules_in_force import rule_for
from promo.calendar import due_after
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Unit


@transaction.atomic
def raise_blocker(
    *, project: Project, kind: str, text: str, by, at: datetime, unit: Unit | None = None, owner: str = "",
    due_on: date | None = None, again: Blocker | None = None,
) -> Blocker:  # fmt: skip
    """`kind` is a code of the rule "blockers"; without `due_on` the rule says by when it is to be settled."""
    take_open(project)
    today = timezone.localdate(at)
    rule = rule_for("blockers", region=project.region, on=today)
    if kind not in rule.names("kinds"):
        raise Refused("请从列表中选择种类。", field="kind")
    text = said(text, "请填写难点。", field="text")
    due_on = due_on or due_after(at, workdays=rule["days"])
    not_earlier(due_on, at, field="due_on")
    _unit_works(unit, today)
    blocker = Blocker.objects.create(
        project=project, kind=kind, text=text, unit=unit, owner=owner, raised_on=today, due_on=due_on, raised_by=by,
        raised_at=at,
    )  # fmt: skip
    touch(project, at)
    record(
        project, "blocker_reopened" if again else "blocker_raised", by=by, at=at, blocker=blocker.pk,
        title=rule.names("kinds")[kind], text=text, due_on=due_on, in_charge=unit.name if unit else "", owner=owner,
        again=again.pk if again else None,
    )  # fmt: skip
    return blocker


def _unit_works(unit: Unit | None, today: date) -> None:
    if unit and unit.valid_to and unit.valid_to <= today:
        raise Refused("该单位已停用，请选择现有单位。", field="unit")


@transaction.atomic
def change_blocker(
    *, blocker: Blocker, version: int, unit: Unit | None, owner: str, due_on: date, reason: str, by, at: datetime
) -> Blocker:  # fmt: skip
    """Another unit, person or deadline. A reason is asked for when the deadline moves."""
    take_open(blocker.project)
    _still_open(blocker)
    if due_on != blocker.due_on:
        said(reason, "调整解决时限须填写原因。", field="reason")
        not_earlier(due_on, at, field="due_on")
    _unit_works(unit if unit != blocker.unit else None, timezone.localdate(at))
    changes = update_if_unchanged(blocker, version=version, unit=unit, owner=owner, due_on=due_on)
    if not changes:
        raise Refused("没有需要保存的修改。")
    record(
        blocker.project, "blocker_changed", by=by, at=at, blocker=blocker.pk, title=blocker.text, reason=reason,
        changes=changes,
    )  # fmt: skip
    return blocker


@transaction.atomic
def resolve_blocker(
    *, blocker: Blocker, version: int, resolved_on: date, resolution: str, by, at: datetime
) -> Blocker:
    take_open(blocker.project)
    _still_open(blocker)
    resolution = said(resolution, "请填写解决情况。", field="resolution")
    not_later(resolved_on, at, field="resolved_on")
    if resolved_on < blocker.raised_on:
        raise Refused("解决日期不能早于提出日期。", field="resolved_on")
    update_if_unchanged(
        blocker, version=version, resolved_on=resolved_on, resolved_by=by, resolved_at=at, resolution=resolution
    )  # fmt: skip
    touch(blocker.project, at)
    record(
        blocker.project, "blocker_resolved", by=by, at=at, blocker=blocker.pk, title=blocker.text,
        resolution=resolution,
    )  # fmt: skip
    return blocker


def _still_open(blocker: Blocker) -> None:
    if Blocker.objects.filter(pk=blocker.pk, resolved_on__isnull=False).exists():
        raise Refused("这个难点已经解决。")


@transaction.atomic
def reopen_blocker(*, blocker: Blocker, text: str, due_on: date | None, by, at: datetime) -> Blocker:
    """What came back is a new blocker; the old one keeps its resolution."""
    take_open(blocker.project)
    if blocker.resolved_on is None:
        raise Refused("这个难点还没有解决。")
    same = Blocker.objects.open().filter(project=blocker.project, kind=blocker.kind)
    if same.filter(text=text.strip()).exists():
        raise Refused("同样的难点还没有解决，不必重复提出。", field="text")
    return raise_blocker(
        project=blocker.project, kind=blocker.kind, text=text, unit=blocker.unit, owner=blocker.owner, due_on=due_on,
        again=blocker, by=by, at=at,
    )  # fmt: skip
