"""The public notice of a ranking as an official paper: what hangs on the board, with the ranking as it was frozen."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.models import RunNotice, RunState, ScoreRun
from assessment.reports.stamps import scheme_words, stamp
from promo.days import show_day
from promo.paper import DOCX, PDF, Attachment, Form, Paper, is_wide, pdf, word
from promo.tables import FrozenTable, thaw

SEALED = "加盖印章后张贴。"
ATTACHED = "各组排名附后。"


def notice_title(run: ScoreRun) -> str:
    return f"{run.region.name}{run.scheme.year}年招商引资考核结果公示"


def notice_file(notice: RunNotice) -> tuple[str, bytes, str]:
    """(name, content, content type) as a Word file; the same bytes until the ranking is published or corrected."""
    return f"{_name(notice.run)}.docx", word(notice_paper(notice)), DOCX


def notice_pdf(notice: RunNotice) -> tuple[str, bytes, str]:
    """The same as PDF. Raises Refused where LibreOffice is missing."""
    return f"{_name(notice.run)}.pdf", pdf(word(notice_paper(notice))), PDF


def _name(run: ScoreRun) -> str:
    void = "（已作废）" if run.state == RunState.VOID else ""
    return f"{notice_title(run)}（截至{show_day(run.until)}）{void}"


def notice_paper(notice: RunNotice) -> Paper:
    """`notice` with its run, region and scheme."""
    run = notice.run
    tables = _tables(run)
    attached = any(is_wide(table) for table in tables)  # all of them then, in their order
    office = f"{run.region.name}督查办"
    return Paper(
        form=Form.PLAIN,
        title=notice_title(run),
        under_title="（已作废，不得使用）" if run.state == RunState.VOID else "",
        parts=[*notice.text.splitlines(), *_facts(notice), *([ATTACHED] if attached else tables)],
        attachments=[Attachment(table.title, [table]) for table in tables] if attached else [],
        made_at=notice.put_up_at,
        issuer=office,
        signer=office,
        day=notice.first_on,
        remarks=[SEALED, stamp(run, rows=sum(len(table.rows) for table in tables), errata=_errata(run))],
    )


def _facts(notice: RunNotice) -> list[str]:
    """How long it hangs, where to object, by which method."""
    unsure = "，节假日按暂定安排计算" if notice.is_unsure else ""
    days = f"{show_day(notice.first_on)}至{show_day(notice.last_on)}（{notice.workdays}个工作日{unsure}）"
    return [
        f"公示时间：{days}。",
        f"异议受理：{notice.contact.rstrip('。')}。",
        f"考核办法：{scheme_words(notice.run)}。",
    ]


def _errata(run: ScoreRun) -> list:
    return list(run.errata.approved())


def _tables(run: ScoreRun) -> list[FrozenTable]:
    """As frozen; what is said below all of them stands once, below the last, and nobody signs the single table."""
    tables = [thaw(frozen) for frozen in run.frozen["tables"]]
    notes: Sequence[str] = list(dict.fromkeys(note for table in tables for note in table.notes))
    bare = [replace(table, notes=(), signature="") for table in tables]
    return [*bare[:-1], *(replace(table, notes=notes) for table in bare[-1:])]
