"""Situation 16, its ending: a project that stalls is terminated with a reason; the contract leaves the open stock, the
money that came stays, and it may come back."""

from projects import actions
from projects.models import Posting, Project
from projects.sums import totals_of
from tests.factories import NOW, TODAY, make_arrival, signed_project, slip, verify
from tests.journeys.situations.steps import page, send


def test_ended_it_leaves_the_open_stock_and_keeps_what_arrived(town, login):
    clerk, director = town.people["unit_clerk"], login(town.people["office_director"])
    project = signed_project(unit=town.units["village"], by=clerk, verifier=town.people["office_director"])
    verify(make_arrival(project=project, by=clerk), by=town.people["office_director"])
    actions.plan_step(project=project, text="会商", due_on=TODAY, by=clerk, at=NOW)
    before = page(director, "projects:project_terminate", [project.pk])
    assert "退出在库合同额" in before and "1,000万元" in before and "下一步工作" in before
    project.refresh_from_db()
    end = {
        "code": "unstarted",
        "on": TODAY.isoformat(),
        "reason": "签约后一直未开工",
        "version": project.version,
    }
    missing = send(director, "projects:project_terminate", [project.pk], accepted=False, **end | {"code": ""})
    assert missing.status_code == 422 and "签约后一直未开工" in missing.content.decode()
    send(director, "projects:project_terminate", [project.pk], files=[slip("决定.pdf")], **end)
    postings = Posting.objects.filter(project=project, answers=None)
    assert postings.filter(measure="arrived_capital").get().quantity == 1_000_000_000
    totals = totals_of(Project.objects.all())
    assert (totals.signed_cny, totals.open_cny, totals.arrived_cny) == (50_000_000, 0, 10_000_000)
    assert project.next_steps.get().result == "项目已终止"
    after = page(login(clerk), "projects:project_show", [project.pk])
    assert "逾期未开工" in after and "决定.pdf" in after and "退出在库合同额" in after


def test_revived_with_a_document_everything_counts_as_before(town, login):
    director = login(town.people["office_director"])
    project = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    actions.terminate(
        project=project, reason="停止谈判", version=project.version, by=town.people["office_director"], at=NOW
    )
    send(
        director, "projects:project_revive", [project.pk], reason="投资方恢复投资", version=project.version,
        files=[slip("会议纪要.pdf")],
    )  # fmt: skip
    assert totals_of(Project.objects.all()).open_cny == 50_000_000
    assert Project.objects.get(pk=project.pk).status == "active"
    again = send(
        director,
        "projects:project_revive",
        [project.pk],
        accepted=False,
        reason="再启",
        version=1,
        files=[slip()],
    )
    assert again.status_code == 422 and "只有已终止的项目可以重新启动" in again.content.decode()
