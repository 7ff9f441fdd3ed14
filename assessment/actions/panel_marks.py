"""What a marker gives: one sheet for all units, kept as a draft or handed in; handed in, it never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from assessment.actions.marks import kept_file
from assessment.actions.rounds import own_units
from assessment.models import MarkedUnit, Marker, MarkingRound, PanelMark
from assessment.panels import shown
from assessment.reports.entries import entry_of_unit
from assessment.reports.standing import document_of
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale

CLOSED = "评分已经截止，不能再保存或提交。"


@dataclass(frozen=True)
class Given:
    """What was entered for one unit: hundredths of a point or a place, its reason, a new paper."""

    unit_id: int
    value: int | None = None
    reason: str = ""
    file: UploadedFile | None = None


class SheetRefused(Refused):
    """A sheet that cannot be kept: `faults` holds a sentence for each unit (id) in question."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__("有单位的评分需要修改，请看标红处。本次没有保存任何内容。")
        self.faults = dict(faults)


@dataclass(frozen=True)
class Sheet:
    """A marker's page: the units to mark, those left out (回避), full marks by unit (id), what was entered last."""

    marker: Marker
    units: tuple[MarkedUnit, ...]
    left_out: tuple[MarkedUnit, ...]
    most: Mapping[int, Fraction | None]
    rows: Mapping[int, PanelMark]

    @property
    def is_draft(self) -> bool:
        return any(row.handed_in_at is None for row in self.rows.values())

    def of_class(self, unit_class: str) -> list[MarkedUnit]:
        return [one for one in self.units if one.unit_class == unit_class]


def sheet_of(marker: Marker, *, at: datetime) -> Sheet:
    """The draft if there is one, otherwise what was handed in last; after the deadline the latter."""
    row = marker.round
    on = timezone.localdate(at)
    start = min(timezone.localdate(row.opened_at), on)
    own = own_units([marker.user_id], start=start, on=on).get(marker.user_id, set())
    units = list(row.units.select_related("unit"))
    document = document_of(row.scheme)
    newest = marker.version + 1 if row.takes_marks(at=at) or not marker.version else marker.version
    kept = marker.marks.filter(version__in=(marker.version, newest)).order_by("version")
    return Sheet(
        marker,
        tuple(one for one in units if one.unit_id not in own),
        tuple(one for one in units if one.unit_id in own),
        {one.unit_id: entry_of_unit(document, one, row.code).most for one in units},
        {one.unit_id: one for one in kept},
    )


@transaction.atomic
def save_sheet(
    *, marker: Marker, given: Sequence[Given], revision: int, by, at: datetime, hand_in: bool = False
) -> Marker:
    """Keep a sheet as the marker's draft, or hand it in as the next version.

    `revision` is what the person saw, so that of two open pages the older one overwrites nothing. Raises Refused
    after the deadline, for another person's sheet and for the own unit, SheetRefused for what was entered.
    """
    if marker.user_id != by.pk:
        raise Refused("只能填写本人的评分。")
    row = (
        MarkingRound.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=marker.round_id)
    )
    if not row.takes_marks(at=at):
        raise Refused(CLOSED)
    marker = Marker.objects.select_for_update(of=("self",)).select_related("round__scheme").get(pk=marker.pk)
    if marker.revision != revision:
        raise Stale()
    sheet = sheet_of(marker, at=at)
    by_unit = {one.unit_id: one for one in given}
    if strange := set(by_unit) - {one.unit_id for one in sheet.units}:
        own = strange & {one.unit_id for one in sheet.left_out}
        raise Refused("本人所在单位应当回避，不能评分。" if own else "只能给本轮参评的单位评分。")
    if faults := faults_of(sheet, by_unit, complete=hand_in):
        raise SheetRefused(faults)
    _replace_draft(sheet, by_unit, at=at, handed_in_at=at if hand_in else None)
    marker.revision += 1
    if hand_in:
        marker.version += 1
        marker.handed_in_at = at
    marker.save(update_fields=["revision", "version", "handed_in_at"])
    verb = "panel_handed_in" if hand_in else "panel_draft_saved"
    record(row, verb, by=by, at=at, version=marker.version if hand_in else None)  # blind: never a value
    return marker


def faults_of(sheet: Sheet, given: Mapping[int, Given], *, complete: bool) -> dict[int, str]:
    """Unit -> what is wrong with its entry; a draft may have gaps, what is handed in may not."""
    faults: dict[int, str] = {}
    row = sheet.marker.round
    for one in sheet.units:
        entered = given.get(one.unit_id) or Given(one.unit_id)
        if row.is_ballot:
            sentence = _place_fault(entered, len(sheet.of_class(one.unit_class)), complete)
        else:
            sentence = _mark_fault(entered, one, sheet, complete)
        if sentence:
            faults[one.unit_id] = sentence
    if row.is_ballot and complete and not faults:
        for unit_class in {one.unit_class for one in sheet.units}:
            faults |= _order_faults(sheet.of_class(unit_class), given, may_tie=row.may_tie)
    return faults


def _place_fault(entered: Given, count: int, complete: bool) -> str:
    if entered.value is None:
        return "请填写名次。" if complete else ""
    return "" if 1 <= entered.value <= count else f"名次应在1至{count}之间。"


def _order_faults(
    units: Sequence[MarkedUnit], given: Mapping[int, Given], *, may_tie: bool
) -> dict[int, str]:
    """Places run from 1 without gaps; where ties are allowed they share a place and the next ones are skipped."""
    places = [given[one.unit_id].value for one in units]
    faults = {}
    for one, place in zip(units, places, strict=True):
        if places.count(place) > 1 and not may_tie:
            faults[one.unit_id] = f"名次{place}重复，本轮不允许并列。"
        elif place != 1 + sum(other < place for other in places):
            faults[one.unit_id] = "名次应从1起连续排列" + ("，并列之后的名次顺延。" if may_tie else "。")
    return faults


def _mark_fault(entered: Given, one: MarkedUnit, sheet: Sheet, complete: bool) -> str:
    most = sheet.most[one.unit_id]
    if entered.value is None:
        return "请填写评分。" if complete else ""
    if entered.value < 0:
        return "不能为负数。"
    if entered.value > most * 100:
        return f"满分{shown(most)}分，评分不能超过满分。"
    if not complete or not (limit := demand_of(sheet.marker.round, entered.value, most)):
        return ""
    before = sheet.rows.get(one.unit_id)
    if not entered.reason:
        return f"{limit}，请填写评分依据。"
    return "" if entered.file or (before and before.file_name) else f"{limit}，请上传佐证材料。"


def demand_of(row: MarkingRound, hundredths: int, most: Fraction) -> str:
    """Why a mark needs a reason and a paper: '低于满分的60%'; '' when it needs none."""
    per_cent = Fraction(hundredths) / most
    if row.evidence_from is not None and per_cent >= row.evidence_from:
        return "给满分" if row.evidence_from == 100 else f"达到满分的{row.evidence_from}%"
    if row.evidence_below is not None and per_cent < row.evidence_below:
        return f"低于满分的{row.evidence_below}%"
    return ""


def _replace_draft(
    sheet: Sheet, given: Mapping[int, Given], *, at: datetime, handed_in_at: datetime | None
) -> None:
    """The draft is written anew; papers that were kept before go along."""
    marker, row = sheet.marker, sheet.marker.round
    marker.marks.filter(handed_in_at__isnull=True).delete()
    PanelMark.objects.bulk_create(
        PanelMark(
            marker=marker, unit_id=one.unit_id, version=marker.version + 1, reason=given[one.unit_id].reason,
            saved_at=at, handed_in_at=handed_in_at,
            **{"place" if row.is_ballot else "hundredths": given[one.unit_id].value},
            **(kept_file(given[one.unit_id].file) or _carried(sheet.rows.get(one.unit_id))),
        )
        for one in sheet.units
        if one.unit_id in given
    )  # fmt: skip


def _carried(before: PanelMark | None) -> dict:
    if before is None or not before.file_name:
        return {}
    return {"file": before.file.name, "file_name": before.file_name, "sha256": before.sha256}
