"""Field checks: recorded by one person with photos, written anew until another confirms what was seen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessment.actions.stamping import stamp
from assessment.actions.supervision_files import keep_supervision_files
from assessment.models import CheckState, FieldCheck, FieldCheckPart, Part, Verdict
from projects.models import Project
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.access import UNIT_ROLES
from units.models import Membership, Unit

Parts = Mapping[str, tuple[str, str]]  # part -> verdict and words


@transaction.atomic
def record_field_check(
    *, unit: Unit, projects: Sequence[Project], checked_on: date, place: str, people: str, parts: Parts, by,
    at: datetime, summary: str = "", files=(),
) -> FieldCheck:  # fmt: skip
    """What was seen, with at least one photo or paper; it stands once another person confirms it."""
    _check(unit, projects, checked_on, parts, timezone.localdate(at))
    if not files:
        raise Refused("请上传现场照片或核查材料。", field="photos")
    row = FieldCheck.objects.create(
        region=unit.region, unit=unit, checked_on=checked_on, place=place, people=people, summary=summary,
        recorded_by=by, recorded_at=at,
    )  # fmt: skip
    row.projects.set(projects)
    _write_parts(row, parts)
    keep_supervision_files(files, by=by, at=at, field_check=row)
    record(row, "field_check_recorded", by=by, at=at, period=checked_on, what=place)
    return row


@transaction.atomic
def amend_field_check(
    *, row: FieldCheck, projects: Sequence[Project], checked_on: date, place: str, people: str, parts: Parts,
    version: int, by, at: datetime, summary: str = "", files=(),
) -> FieldCheck:  # fmt: skip
    """By whoever recorded it, while nobody has confirmed it; what the parts said before is kept."""
    _take(row)
    if row.recorded_by_id != by.pk:
        raise Refused("只有登记人可以修改核查记录。")
    _check(row.unit, projects, checked_on, parts, timezone.localdate(at))
    changes = update_if_unchanged(
        row,
        version=version,
        checked_on=checked_on,
        place=place,
        people=people,
        summary=summary,
        recorded_at=at,
    )
    changes.pop("recorded_at", None)
    row.projects.set(projects)
    _write_parts(row, parts)
    keep_supervision_files(files, by=by, at=at, field_check=row)
    record(row, "field_check_amended", by=by, at=at)
    return row


@transaction.atomic
def confirm_field_check(*, row: FieldCheck, version: int, by, at: datetime) -> FieldCheck:
    """The second pair of eyes: from now on the check is closed, and the unit sees it."""
    _take(row)
    if row.recorded_by_id == by.pk:
        raise Refused("核查记录须由登记人以外的人确认。")
    today = timezone.localdate(at)
    held = Membership.objects.in_force(on=today).filter(user=by, unit=row.unit_id, role__in=UNIT_ROLES)
    if held.exists():
        raise Refused("被核查单位的人员不能确认核查记录。")
    update_if_unchanged(
        row, version=version, state=CheckState.CONFIRMED, confirmed_by=by, confirmed_at=stamp(at)
    )
    record(row, "field_check_confirmed", by=by, at=at)
    return row


def parts_of(row: FieldCheck) -> dict[str, FieldCheckPart]:
    """The four parts as they stand: of each the latest."""
    return {one.part: one for one in row.parts.order_by("revision")}


def _take(row: FieldCheck) -> None:
    FieldCheck.objects.select_for_update(no_key=True).values_list("pk").get(pk=row.pk)
    row.refresh_from_db()
    if row.state != CheckState.RECORDED:
        raise Refused("核查记录已经确认，不能再改动。")


def _check(unit: Unit, projects: Sequence[Project], checked_on: date, parts: Parts, today: date) -> None:
    if checked_on > today:
        raise Refused("核查日期不能晚于今天。", field="checked_on")
    if any(project.region_id != unit.region_id for project in projects):
        raise Refused("请选择本地区的项目。", field="projects")
    for part in Part.values:
        verdict, words = parts.get(part, (Verdict.UNSEEN, ""))
        if verdict != Verdict.UNSEEN and not words.strip():
            raise Refused(f"请填写{Part(part).label}的核查情况。", field=f"{part}_words")
    if all(parts.get(part, (Verdict.UNSEEN, ""))[0] == Verdict.UNSEEN for part in Part.values):
        raise Refused("四项内容至少核查一项。", field="effort_verdict")


def _write_parts(row: FieldCheck, parts: Parts) -> None:
    before = parts_of(row) if row.pk else {}
    for part in Part.values:
        verdict, words = parts.get(part, (Verdict.UNSEEN, ""))
        was = before.get(part)
        if was is None or (was.verdict, was.words) != (verdict, words):
            FieldCheckPart.objects.create(
                check_of=row,
                part=part,
                revision=1 + (was.revision if was else 0),
                verdict=verdict,
                words=words,
            )
