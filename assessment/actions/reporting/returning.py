"""A unit reports for a period: it confirms its figures as the ledger has them and says how it stands."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessment import facts
from assessment.actions.reporting.duties import locked
from assessment.actions.reporting.submissions import hand_in
from assessment.models import WORDS_MOST, PeriodReturn, ReportDuty
from projects import ledger
from projects.period_calendar import cut_off_of
from promo.days import show_day
from promo.models.event import record
from promo.periods import Period
from promo.refusal import Refused
from units.models import Unit

ASKED = {"problems": "存在问题（排问题）", "causes": "原因分析（找原因）", "measures": "下步措施（谈对策）"}


@transaction.atomic
def tell_period(
    *, duty: ReportDuty, unit: Unit, seen: str, progress: str, by, at: datetime, problems: str = "", causes: str = "",
    measures: str = "", by_unit: bool = True,
) -> PeriodReturn:  # fmt: skip
    """`seen` is the digest of the figures that were on the page: what changed meanwhile has to be looked at again.

    A unit that neither signed nor received anything this year owes all three of problems, causes and measures.
    """
    locked(duty)
    if not duty.period_kind:
        raise Refused("这项报表不是按统计周期下达的，请登记报送。")
    period = Period(duty.period_kind, duty.period_start, duty.period_end)
    _refuse_early(duty, period, at)
    as_of = ledger.moment(at)
    figures = facts.period_figures(
        region=duty.region,
        period=period,
        year_start=facts.first_of_year(duty.region, period, as_of=as_of),
        as_of=as_of,
    )[unit.pk]
    words = {"progress": progress, "problems": problems, "causes": causes, "measures": measures}
    words = {name: text.strip() for name, text in words.items()}
    _check(words, is_zero=figures.is_zero)
    if seen != figures.digest:
        raise Refused("数据在填写期间有变动，请核对新的数据后再确认报送。", field="seen")
    submission = hand_in(
        duty=duty, unit=unit, received_on=timezone.localdate(at), by=by, at=at, note="网上核对数据并报送",
        by_unit=by_unit, is_told=True,
    )  # fmt: skip
    row = PeriodReturn.objects.create(
        submission=submission,
        as_of=as_of,
        figures=figures.kept,
        sha256=figures.digest,
        is_zero=figures.is_zero,
        **words,
    )
    record(
        submission, "period_told", by=by, at=at, unit=unit.name, title=str(duty), sha256=row.sha256, **words
    )
    return row


def _refuse_early(duty: ReportDuty, period: Period, at: datetime) -> None:
    cut_off_on = cut_off_of(duty.region, period)
    if timezone.localdate(at) <= cut_off_on:
        raise Refused(f"数据截止日为{show_day(cut_off_on)}，次日起核对数据并报送。")


def _check(words: dict[str, str], *, is_zero: bool) -> None:
    if not words["progress"]:
        raise Refused("请填写进展情况。", field="progress")
    for name, label in ASKED.items():
        if is_zero and not words[name]:
            raise Refused(f"本年既无签约又无到位资金，请填写{label}。", field=name)
    for name, text in words.items():
        if len(text) > WORDS_MOST:
            raise Refused(f"不能超过{WORDS_MOST}字。", field=name)
