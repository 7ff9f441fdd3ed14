"""Situations 9, 10 and 14: notice, objection, answer, another run, publication, a false slip, a numbered correction."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command

from assessment.models import Erratum, RunObjection, ScoreRun
from projects.models import Arrival
from promo import jobs
from tests.assessment import scenario
from tests.factories import NOW, make_arrival, slip, verify
from tests.journeys.situations.steps import page, send


@pytest.fixture
def clock(monkeypatch):
    """`clock(days)` sets the office's clock so many days on."""
    now = {"at": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: now["at"])

    def wait(days: int) -> datetime:
        now["at"] = NOW + timedelta(days=days)
        return now["at"]

    return wait


def hung_out(director, supervisor, judged, day: str) -> ScoreRun:
    send(director, "assessment:run_add", scheme=judged.scheme.pk, until="2026-11-19")
    run = ScoreRun.objects.latest("pk")
    jobs.run(run.job_id)
    send(
        supervisor, "assessment:run_notice_add", [run.pk], first_on=day, workdays="1", contact="督查办",
        text="现予公示。",
    )  # fmt: skip
    return run


def a_false_slip_is_found(judged, published: ScoreRun, login) -> Erratum:
    """Reversed in the days of the ranking, and the ranking corrected for it."""
    people = judged.people
    director, leader = login(people["office_director"]), login(people["leader"])
    false = Arrival.objects.verified().get(project=judged.projects["park"])
    send(login(people["office_clerk"]), "projects:fact_reverse", ["arrival", false.pk], reason="进账单不实",
         statistical_on="2026-11-19")  # fmt: skip
    reversal = Arrival.objects.get(reverses=false)
    verify(reversal, by=people["office_director"])
    park = published.lines.get(unit=judged.units["park"])
    send(director, "assessment:erratum_add", [published.pk], line=park.pk, item="arrived", reason="进账单不实，已冲销",
         document="镇督〔2026〕9号", files=[slip("核查报告.pdf")])  # fmt: skip
    erratum = Erratum.objects.get()
    send(leader, "assessment:erratum_approve", [erratum.pk])
    return erratum


def test_from_the_notice_to_the_correction(town, login, clock, capsys):
    judged = scenario.build(town)
    people = judged.people
    director, supervisor = login(people["office_director"]), login(people["supervisor"])
    leader, clerk = login(people["leader"]), login(people["unit_clerk"])
    forgotten = make_arrival(
        project=judged.projects["village"], by=people["office_clerk"], amount="2000000", on=scenario.SPRING
    )

    first = hung_out(director, supervisor, judged, "2026-11-20")
    assert "公示中" in page(clerk, "assessment:run_show", [first.pk])
    line = first.lines.get(unit=judged.units["village"])
    item = line.items.get(code="arrived")
    send(
        clerk, "assessment:run_objection_add", [first.pk], unit=line.unit_id, about=f"item-{item.pk}",
        text="3月的一笔到位资金没有核实，未计入得分。", files=[slip("回单.pdf")],
    )  # fmt: skip
    objection = RunObjection.objects.get()
    send(
        supervisor, "assessment:run_objection_answer", [objection.pk], finding="upheld", remedy="recalculate",
        answer="情况属实，核实后重新计算。", document="镇督〔2026〕7号", version=1,
    )  # fmt: skip
    send(leader, "assessment:run_objection_confirm", [objection.pk], version=2)
    assert "情况属实" in page(clerk, "assessment:run_objection_show", [objection.pk])
    verify(forgotten, by=people["office_director"])
    send(supervisor, "assessment:run_void", [first.pk], reason="第1号异议成立，重新计算")

    clock(1)  # nobody stays logged in over night
    director, supervisor = login(people["office_director"]), login(people["supervisor"])
    second = hung_out(director, supervisor, judged, "2026-11-23")
    clock(4)
    leader, clerk = login(people["leader"]), login(people["unit_clerk"])
    send(leader, "assessment:run_publish", [second.pk])
    published = ScoreRun.objects.get(pk=second.pk)
    assert published.number == 1
    assert published.lines.get(unit=line.unit_id).items.get(code="arrived").exact != item.exact

    erratum = a_false_slip_is_found(judged, published, login)
    park = published.lines.get(unit=judged.units["park"])
    told = page(clerk, "assessment:run_show", [published.pk])
    assert "已更正（更正第1号）" in told and park.total in told, "what was published stays"
    assert "进账单不实，已冲销" in page(clerk, "assessment:erratum_show", [erratum.pk])
    assert ScoreRun.objects.get(pk=published.pk).sha256 == published.sha256
    assert "已作废" in page(clerk, "assessment:run_show", [first.pk])
    call_command("verify_publication", "--all")
    assert capsys.readouterr().out.count("：一致") == 2
