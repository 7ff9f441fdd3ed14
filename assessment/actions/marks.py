"""Manual marks: points or counts that a person gives, each with its reason; a new one supersedes, none is edited."""

from datetime import date, datetime
from fractions import Fraction

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.actions.stamping import stamp
from assessment.facts import year_words
from assessment.functions import Entered
from assessment.functions.words import plain
from assessment.models import ManualMark, MarkingRound, Scheme
from assessment.models.scheme import OVER
from assessment.reports.standing import document_of
from assessment.sources import Clock
from promo.checksums import checksum_of
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Unit

MOST = 1_000_000  # hundredths


@transaction.atomic
def give_mark(
    *, scheme: Scheme, unit: Unit, indicator: str, hundredths: int, marked_on: date, reason: str, by, at: datetime,
    expected: int = 0, file=None,
) -> ManualMark:  # fmt: skip
    """A new version of a mark. `hundredths` is in 1/100 分 (or of a count); `file` was checked by the form.

    `expected` is the version the person saw. Raises Refused for a mark out of its range, a day outside the scheme's
    year or before the earlier mark, where a round of several markers counts, and when somebody marked meanwhile.
    """
    if scheme.state in OVER:
        raise Refused("这一版考核办法已废止，不能再评分。")
    if unit.region_id != scheme.region_id:
        raise Refused("只能给本地区的单位评分。")
    entry, most = entry_of(scheme, unit, indicator, on=marked_on)
    if MarkingRound.objects.confirmed().filter(scheme=scheme, code=indicator).exists():
        raise Refused(
            f"“{entry.label}”已由多名评分人评分并确认，不再单独评分。如需改变，请重新组织一轮评分。"
        )
    _check(hundredths, most, entry)
    latest = (
        ManualMark.objects.filter(scheme=scheme, indicator=indicator, unit=unit).order_by("-version").first()
    )
    if (latest.version if latest else 0) != expected:
        raise Stale()
    _check_day(marked_on, document_of(scheme).clock(marked_on), latest, timezone.localdate(at))
    kept = kept_file(file)
    try:
        with transaction.atomic():
            row = ManualMark.objects.create(
                scheme=scheme, indicator=indicator, unit=unit, version=expected + 1, hundredths=hundredths,
                marked_on=marked_on, reason=reason, recorded_by=by, recorded_at=stamp(at), **kept,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale() from error
    record(
        row, "mark_revised" if latest else "mark_given", by=by, at=at, unit=unit.name, indicator=entry.label,
        hundredths=[latest.hundredths if latest else None, hundredths], reason=reason,
    )  # fmt: skip
    return row


def entries_of(document, unit_class: str) -> dict[str, tuple[Entered, Fraction | None]]:
    """Code -> (what is entered, the most it may be in 分 or None) for the units of a class."""
    group = document.group_for(unit_class)
    found: dict[str, tuple[Entered, Fraction | None]] = {}
    for one in group.indicators if group else ():
        for need in one.needs:
            if isinstance(need.source, Entered):
                found.setdefault(
                    need.source.code, (need.source, one.points if need.source.unit == "points" else None)
                )
    return found


def entry_of(scheme: Scheme, unit: Unit, indicator: str, *, on: date) -> tuple[Entered, Fraction | None]:
    """What is entered under a code for the unit's class of the day. Raises Refused when nothing is."""
    entries = entries_of(document_of(scheme), unit.class_on(on) or "")
    if indicator not in entries:
        raise Refused("考核办法没有为该类单位设置这项评分。")
    return entries[indicator]


def _check(hundredths: int, most: Fraction | None, entry: Entered) -> None:
    if hundredths < 0:
        raise Refused("不能为负数。", field="mark")
    if most is not None and hundredths > most * 100:
        raise Refused(f"“{entry.label}”满分{plain(most)}分，评分不能超过满分。", field="mark")
    if hundredths > MOST:
        raise Refused("数值过大，请核对。", field="mark")


def _check_day(marked_on: date, clock: Clock, latest: ManualMark | None, today: date) -> None:
    if marked_on > today:
        raise Refused("评分日期不能晚于今天。", field="marked_on")
    if not clock.contains(marked_on):
        raise Refused(f"评分日期应在{year_words(clock)}之内。", field="marked_on")
    if latest and marked_on < latest.marked_on:
        raise Refused(
            f"评分日期不能早于上一次评分的日期（{show_day(latest.marked_on)}）。", field="marked_on"
        )


def kept_file(file) -> dict:
    if not file:
        return {}
    return {"file": file, "file_name": file.name[:200], "sha256": checksum_of(file)}
