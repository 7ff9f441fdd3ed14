"""A ranking of the invented town that hangs out and is objected to, and one that is corrected once it is out."""

from datetime import datetime, time, timedelta

from assessment import actions
from assessment.demonstration.papers import paper
from assessment.reports.errata import worked_out
from assessment.reports.restating import changed_items
from projects import ledger
from promo.days import show_day

NOTICE_DAYS = 5


def hang_out(cast, run, at: datetime) -> None:
    """The notice of a ranking with one objection, which does not stand; published the day after its last day."""
    notice = actions.put_up_notice(
        run=run, first_on=at.date(), workdays=NOTICE_DAYS, by=cast.people["supervisor"], at=at,
        contact=f"督查办，联系人{cast.people['supervisor'].name}",
        text=f"现将截至{show_day(run.until)}的招商引资考核结果予以公示，有异议的请在公示期内以单位名义提出。",
    )  # fmt: skip
    begin = datetime.combine(notice.first_on, time(14, 20), cast.zone)
    cast.schedule(begin + timedelta(days=1), lambda now: _object(cast, run, now))
    end = datetime.combine(notice.last_on + timedelta(days=1), time(10), cast.zone)
    cast.schedule(end, lambda now: _publish(cast, run, now))


def _object(cast, run, at: datetime) -> None:
    line = run.lines.filter(rank__isnull=False).select_related("unit").last()
    objection = actions.raise_run_objection(
        run=run, unit=line.unit, line=line, item=line.items.get(code="arrived"),
        text="我单位月底前报送的一笔到位资金未计入得分，请核查。", by=cast.clerk_of(line.unit.code), at=at,
        files=[paper("情况说明", "关于到位资金的情况说明", line.unit_name)],
    )  # fmt: skip
    cast.schedule(at + timedelta(hours=20), lambda now: _answer(cast, objection, now))


def _answer(cast, objection, at: datetime) -> None:
    row = actions.answer_run_objection(
        objection=objection, finding="rejected", remedy="none", version=objection.version,
        answer="经核查，该笔资金在本次计算之后才核实入账，按考核办法计入下一期，本期得分无误。",
        document="督查办核查意见", by=cast.people["supervisor"], at=at,
        files=[paper("核查意见", "督查办核查意见", objection.unit_name)],
    )  # fmt: skip
    cast.schedule(
        at + timedelta(hours=5),
        lambda now: actions.confirm_run_objection(
            objection=row, version=row.version, by=cast.people["leader"], at=now
        ),
    )


def _publish(cast, run, at: datetime) -> None:
    run.refresh_from_db()
    actions.publish_run(run=run, by=cast.people["second_supervisor"], at=at)


def correct(cast, run, at: datetime) -> None:
    """The first item whose points have changed since is corrected; nothing where none have."""
    run.refresh_from_db()
    worked = worked_out(run, base=None, unit_code="", item="", as_of=ledger.moment(at), facts=False)
    changed = [
        one for one in changed_items(worked.before, worked.after) if one[1]["exact"] != one[2]["exact"]
    ]
    if not changed:
        return
    row, item, _ = changed[0]
    line = run.lines.select_related("unit").get(unit__code=row["unit_code"])
    erratum = actions.request_erratum(
        run=run, line=line, item=item["code"], document="督查办复核报告", by=cast.people["director"], at=at,
        reason=f"复核发现，计算时{row['unit_name']}“{item['name']}”的事项尚有未核实入账的，影响本期得分，予以更正。",
        files=[paper("复核报告", "督查办复核报告", row["unit_name"])],
    )  # fmt: skip
    cast.schedule(
        at + timedelta(days=1),
        lambda now: actions.approve_erratum(erratum=erratum, by=cast.people["leader"], at=now),
    )
