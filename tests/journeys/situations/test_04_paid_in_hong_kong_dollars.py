"""Situation 4: an investor pays Hong Kong dollars, and equipment; what counts is frozen with its rate and its paper."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse

from projects import actions
from projects.models import Arrival, Posting
from tests.factories import NOW, make_lead, make_milestone, slip, verify
from tests.projects.rules import decide


def rates_are_kept(admin) -> None:
    """The administrator keeps the table of rates."""
    for currency, rate in (("USD", "7.1"), ("HKD", "0.91")):
        typed = {"currency": currency, "valid_on": "2026-01-01", "rate": rate, "source": "国家外汇管理局"}
        admin.post(reverse("projects:rate_add"), {"form_key": str(uuid4()), **typed})


def both_are_recognised(director) -> None:
    """By the director: yuan and dollars are frozen with the rate of the day."""
    for fact, sum_ in zip(Arrival.objects.order_by("pk"), ("100", "50"), strict=True):
        typed = {"version": fact.version, "recognised": sum_, "statistical_on": "2026-05-08"}
        where = reverse("projects:fact_verify", args=["arrival", fact.pk])
        assert director.post(where, {"form_key": str(uuid4()), **typed}).status_code == 302


def test_hong_kong_dollars_and_equipment_count_by_table_and_paper(login, town):
    people = town.people
    clerk, director, admin = (
        login(people[who]) for who in ("unit_clerk", "office_director", "administrator")
    )

    rates_are_kept(admin)
    decide(town, kind="arrivals", typed_papers=True)
    project = make_lead(unit=town.units["village"], by=people["unit_clerk"], ownership="foreign")
    contract = make_milestone(project=project, by=people["unit_clerk"], amount="2000000", currency="USD")
    verify(contract, by=people["office_director"])

    # The clerk records the slip in the currency it names, and the machine with its customs paper.
    typed = {"event_on": "2026-05-03", "statistical_on": "2026-05-08"}
    money = {"amount": "100", "amount_unit": "万港元", "kind": "cash", "paper_kind": "bank_slip"}
    where = reverse("projects:arrival_add", args=[project.pk])
    clerk.post(where, {"form_key": str(uuid4()), **typed, **money, "files": [slip()]})
    machine = {"amount": "50", "amount_unit": "万美元", "kind": "equipment"}
    bare = clerk.post(where, {"form_key": str(uuid4()), **typed, **machine, "files": [slip()]})
    assert "请选择凭证种类" in str(bare.context["form"].errors["paper_kind"])
    customs = {**machine, "paper_kind": "customs", "files": [slip("报关单.pdf")]}
    clerk.post(where, {"form_key": str(uuid4()), **typed, **customs})

    both_are_recognised(director)
    paid, equipment = Arrival.objects.order_by("pk")
    assert (paid.currency, paid.cny, paid.usd) == ("HKD", Decimal("910000.00"), Decimal("128169.01"))
    assert (paid.rate, paid.rate_on, paid.statistical_on) == (
        Decimal("0.91"),
        date(2026, 1, 1),
        date(2026, 5, 8),
    )
    assert equipment.usd == Decimal(500_000)
    sums = (
        Posting.objects.filter(measure="arrived_foreign")
        .order_by("number")
        .values_list("quantity", flat=True)
    )
    assert list(sums) == [12_816_901, 50_000_000]
    page = clerk.get(paid.get_absolute_url()).content.decode()
    assert "100万港元" in page and "国家外汇管理局" in page and "银行进账单" in page

    # A newer rate converts nothing of the past.
    actions.record_rate(
        currency="HKD", valid_on=date(2026, 2, 1), rate=Decimal("0.95"), source="国家外汇管理局",
        by=people["administrator"], at=NOW,
    )  # fmt: skip
    paid.refresh_from_db()
    assert paid.cny == Decimal("910000.00")
