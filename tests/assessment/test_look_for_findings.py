"""What the register itself shows to be doubtful: each planted case is found, its harmless twin is not."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assessment.facts import known_now
from assessment.facts.suspicions import suspicions, thresholds_of
from assessment.facts.suspicions.bursts import ended_quarters
from assessment.looking import look_daily
from assessment.models import Finding, ReportDuty, SuperiorFigure
from projects import actions as project_actions
from promo import jobs
from promo.models import Job
from promo.refusal import Refused
from tests.assessment import scenario
from tests.assessment.doubts import look, signed, superior
from tests.factories import (
    NOW,
    TODAY,
    at,
    make_arrival,
    make_lead,
    slip,
    verify,
)


def found(town, kind: str, *, on=TODAY) -> list:
    rows = suspicions(town.region, on=on, as_of=known_now(NOW))
    return [one for one in rows if one.kind == kind]


def paid(town, project, amount: str = "3456789.01", **more):
    fact = make_arrival(project=project, by=town.people["office_clerk"], amount=amount, **more)
    return verify(fact, by=town.people["office_director"], excess_reason="追加")


def test_a_contract_of_long_ago_without_money_is_found(town):
    long_ago = TODAY - timedelta(days=181)
    quiet = signed(town, "沉寂", on=long_ago)
    paid(town, signed(town, "守信", on=long_ago))
    signed(town, "新签", on=TODAY - timedelta(days=180))
    (one,) = found(town, "unpaid")
    assert (one.project_id, one.unit_id) == (quiet.pk, town.units["village"].pk)
    assert "合同1,234.56789万元" in one.words


def test_money_that_was_taken_back_is_no_money(town):
    project = signed(town, "退回", on=TODAY - timedelta(days=200))
    fact = paid(town, project)
    assert not found(town, "unpaid")
    reversal = project_actions.reverse_fact(
        fact=fact, reason="误登", statistical_on=TODAY, by=town.people["office_clerk"], at=NOW
    )
    verify(reversal, by=town.people["office_director"])
    assert [one.project_id for one in found(town, "unpaid")] == [project.pk]


def test_contracts_and_arrivals_exactly_on_a_threshold_are_found(town):
    exact = signed(town, "整数", amount="100000000")
    near = signed(town, "近似", amount="100000000.01")
    arrival = paid(town, near, "10000000")
    paid(town, near, "9999999.99")
    assert {one.key for one in found(town, "threshold")} == {
        f"signed_amount:{exact.pk}",
        f"arrival:{arrival.pk}",
    }


def test_the_conditions_of_a_scheme_are_thresholds_too():
    document = {
        "groups": [{"where": {"contract_at_least": "30000000"}}, {"contract_usd_below": 5}],
        "contract_at_least": 1,
    }
    assert set(thresholds_of(document)) == {("CNY", 3_000_000_000), ("USD", 500), ("CNY", 100)}


def test_one_investor_in_pieces_that_pass_a_threshold_together_is_found(town):
    first = signed(town, "一期", amount="60000000", investor="样例集团有限公司")
    signed(town, "二期", amount="50000000.01", investor="样例集团有限公司")
    signed(town, "旁人", amount="60000000", investor="别家有限公司")
    signed(town, "旁人上年", amount="50000000.01", investor="别家有限公司", on=TODAY - timedelta(days=91))
    (one,) = found(town, "split")
    assert one.key.endswith(f":{first.pk}") and "各自不足1亿元" in one.words
    assert "合计11,000.000001万元" in one.words


def test_pieces_of_which_one_passes_alone_are_not_found(town):
    signed(town, "大", amount="100000000.01", investor="样例集团有限公司")
    signed(town, "小", amount="6000000.01", investor="样例集团有限公司")
    assert not found(town, "split")


def test_a_receipt_long_before_its_entry_is_found(town):
    people, village = town.people, town.units["village"]
    given = {"lead_unit": village, "channel": "visit", "by": people["unit_clerk"], "at": NOW}
    late = project_actions.register_lead(
        name="补登", investor_name="甲公司", received_at=at(TODAY - timedelta(days=31)), **given
    )
    project_actions.register_lead(
        name="及时", investor_name="乙公司", received_at=at(TODAY - timedelta(days=30)), **given
    )
    (one,) = found(town, "backdated")
    assert one.project_id == late.pk and "早31天" in one.words


def test_a_quarter_entered_in_its_last_days_is_found(town):
    """The village entered four of four at the end of September, the other one four of eight."""
    for unit, early in (("village", 0), ("other_village", 4)):
        day = date(2026, 7, 2)
        project = make_lead(
            unit=town.units[unit], by=town.people["office_clerk"], name=unit, investor=unit, on=day
        )
        contract = {"project": project, "by": town.people["office_clerk"], "on": day}
        for number in range(early):
            make_arrival(**contract, amount=f"{number + 1}0000", at=at(day + timedelta(days=number)))
        for number in range(4):
            make_arrival(**contract, amount=f"{number + 7}0000", at=at(date(2026, 9, 27 + number)))
    (one,) = found(town, "burst")
    assert one.unit_id == town.units["village"].pk and len(one.behind) == 4
    assert one.words == "2026年第3季度登记4件，其中最后5天4件，占100%。"


def test_what_was_entered_just_before_a_report_was_due_is_found(town):
    people, day = town.people, date(2026, 10, 2)
    for title, first in (("招商月报", day.replace(day=1)), ("周报", date(2026, 10, 19))):
        ReportDuty.objects.create(
            region=town.region, title=title, period_start=first, period_end=date(2026, 11, 1),
            period_name="2026年10月", due_on=date(2026, 10, 25), recorded_by=people["supervisor"],
            recorded_at=at(day),
        )  # fmt: skip
    project = make_lead(unit=town.units["village"], by=people["office_clerk"], name="月底", on=day)
    for number in range(4):
        make_arrival(
            project=project, by=people["office_clerk"], on=day, amount=f"{number + 7}0000",
            at=at(date(2026, 10, 22 + number)),
        )  # fmt: skip
    (one,) = found(town, "burst")
    assert one.words == "招商月报（2026年10月）报送截止前登记4件，其中最后5天4件，占100%。"


def test_one_slip_in_two_towns_is_found_for_their_county_alone(town, neighbour):
    shared = b"%PDF-1.4 of two towns"
    for where, who in ((town, town.people["office_clerk"]), (neighbour, neighbour.people["office_director"])):
        project = make_lead(unit=where.units["village"], by=who, name=f"{where.region.name}甲", on=TODAY)
        make_arrival(
            project=project, by=who, amount="3456789.01", on=TODAY, files=[slip(content=shared)],
            reuse_reason="合并付款",
        )  # fmt: skip
    assert not found(town, "reused") and not found(neighbour, "reused")
    (one,) = suspicions(town.county, on=TODAY, as_of=known_now(NOW))
    assert one.kind == "reused" and len(one.behind) == 2
    assert "高山镇“高山镇甲”、白河镇“白河镇甲”2个项目" in one.words


def test_quarters_are_those_that_ended():
    assert ended_quarters(date(2026, 11, 20)) == [(2026, 3), (2026, 2), (2026, 1), (2025, 4)]
    assert ended_quarters(date(2026, 1, 1)) == [(2025, 4), (2025, 3), (2025, 2), (2025, 1)]


def test_one_slip_in_two_projects_is_found_and_twice_in_one_is_not(town):
    one, two = signed(town, "甲"), signed(town, "乙")
    shared, own = b"%PDF-1.4 shared", b"%PDF-1.4 own"
    for project, body in ((one, shared), (two, shared), (one, own), (one, own)):
        make_arrival(
            project=project, by=town.people["office_clerk"], amount="3456789.01",
            files=[slip(content=body)], reuse_reason="同一回单",
        )  # fmt: skip
    (suspicion,) = found(town, "reused")
    assert len(suspicion.behind) == 2 and "“甲”、“乙”2个项目" in suspicion.words


def test_money_that_also_counts_in_another_unit_is_found(town):
    plain, shared = signed(town, "独家"), signed(town, "兼计")
    project_actions.share_credit(
        project=shared, shares=[(town.units["village"], 10_000)], also=[(town.units["park"], 10_000)],
        valid_from=date(2026, 1, 1), reason="园区兼计", version=shared.version,
        by=town.people["office_director"], at=NOW,
    )  # fmt: skip
    (one,) = found(town, "double")
    assert one.project_id == shared.pk != plain.pk and one.words == "工业园兼计签约1,234.56789万元。"


def test_one_investor_with_money_in_two_units_is_found(town):
    for name, unit, investor in (
        ("甲", "village", "样例集团有限公司"), ("乙", "park", "样例集团有限公司"),
        ("丙", "village", "别家有限公司"), ("丁", "village", "别家有限公司"),
    ):  # fmt: skip
        paid(town, signed(town, name, unit=unit, investor=investor))
    (one,) = found(town, "double")
    assert "样例集团有限公司" in one.words and "工业园345.678901万元" in one.words


def test_a_sum_that_differs_from_the_superiors_is_found_with_both_numbers(town):
    paid(town, signed(town, "甲"), "10000000.01")
    superior(town, 1_000_000_001)
    assert not found(town, "superior")
    superior(town, 10_000, measure="signed_count", until=TODAY - timedelta(days=1))
    superior(town, 900_000_000)  # the later row of a day stands
    words = {one.words for one in found(town, "superior")}
    assert words == {
        "截至2026年11月20日到位资金：上级认定900万元，本级台账1,000.000001万元，本级多100.000001万元。",
        "截至2026年11月19日签约项目数：上级认定1个，本级台账0个，本级少1个。",
    }


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"until": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"quantity": -1}, "不能为负"),
        ({"measure": "x"}, "选择指标"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(town, more, sentence):
    with pytest.raises(Refused, match=sentence):
        superior(town, more.pop("quantity", 1), **more)


def test_a_superiors_figure_is_never_changed(town):
    row = superior(town, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        SuperiorFigure.objects.filter(pk=row.pk).update(quantity=2)


def test_the_timetable_looks_once_a_day_in_every_town(town, neighbour):
    for hour, jobs_kept in ((5, 0), (6, 3), (7, 3)):  # two towns and their county
        look_daily(now=at(TODAY, hour))
        assert Job.objects.filter(kind="look_for_findings").count() == jobs_kept
    for job in Job.objects.filter(kind="look_for_findings"):
        jobs.run(job.pk)
        job.refresh_from_db()
        none = "新发现0项，已消除0项"
        assert (job.state, job.progress_note) == ("done", f"疑点：{none}；督办事项：{none}。")
    look_daily(now=at(TODAY + timedelta(days=1), 6))
    assert Job.objects.filter(kind="look_for_findings").count() == 6


def test_a_neighbours_doubts_are_its_own(town, neighbour):
    superior(neighbour, 1)
    look(neighbour)
    assert not found(town, "superior") and not Finding.objects.visible_to(town.access("supervisor"))
    assert Finding.objects.visible_to(neighbour.access("supervisor")).count() == 1


def test_many_projects_ask_no_more_statements_than_few(town):
    judged = scenario.build(town)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert list(suspicions(town.region, on=TODAY, as_of=known_now(NOW)))
        counts.append(len(asked))
        for number in range(3):
            paid(
                town, signed(town, f"添{number}", investor="样例集团有限公司", amount="50000000"), "10000000"
            )
    assert counts[0] == counts[1] <= 14 and judged.scheme.pk
