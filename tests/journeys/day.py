"""An ordinary day in the cast's town: projects under way, something waiting, a ranking and a report published."""

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from assessment import actions as assessing
from assessment.actions.report_copies import add_recipient
from assessment.actions.reports import draft_report, publish_report
from assessment.models import Report, ScoreRun
from assessment.reports.fortnight import the_fortnight
from projects import ledger
from projects.models import Arrival, Milestone, Project
from promo import jobs
from tests.cast import Town, build_town
from tests.factories import make_arrival, make_lead, make_milestone, verify
from tests.journeys.judging import SCHEME

LONG = "样例高端智能装备精密制造及配套零部件研发检测一体化产业园（一期、二期）建设项目"


@dataclass
class Day:
    town: Town
    project: Project
    contract: Milestone
    waiting: Arrival
    run: ScoreRun
    report: Report


def build_day() -> Day:
    """Everything happens today, through the product's own actions."""
    town, now = build_town(), timezone.localtime()
    today, people = now.date(), town.people
    project = make_lead(unit=town.units["village"], by=people["unit_clerk"], name=LONG, on=today)
    contract = make_milestone(project=project, by=people["unit_clerk"], on=today, at=now)
    verify(contract, by=people["office_director"], at=now)
    money = make_arrival(project=project, by=people["unit_clerk"], on=today, at=now)
    verify(money, by=people["office_director"], at=now)
    waiting = make_arrival(project=project, by=people["unit_clerk"], on=today, at=now, amount="2000000")
    make_lead(
        unit=town.units["other_village"], by=people["other_clerk"], on=today, name="柳河示例粮油加工项目",
        investor="安徽示例粮油有限公司",
    )  # fmt: skip
    return Day(town, project, contract, waiting, _ranking(town, now), _report(town, now))


def _ranking(town: Town, now) -> ScoreRun:
    people, year = town.people, now.year
    content = json.loads(SCHEME.read_text(encoding="utf-8")) | {"year": year}
    scheme = assessing.adopt_scheme(
        region=town.region, text=json.dumps(content, ensure_ascii=False), by=people["supervisor"], at=now
    )
    assessing.put_in_use(scheme=scheme, by=people["other_supervisor"], at=now)
    assessing.record_target(
        region=town.region, unit=town.units["village"], year=year, measure="arrived_capital",
        quantity=int(Decimal("50000000") * 100), effective_from=now.date().replace(month=1, day=1),
        document="镇政办发3号", by=people["supervisor"], at=now,
    )  # fmt: skip
    run = assessing.request_run(scheme=scheme, until=now.date(), by=people["supervisor"], at=now)
    jobs.run(run.job_id)
    run.refresh_from_db()
    return assessing.publish_run(run=run, by=people["other_supervisor"], at=now, reason="供内部核对，不公示")


def _report(town: Town, now) -> Report:
    period = the_fortnight(now.date() - timedelta(days=14))
    supervisor = town.people["supervisor"]
    add_recipient(
        region=town.region, kind="fortnight", user=town.people["leader"], by_mail=False, by=supervisor, at=now
    )
    report = draft_report(region=town.region, period=period, as_of=ledger.moment(now), at=now)
    return publish_report(report=report, version=report.version, by=supervisor, at=now)
