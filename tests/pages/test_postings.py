"""The ledger and the lists of facts: filters in the address, totals that are the figures, neighbours out of sight."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from projects import actions, ledger
from projects.models import Posting
from promo.models import Event
from tests.factories import NOW, make_arrival, make_milestone, signed_project, verify

DAY = date(2026, 3, 5)
LEDGER = reverse("projects:posting_list")
ARRIVALS = reverse("projects:arrival_list")
MILESTONES = reverse("projects:milestone_list")


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def director(login, people):
    return login(people["office_director"])


@pytest.fixture
def two(town, people):
    """A village's project of 5,000 万元 with 1,000 arrived in March; a park's with 333.33 arrived in June."""
    made = []
    for key, name, amount, day in (
        ("village", "石桥阀门项目", "10000000", DAY), ("park", "园区电池项目", "3333300", date(2026, 6, 1)),
    ):  # fmt: skip
        project = signed_project(
            unit=town.units[key],
            by=people["unit_clerk"],
            verifier=people["office_director"],
            on=DAY,
            name=name,
        )
        verify(
            make_arrival(project=project, by=people["unit_clerk"], amount=amount, on=day),
            by=people["office_director"],
        )
        made.append(project)
    return made


def total(answer) -> list[str]:
    assert answer.status_code == 200
    return [cell.text for cell in answer.context["table"].totals() if cell.text not in ("", "合计")]


def test_the_foot_is_the_sum_of_the_ledger_in_the_asked_window(director, town, two):
    query = {"measure": "arrived_capital", "start": "2026-01-01", "end": "2026-06-01"}
    assert total(director.get(f"{LEDGER}?{urlencode(query)}")) == ["1,000.00"], "the end is exclusive"
    assert total(director.get(f"{LEDGER}?{urlencode(query | {'end': '2026-06-02'})}")) == ["1,333.33"]
    park = urlencode({"measure": "arrived_capital", "unit": town.units["park"].pk})
    answer = director.get(f"{LEDGER}?{park}")
    assert total(answer) == ["333.33"]
    of_park = Posting.objects.filter(unit=town.units["park"], measure="arrived_capital")
    assert (
        answer.context["table"].totals()[4].value == Decimal(of_park.aggregate(s=Sum("quantity"))["s"]) / 100
    )


def test_counted_projects_are_shown_as_projects(director, two, town):
    assert total(director.get(f"{LEDGER}?measure=signed_count")) == ["2"]


def test_measures_are_never_added_together(director, two):
    answer = director.get(LEDGER)
    assert answer.context["table"].totals() is None
    sums = {cells[0].text: [cell.text for cell in cells[2:]] for cells in answer.context["sums"].cells()}
    assert sums == {
        "签约项目数": ["—", "—", "2"], "签约金额": ["10,000.00", "—", "—"], "到位资金": ["1,333.33", "—", "—"],
    }  # fmt: skip


def test_the_ledger_as_it_was_known_stays(director, town, people, two):
    before = ledger.moment(timezone.now())
    arrival = two[0].arrivals.get()
    reversal = actions.reverse_fact(
        fact=arrival, reason="重复", statistical_on=DAY, by=people["office_clerk"], at=timezone.localtime()
    )
    verify(reversal, by=people["office_director"], at=timezone.localtime())
    assert total(director.get(f"{LEDGER}?measure=arrived_capital")) == ["333.33"]
    for moment in (before.isoformat(), timezone.localtime(before).isoformat()):
        answer = director.get(f"{LEDGER}?{urlencode({'measure': 'arrived_capital', 'as_of': moment})}")
        assert total(answer) == ["1,333.33"]
        unescaped = director.get(f"{LEDGER}?measure=arrived_capital&as_of={moment}")
        assert total(unescaped) == ["1,333.33"], "a '+' that a link did not escape"
        assert "以前入账的记录" in answer.content.decode()
    assert "冲减第" in director.get(LEDGER).content.decode()


def test_each_row_opens_its_project_and_its_fact(director, two):
    page = director.get(f"{LEDGER}?project={two[0].pk}").content.decode()
    assert reverse("projects:project_show", args=[two[0].pk]) in page
    assert two[0].arrivals.get().get_absolute_url() in page
    assert "园区电池项目" not in page


@pytest.mark.parametrize("address", [LEDGER, ARRIVALS, MILESTONES])
@pytest.mark.parametrize(
    "query",
    [
        "unit=x", f"unit={10**30}", "measure=gold", "start=2026-02-30", "end=9999-12-31", "as_of=yesterday", "page=-1",
        "project=abc", "as_of=9999-12-31T23:59:59-23:00", "as_of=%00",
        "state=gold", "kind=gold", "unit_class=x", "start=%F0%9F%98%80",
    ],
)  # fmt: skip
def test_a_spoilt_address_is_no_error(director, two, address, query):
    assert director.get(f"{address}?{query}").status_code == 200


def test_a_unit_sees_the_ledger_of_its_own_projects_only(login, people, two):
    answer = login(people["unit_clerk"]).get(f"{LEDGER}?measure=arrived_capital")
    assert total(answer) == ["1,000.00"]
    assert "仅列出本单位可查看的项目" in answer.content.decode()


def test_neighbours_see_nothing(login, neighbour, town, two):
    session = login(neighbour.people["office_director"])
    for address in (LEDGER, ARRIVALS, MILESTONES):
        assert session.get(address).context["page"].paginator.count == 0
    assert session.get(f"{LEDGER}?unit={town.units['village'].pk}").context["form"].errors


@pytest.mark.parametrize("address", [LEDGER, ARRIVALS, MILESTONES])
def test_an_empty_list_says_so(director, address):
    answer = director.get(address)
    assert answer.context["page"].paginator.count == 0 and "empty-note" in answer.content.decode()


def test_arrivals_are_filtered_and_their_foot_is_what_counts(director, town, people, two):
    make_arrival(project=two[0], by=people["unit_clerk"], amount="70000", on=DAY)
    assert total(director.get(ARRIVALS)) == ["1,333.33", "—"], "what waits is listed and not counted"
    assert director.get(ARRIVALS).context["page"].paginator.count == 3
    for query, count, foot in (
        ({"state": "recorded"}, 1, "—"), ({"unit": town.units["park"].pk}, 1, "333.33"),
        ({"unit_class": "park"}, 1, "333.33"), ({"unit_class": "vertical_department"}, 0, None),
        ({"start": "2026-06-01"}, 1, "333.33"), ({"end": "2026-06-01", "state": "verified"}, 1, "1,000.00"),
        ({"kind": "equipment"}, 0, None), ({"ownership": "domestic", "kind": "cash"}, 3, "1,333.33"),
    ):  # fmt: skip
        answer = director.get(f"{ARRIVALS}?{urlencode(query)}")
        assert answer.context["page"].paginator.count == count, query
        assert foot is None or total(answer) == [foot, "—"], query


def test_foreign_capital_stands_in_dollars_beside_and_never_in_the_yuan(director, town, people, two):
    actions.record_rate(
        currency="USD", valid_on=DAY, rate=Decimal("7.1"), source="外汇局", by=people["administrator"], at=NOW
    )
    project = signed_project(
        unit=town.units["park"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY,
        name="外资项目", ownership="foreign",
    )  # fmt: skip
    fact = make_arrival(project=project, by=people["unit_clerk"], amount="250000", currency="USD", on=DAY)
    verify(fact, by=people["office_director"])
    assert total(director.get(ARRIVALS)) == ["1,333.33", "25.00"]
    assert total(director.get(f"{LEDGER}?measure=arrived_foreign")) == ["25.00"]


def test_milestones_are_listed_with_their_contract_sums(director, people, two):
    make_milestone(project=two[0], by=people["unit_clerk"], kind="filed", on=DAY)
    assert total(director.get(f"{MILESTONES}?kind=signed")) == ["10,000.00", "—"]
    assert director.get(f"{MILESTONES}?kind=filed").context["page"].paginator.count == 1


@pytest.mark.parametrize("rows", [10, 40])
@pytest.mark.parametrize(("address", "most"), [(LEDGER, 10), (ARRIVALS, 10), (MILESTONES, 10)])
def test_the_lists_ask_the_same_however_long_they_are(
    director, people, two, django_assert_max_num_queries, address, most, rows
):
    for _ in range(rows):
        verify(
            make_arrival(project=two[0], by=people["unit_clerk"], amount="1", on=DAY),
            by=people["office_director"],
        )
    with django_assert_max_num_queries(most):
        assert director.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "query", "rows"),
    [
        ("posting", "measure=arrived_capital", 2),
        ("arrival", "state=verified", 2),
        ("milestone", "kind=signed", 2),
    ],
)
def test_the_workbook_has_the_rows_and_the_foot_of_the_page(director, two, people, name, query, rows):
    answer = director.get(f"{reverse(f'projects:{name}_export')}?{query}")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "合计" in words and any(f"共{rows}条" in word for word in words)
    assert any("筛选条件" in word for word in words)
    event = Event.objects.get(verb="downloaded")
    assert (event.by, event.detail["rows"]) == (people["office_director"], rows)
    assert event.detail["filter"]


def test_a_workbook_nobody_could_open_is_refused_with_a_sentence(director, two, monkeypatch):
    monkeypatch.setattr("projects.views.common.EXPORT_MOST", 1)
    answer = director.get(reverse("projects:posting_export"))
    assert answer.status_code == 400 and "缩小筛选范围" in answer.content.decode()
    assert not Event.objects.filter(verb="downloaded").exists()


def test_what_is_out_of_the_register_is_not_listed(director, town, people, two):
    project = two[0]
    type(project).objects.filter(pk=project.pk).update(status="incoming")
    assert total(director.get(f"{LEDGER}?measure=arrived_capital")) == ["333.33"]
    assert total(director.get(ARRIVALS)) == ["333.33", "—"]
