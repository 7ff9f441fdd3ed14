"""The line under everything that is printed of a ranking: issue, days, scheme, rows, checksum, corrections."""

from collections.abc import Sequence
from datetime import UTC

from django.utils import timezone

from assessment.models import Erratum, RunState, ScoreRun
from promo.days import show_day
from promo.tables import shown

LENGTH = 16  # of a checksum in print; the whole one stands on the page


def scheme_words(run: ScoreRun) -> str:
    """'2026年度…考核办法第1版（镇政发〔2026〕3号）'."""
    paper = f"（{run.scheme.document}）" if run.scheme.document else ""
    return f"{run.scheme.name}第{run.scheme.version}版{paper}"


def standing_words(run: ScoreRun) -> str:
    """'第3期，2026-11-03 10:00发布', or that it is not out."""
    if run.state == RunState.PUBLISHED:
        return f"第{run.number}期，{shown(run.published_at, 'moment')}发布"
    if run.state == RunState.NOTICE:
        return "公示中，尚未发布"
    if run.state == RunState.VOID:
        return "已作废，不得使用"
    return "尚未发布，仅供核对"


def corrected_words(errata: Sequence[Erratum]) -> str:
    """'已更正（更正第1号、第2号）'; '' where nothing was corrected."""
    numbers = "、".join(f"第{one.number}号" for one in errata)
    return f"已更正（更正{numbers}）" if numbers else ""


def stamp(run: ScoreRun, *, rows: int, errata: Sequence[Erratum] = ()) -> str:
    """One line that says what a print-out is and how to check it."""
    as_of = run.as_of.astimezone(UTC)
    parts = [
        standing_words(run),
        f"统计截至{show_day(run.until)}",
        f"数据时点{timezone.localtime(as_of):%Y-%m-%d %H:%M:%S.%f}",
        f"依据{scheme_words(run)}",
        f"共{rows}行",
        f"校验值{run.sha256[:LENGTH]}",
        corrected_words(errata),
    ]
    return "；".join(part for part in parts if part) + "。"


def erratum_stamp(erratum: Erratum, *, rows: int) -> str:
    run = erratum.run
    issue = f"第{run.number}期排名{erratum.title}"
    when = f"，{shown(erratum.decided_at, 'moment')}批准" if erratum.number else "，尚未批准"
    parts = [
        f"{issue}{when}",
        f"统计截至{show_day(run.until)}",
        f"更正数据时点{timezone.localtime(erratum.as_of):%Y-%m-%d %H:%M:%S.%f}",
        f"依据{scheme_words(run)}",
        f"共{rows}行",
        f"原排名校验值{run.sha256[:LENGTH]}",
        f"更正校验值{erratum.sha256[:LENGTH]}" if erratum.sha256 else "",
    ]
    return "；".join(part for part in parts if part) + "。"
