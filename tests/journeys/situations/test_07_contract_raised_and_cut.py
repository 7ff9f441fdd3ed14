"""Situation 7: the contract is raised, then cut, by supplementary agreements that count from their own day."""

from datetime import date

from projects.contracts import contract_total
from projects.models import Posting
from tests.factories import signed_project, slip, verify
from tests.journeys.situations.steps import page, send


def add(clerk, project, direction: str, amount: str, day: str, **more):
    return send(
        clerk, "projects:supplement_add", [project.pk], direction=direction, amount=amount, event_on=day,
        files=[slip("补充协议.pdf")], **more,
    )  # fmt: skip


def test_increments_count_from_their_day_and_history_shows_every_total(town, login):
    clerk, director = login(town.people["unit_clerk"]), town.people["office_director"]
    project = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=director, on=date(2024, 3, 1)
    )
    add(clerk, project, "more", "2000", "2025-05-06", number="补〔2025〕1号")
    add(clerk, project, "less", "1000", "2026-02-03")
    for row in project.milestones.filter(kind="supplement"):
        verify(row, by=director)
    posted = Posting.objects.filter(measure="signed_amount").values_list("statistical_on__year", "quantity")
    assert dict(posted) == {2024: 5_000_000_000, 2025: 2_000_000_000, 2026: -1_000_000_000}
    assert contract_total(project, on=date(2025, 12, 31)) == 70_000_000
    words = page(clerk, "projects:contract_show", [project.pk])
    assert "现合同总额6,000万元" in words
    assert all(part in words for part in ("增加2,000万元", "减少1,000万元", "7,000万元", "补〔2025〕1号"))


def test_a_cut_to_nothing_is_sent_to_the_ending_and_keeps_what_was_typed(town, login):
    clerk = login(town.people["unit_clerk"])
    project = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )
    answer = add(clerk, project, "less", "5000", "2026-11-20", accepted=False, note="整体解除")
    words = answer.content.decode()
    assert answer.status_code == 422 and "请办理终止" in words and "整体解除" in words
    assert not project.milestones.filter(kind="supplement").exists()
