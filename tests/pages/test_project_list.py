"""The register as a list: who sees what, filters in the address, exact totals, a steady number of queries."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from projects import actions
from projects.models import Project
from promo.models import Event
from tests.factories import NOW, TODAY, at, make_arrival, make_lead, make_milestone, signed_project, verify

LIST = reverse("projects:project_list")
EXPORT = reverse("projects:project_export")


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def office(login, people):
    return login(people["office_clerk"])


def names(response) -> set[str]:
    return {row.name for row in response.context["page"]}


def lead(town, unit="village", **fields):
    return make_lead(unit=town.units[unit], by=town.people["office_clerk"], **fields)


@pytest.fixture
def three(town, people):
    """A signed one with money, one that waits for verification, one that is only a lead."""
    signed = signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], name="精密阀门项目",
        investor="湖凤样公司", on=date(2026, 5, 6), industry="装备制造",
    )  # fmt: skip
    verify(
        make_arrival(project=signed, by=people["unit_clerk"], on=date(2026, 6, 1)),
        by=people["office_director"],
    )
    waiting = lead(town, "department", name="冷链物流项目", investor="远山物流公司", ownership="foreign")
    make_milestone(project=waiting, by=people["unit_clerk"])
    only_lead = lead(town, "park", name="纺织服装项目", investor="云锦公司", on=date(2026, 1, 5))
    return signed, waiting, only_lead


@pytest.mark.parametrize(
    "who", ["unit_clerk", "unit_head", "office_clerk", "office_director", "leader", "supervisor"]
)
def test_every_business_role_may_enter(login, people, who):
    assert login(people[who]).get(LIST).status_code == 200


def test_an_administrator_may_not_enter(login, people):
    assert login(people["administrator"]).get(LIST).status_code == 403


def test_an_empty_register_says_what_to_do_next(office):
    page = office.get(LIST).content.decode()
    assert "项目库还没有项目，请先登记线索。" in page and reverse("projects:lead_add") in page


def test_a_leader_of_an_empty_register_is_not_sent_to_a_closed_door(login, people):
    assert reverse("projects:lead_add") not in login(people["leader"]).get(LIST).content.decode()


def test_a_unit_sees_its_own_and_a_neighbour_town_sees_nothing(login, town, neighbour, three):
    assert names(login(town.people["unit_clerk"]).get(LIST)) == {"精密阀门项目"}
    assert names(login(town.people["leader"]).get(LIST)) == {"精密阀门项目", "冷链物流项目", "纺织服装项目"}
    assert names(login(neighbour.people["office_director"]).get(LIST)) == set()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=阀门", {"精密阀门项目"}),
        ("q=湖凤样", {"精密阀门项目"}),
        ("q=jmfm", {"精密阀门项目"}),
        ("q=%EF%BC%AAMFM", {"精密阀门项目"}),  # a full-width letter
        ("q=项目 云锦", {"纺织服装项目"}),
        ("q=%25", set()),
        ("stage=signed", {"冷链物流项目"}),
        ("stage=funded", {"精密阀门项目"}),
        ("verified_stage=lead", {"冷链物流项目", "纺织服装项目"}),
        ("unit_class=park", {"纺织服装项目"}),
        ("ownership=foreign", {"冷链物流项目"}),
        ("industry=装备", {"精密阀门项目"}),
        ("channel=referral&status=active", {"精密阀门项目", "冷链物流项目", "纺织服装项目"}),
        ("channel=visit", set()),
        ("registered_from=2026-01-05&registered_to=2026-01-05", {"纺织服装项目"}),
        ("signed_from=2026-05-06&signed_to=2026-05-06", {"精密阀门项目"}),
        ("signed_from=2026-05-07", set()),
        ("arrived_from=2026-06-01&arrived_to=2026-06-01", {"精密阀门项目"}),
        ("arrived_to=2026-05-31", set()),
        ("started_from=2020-01-01", set()),
        ("waiting=1", {"冷链物流项目"}),
        ("alike=1", set()),
        ("kind=expansion", set()),
    ],
)
def test_a_filter_in_the_address_finds_its_rows(office, three, query, found):
    assert names(office.get(f"{LIST}?{query}")) == found


def test_the_unit_filter_takes_the_unit_that_leads(office, town, three):
    assert names(office.get(LIST, {"unit": town.units["park"].pk})) == {"纺织服装项目"}


def test_one_arrival_must_meet_both_ends_of_the_range(office, town, people, three):
    signed = three[0]
    verify(
        make_arrival(project=signed, by=people["unit_clerk"], on=date(2026, 8, 1)),
        by=people["office_director"],
    )
    assert names(office.get(f"{LIST}?arrived_from=2026-06-02&arrived_to=2026-07-31")) == set()


def test_an_unverified_signing_does_not_answer_to_the_signing_filter(office, three):
    assert "冷链物流项目" not in names(office.get(f"{LIST}?signed_from=2020-01-01"))


def test_standing_still_means_no_entry_for_the_days_of_the_rule(office, town):
    today = timezone.localdate()
    quiet = lead(town, name="安静项目", investor="甲公司", on=TODAY)
    lively = lead(town, name="活跃冷链", investor="乙公司", on=TODAY)
    Project.objects.filter(pk=quiet.pk).update(last_entry_on=today - timedelta(days=61))
    Project.objects.filter(pk=lively.pk).update(last_entry_on=today - timedelta(days=60))
    assert names(office.get(f"{LIST}?still=1")) == {"安静项目"}


def test_likely_duplicates_are_found_from_both_sides(office, town):
    lead(town, name="高压阀门制造项目", investor="甲公司")
    lead(town, "park", name="高压阀门制造项目", investor="甲公司")
    lead(town, "park", name="大米加工项目", investor="乙公司")
    assert office.get(f"{LIST}?alike=1").context["page"].paginator.count == 2


@pytest.mark.parametrize(
    "query",
    ["unit=abc", "unit=99999999999999999999", "stage=nowhere", "registered_from=1900-01-01", "signed_to=31/12/2026",
     "q=" + "长" * 10_000, "q=%00", "still=2", "registered_from=9999-99-99"],
)  # fmt: skip
def test_a_wrong_filter_is_told_and_shows_no_rows(office, three, query):
    response = office.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert response.context["page"].paginator.count == 0
    assert "筛选条件有误" in response.content.decode() and "field-error" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["page=abc", "page=999999999999", "page=-1", "sort=password", "sort=-", "per_page=7"]
)
def test_a_wrong_page_or_sort_shows_the_nearest_page(office, three, query):
    assert len(names(office.get(f"{LIST}?{query}"))) == 3


def test_totals_are_those_of_the_whole_filtered_set(office, town, people):
    for amount in ("50000000", "12345.67"):
        signed = signed_project(
            unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], amount=amount,
            name=f"项目{amount}",
        )  # fmt: skip
    verify(
        make_arrival(project=signed, by=people["unit_clerk"], amount="100.01"), by=people["office_director"]
    )
    make_arrival(project=signed, by=people["unit_clerk"], amount="7777")  # waits: not counted
    totals = office.get(f"{LIST}?per_page=20").context["totals"]
    assert totals.signed_cny == Decimal("50012345.67")
    assert totals.arrived_cny == Decimal("100.01")
    assert (totals.signed_usd, totals.arrived_usd) == (0, 0)
    assert office.get(f"{LIST}?q=12345.67").context["totals"].signed_cny == Decimal("12345.67")


def test_foreign_money_is_added_up_in_dollars_and_never_with_yuan(office, town, people):
    actions.record_rate(
        currency="USD",
        rate=Decimal("7"),
        valid_on=date(2020, 1, 1),
        source="中间价",
        by=people["administrator"],
        at=NOW,
    )
    signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], amount="70000000",
        ownership="foreign",
    )  # fmt: skip
    response = office.get(LIST)
    assert (response.context["totals"].signed_usd, response.context["totals"].signed_cny) == (
        Decimal("10000000"),
        0,
    )
    assert "1,000.00" in response.content.decode()


def test_what_was_reversed_leaves_the_totals(office, town, people, three):
    arrival = three[0].arrivals.get()
    back = actions.reverse_fact(
        fact=arrival, reason="重复登记", statistical_on=TODAY, by=people["office_clerk"], at=NOW
    )
    assert office.get(LIST).context["totals"].arrived_cny == Decimal("10000000")
    verify(back, by=people["office_director"])
    assert office.get(LIST).context["totals"].arrived_cny == 0


def test_sorting_is_by_what_was_verified_with_the_unknown_last(office, three):
    first = [row.name for row in office.get(f"{LIST}?sort=amount").context["page"]]
    last = [row.name for row in office.get(f"{LIST}?sort=-arrived").context["page"]]
    assert first[0] == last[0] == "精密阀门项目"
    oldest = [row.name for row in office.get(f"{LIST}?sort=registered").context["page"]]
    assert oldest[0] == "纺织服装项目"


def test_a_stage_nobody_verified_is_marked(office, three):
    page = office.get(LIST).content.decode()
    assert "签约（待核）" in page and "到位（待核）" not in page


def many(town, count: int) -> None:
    for i in range(count):
        lead(town, name=f"第{i}号项目", investor=f"{i}号投资公司", on=TODAY - timedelta(days=i % 200))


@pytest.mark.parametrize("count", [10, 300])
def test_the_list_takes_at_most_twelve_queries_however_many_rows(
    office, town, monkeypatch, django_assert_max_num_queries, count
):
    monkeypatch.setattr("projects.actions.leads.note_duplicates", lambda **kwargs: [])
    many(town, count)
    with django_assert_max_num_queries(12):
        response = office.get(f"{LIST}?per_page=200")
    assert response.context["page"].paginator.count == count


def sheet_of(response):
    return load_workbook(BytesIO(response.content)).worksheets[0]


def values(sheet) -> list:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_has_the_rows_and_totals_of_the_screen(office, three):
    shown = office.get(f"{LIST}?registered_from=2026-02-01")
    response = office.get(f"{EXPORT}?registered_from=2026-02-01")
    rows = values(sheet_of(response))
    assert sum(isinstance(row[0], int) for row in rows) == shown.context["page"].paginator.count == 2
    assert rows[0][0] == "高山镇招商引资项目清单"
    total = next(row for row in rows if row[0] == "合计")
    assert 5000 in total and 1000 in total
    closing = rows[-1][0]
    assert (
        "共2条" in closing and "筛选条件：登记日期起：2026-02-01" in closing and "制表人：孙经办" in closing
    )


def test_an_export_is_remembered_with_what_and_how_many(office, people, three):
    office.get(f"{EXPORT}?stage=lead")
    event = Event.objects.get(verb="downloaded")
    assert event.by == people["office_clerk"]
    assert event.detail == {"what": "项目清单", "filter": "阶段：线索", "rows": 1}


def test_telephone_numbers_leave_whole_only_for_the_office_and_the_own_unit(login, town):
    lead(town, name="电话项目", phone="13812345678", contact="王经理")
    for who, shown in (("office_clerk", "13812345678"), ("unit_head", "13812345678"), ("leader", "138****5678"),
                       ("supervisor", "138****5678")):  # fmt: skip
        rows = values(sheet_of(login(town.people[who]).get(EXPORT)))
        assert shown in [row[-1] for row in rows], who


def test_a_wrong_filter_exports_nothing(office, three):
    response = office.get(f"{EXPORT}?stage=nowhere")
    assert response.status_code == 302
    assert not Event.objects.filter(verb="downloaded").exists()


def test_a_name_like_a_formula_stays_text_in_the_workbook(office, town):
    lead(town, name="=1+1项目")
    cells = [
        cell for row in sheet_of(office.get(EXPORT)).iter_rows() for cell in row if cell.value == "=1+1项目"
    ]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_suspended_project_says_so_and_a_withdrawn_one_is_gone(office, town, people):
    first, second = lead(town, name="甲阀门项目", investor="甲"), lead(town, name="乙粮油项目", investor="乙")
    who = {"by": people["office_director"], "at": at(TODAY)}
    actions.suspend(project=first, reason="等待土地", version=first.version, **who)
    actions.withdraw(project=second, reason="误登", version=second.version, **who)
    page = office.get(LIST)
    assert names(page) == {"甲阀门项目"} and "线索（暂停）" in page.content.decode()
