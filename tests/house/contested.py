"""A correction that waits, and a ranking on its notice with the objections of its units, for the world of the house."""

from types import SimpleNamespace

from assessment import actions as judging
from assessment.models import Finding
from promo import jobs
from tests.assessment.scenario import UNTIL
from tests.cast import Town
from tests.factories import NOW, slip


def corrected(cast: Town, rows: SimpleNamespace, run):
    """A correction that waits for the second person."""
    judging.give_mark(
        scheme=rows.scheme, unit=rows.unit, indicator="management", hundredths=700, marked_on=UNTIL, reason="误登",
        by=cast.people["supervisor"], at=NOW, expected=1,
    )  # fmt: skip
    return judging.request_erratum(
        run=run, line=None, item="management", reason="考评表误登", document="镇督〔2026〕8号",
        by=cast.people["office_director"], at=NOW, files=[slip("核查报告.pdf")],
    )  # fmt: skip


def hung_out(cast: Town, rows: list[SimpleNamespace]):
    """The next ranking on its notice, with an objection of each unit."""
    people = cast.people
    run = judging.request_run(scheme=rows[0].scheme, until=UNTIL, by=people["office_director"], at=NOW)
    jobs.run(run.job_id)
    judging.put_up_notice(
        run=run,
        first_on=NOW.date(),
        workdays=10,
        text="现予公示。",
        contact="督查办",
        by=people["supervisor"],
        at=NOW,
    )
    for one in rows:
        one.run_objection = judging.raise_run_objection(
            run=run, unit=one.unit, line=run.lines.get(unit=one.unit), text="少计一笔", by=one.clerk, at=NOW,
            files=[slip("银行回单.pdf")],
        )  # fmt: skip
        one.run_file = one.run_objection.files.get()
    return run


def doubted(cast: Town) -> dict:
    """A finding that waits and one that was dismissed, both about a figure that differs from the ledger."""
    entered = {
        "region": cast.region,
        "document": "县招商通报",
        "by": cast.people["office_director"],
        "at": NOW,
    }
    for measure in ("arrived_capital", "started_count"):
        judging.record_superior_figure(measure=measure, until=UNTIL, quantity=987_654_321, **entered)
    judging.look_for_findings(region=cast.region, by=None, at=NOW)
    of_superior = Finding.objects.filter(region=cast.region, kind="superior").order_by("pk")
    waits, other = of_superior
    dismissed = judging.dismiss_finding(
        finding=other, reason="口径不同", version=other.version, by=cast.people["leader"], at=NOW
    )
    return {"finding": waits, "dismissed_finding": dismissed}
