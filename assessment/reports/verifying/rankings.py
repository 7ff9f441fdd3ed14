"""A published ranking held against its checksum, its stored lines, and the ledger as known at its moment."""

from collections.abc import Iterator

from assessment.models import ScoreRun
from assessment.reports.ranking import FORMAT, freeze_standing, work_out_again
from assessment.reports.standing import SchemeChanged, as_rows
from assessment.reports.stored import DETAILS, groups_of, stored_rows
from assessment.reports.verifying import lines, tables
from assessment.reports.verifying.differences import (
    AGAIN,
    LINES,
    STORED,
    Checked,
    Difference,
    digest_differences,
)
from promo.models import Event
from promo.tables import digest


def check_ranking(run: ScoreRun) -> Checked:
    """A run with `scheme__region` and `previous`. Every figure is compared exactly; nothing is written."""
    rows = stored_rows(run)
    found: list[Difference] = [*_stored(run), *_lines(run, rows)]
    notes: list[str] = []
    try:
        again = work_out_again(run)
    except SchemeChanged:
        found.append(_scheme_changed(run))
        notes.append("考核办法正文已被改动，不能重新计算。")
    except (KeyError, ValueError, TypeError) as error:  # a frozen content that no longer holds together
        found.append(
            Difference(AGAIN, "", "", "存档内容残缺，不能重新计算", type(error).__name__, "可以重新计算")
        )
    else:
        doubtful = any(one.step == LINES for one in found)
        fresh = as_rows(again)
        found += lines.differences(rows, fresh, step=AGAIN, words=doubtful)
        found += tables.compare(run.frozen["tables"], freeze_standing(again)["tables"], step=AGAIN)
        if run.frozen.get("format") != FORMAT:
            notes.append("本期由较早版本的系统计算，按当时存档的内容逐项核对。")
    return Checked(title_of(run), lines.count_of(rows), tuple(dict.fromkeys(found)), tuple(notes))


def title_of(run: ScoreRun) -> str:
    """'高山镇2026年第3期排名'."""
    number = f"第{run.number}期" if run.number else "未发布的"
    return f"{run.region.name}{run.scheme.year}年{number}排名"


def _stored(run: ScoreRun) -> Iterator[Difference]:
    yield from digest_differences(run.frozen, run.sha256, recorded_sha(run, "run_published"))
    until = run.frozen.get("until")
    if until != run.until.isoformat():
        yield Difference(STORED, "", "", "截止日期", run.until.isoformat(), str(until))
    kept = run.frozen.get("scheme", {}).get("sha256", "")
    if kept != run.scheme.sha256:
        yield Difference(
            STORED, "", "", f"考核办法（第{run.scheme.version}版）校验值", run.scheme.sha256[:16], kept[:16]
        )


def _scheme_changed(run: ScoreRun) -> Difference:
    scheme = run.scheme
    return Difference(
        STORED, "", "", f"考核办法（第{scheme.version}版）正文与校验值不符", scheme.sha256[:16],
        digest(scheme.content)[:16],
    )  # fmt: skip


def _lines(run: ScoreRun, rows: list[dict]) -> Iterator[Difference]:
    """The stored lines against the checksum and the tables that were frozen with them."""
    kept = run.frozen.get("lines", "")
    if run.frozen.get("format") in DETAILS and digest(rows) != kept:
        yield Difference(LINES, "", "", "得分明细与存档校验值不符", digest(rows)[:16], kept[:16])
    yield from tables.with_lines(run.frozen.get("tables", ()), rows, groups_of(run))


def recorded_sha(run: ScoreRun, verb: str, **detail) -> str:
    """The checksum that the record of the publication holds; '' where it holds none."""
    events = Event.objects.about(run).filter(verb=verb).order_by("pk")
    found = [event.detail for event in events if all(event.detail.get(k) == v for k, v in detail.items())]
    return str(found[-1].get("sha256", "")) if found else ""
