"""The verification desk: oldest first, one after the other, a ledger's rows together, and only for whom it is meant."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects import actions
from projects.models import Arrival, ImportBatch, ImportRow, Milestone, Posting
from promo.models import Event
from promo.models.event import record
from promo.refusal import Refused
from tests.factories import NOW, make_arrival, make_lead, make_milestone, signed_project

DAY = date(2026, 3, 5)
DESK = reverse("projects:verify_desk")
MANY = reverse("projects:verify_many")


@pytest.fixture
def people(town):
    return town.people


@pytest.fixture
def project(town, people):
    return signed_project(
        unit=town.units["village"], by=people["unit_clerk"], verifier=people["office_director"], on=DAY
    )


@pytest.fixture
def director(login, people):
    return login(people["office_director"])


@pytest.fixture
def imported(town, people):
    """`imported()` gives another row of one ledger."""
    batch = ImportBatch.objects.create(
        region=town.region, name="台账.xlsx", sha256="0" * 64, size=1, cut_off_on=DAY, state="done",
        uploaded_by=people["office_clerk"], uploaded_at=NOW,
    )  # fmt: skip
    numbers = iter(range(1, 1000))
    return lambda: ImportRow.objects.create(
        batch=batch, sheet="项目台账", number=next(numbers), outcome="new"
    )


def verify_url(fact, name="fact_verify") -> str:
    return reverse(f"projects:{name}", args=[fact.subject, fact.pk])


def decision(fact, **changes) -> dict:
    return {
        "form_key": str(uuid4()), "version": fact.version, "statistical_on": fact.statistical_on.isoformat(),
        "recognised": "1000", "recognised_unit": "万元", "cut_reason": "", **changes,
    }  # fmt: skip


def rows_of(response) -> list:
    assert response.status_code == 200
    return [(fact.subject, fact.pk) for fact in response.context["facts"]]


def test_the_queue_is_one_line_oldest_first(director, project, people):
    late = make_arrival(project=project, by=people["unit_clerk"], on=DAY, at=NOW)
    early = make_milestone(
        project=project, by=people["unit_clerk"], kind="filed", on=DAY, at=NOW - timedelta(days=3)
    )
    answer = director.get(DESK)
    assert rows_of(answer) == [("milestone", early.pk), ("arrival", late.pk)]
    assert answer.context["facts"][1].evidence_count == 1


def test_filters_stand_in_the_address(director, town, project, people, imported):
    arrival = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    filed = make_milestone(
        project=project, by=people["unit_clerk"], kind="filed", on=DAY, import_row=imported()
    )
    village, park = town.units["village"].pk, town.units["park"].pk
    assert rows_of(director.get(f"{DESK}?kind=arrival")) == [("arrival", arrival.pk)]
    assert rows_of(director.get(f"{DESK}?kind=filed&unit={village}")) == [("milestone", filed.pk)]
    assert rows_of(director.get(f"{DESK}?source=import")) == [("milestone", filed.pk)]
    assert rows_of(director.get(f"{DESK}?source=typed")) == [("arrival", arrival.pk)]
    assert rows_of(director.get(f"{DESK}?unit={park}")) == []
    assert "没有符合条件的待核实事项" in director.get(f"{DESK}?unit={park}").content.decode()


@pytest.mark.parametrize(
    "query", ["unit=x", "unit=999999", "kind=gold", "page=abc", "source=1", f"unit={10**30}"]
)
def test_a_spoilt_address_is_no_error(director, project, query):
    assert director.get(f"{DESK}?{query}").status_code == 200


def test_an_empty_desk_says_what_to_do(director, town):
    assert "没有待核实的事项" in director.get(DESK).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office_clerk", 200), ("supervisor", 200), ("unit_clerk", 403), ("unit_head", 403), ("leader", 403),
        ("administrator", 403),
    ],
)  # fmt: skip
def test_who_stands_at_the_desk(login, people, who, status):
    assert login(people[who]).get(DESK).status_code == status


@pytest.mark.parametrize("who", ["office_clerk", "supervisor", "unit_head", "leader", "unit_clerk"])
def test_only_the_director_decides(login, project, people, who):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    session = login(people[who])
    for name in ("fact_verify", "fact_return"):
        assert session.post(verify_url(fact, name), decision(fact, reason="x")).status_code == 403
    assert session.post(MANY, {"form_key": str(uuid4()), "fact": f"arrival:{fact.pk}:1"}).status_code == 403
    assert "核实并看下一条" not in session.get(fact.get_absolute_url()).content.decode()
    fact.refresh_from_db()
    assert fact.state == "recorded"


def test_a_neighbouring_director_sees_an_empty_desk(login, neighbour, project, people):
    make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    assert rows_of(login(neighbour.people["office_director"]).get(DESK)) == []


def test_verifying_posts_what_was_recognised_and_goes_on(director, project, people):
    first = make_arrival(project=project, by=people["unit_clerk"], on=DAY, at=NOW)
    second = make_arrival(project=project, by=people["unit_clerk"], on=DAY, at=NOW + timedelta(hours=1))
    make_arrival(project=project, by=people["office_director"], on=DAY, at=NOW + timedelta(minutes=5))
    typed = decision(first, recognised="800", cut_reason="回单只有800万元", next="1")
    answer = director.post(verify_url(first), typed)
    assert answer.url == second.get_absolute_url(), "the director's own entry is passed over"
    assert first.postings.get().quantity == 80_000_000_000 // 100
    end = director.post(verify_url(second), decision(second, next="1"), follow=True)
    assert "没有其他待核实的事项" in end.content.decode()


BAD = [
    ({"recognised": "1000.01"}, "recognised", "不超过上报金额"),
    ({"recognised": "0"}, "recognised", "必须大于0"),
    ({"recognised": "-5"}, "recognised", "不能为负数"),
    ({"recognised": "NaN"}, "recognised", "只能填写数字"),
    ({"recognised": "1" + "0" * 18}, "recognised", "过大"),
    ({"recognised": "999"}, "cut_reason", "请填写核减原因"),
    ({"cut_reason": "无"}, "cut_reason", "无须填写核减原因"),
    ({"recognised": "999", "cut_reason": "减" * 201}, "cut_reason", "最多200个字"),
    ({"statistical_on": "2026-03-04"}, "statistical_on", "不能早于发生日期"),
    ({"statistical_on": "2099-01-01"}, "statistical_on", "不能晚于今天"),
    ({"statistical_on": ""}, "statistical_on", "请填写统计日期"),
    ({"version": "x"}, "version", "已被他人修改"),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), BAD)
def test_a_bad_decision_is_refused_beside_its_field(director, project, people, changes, field, sentence):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    answer = director.post(verify_url(fact), decision(fact, **changes))
    assert answer.status_code == 422
    assert sentence in "".join(answer.context["verify_form"].errors[field])
    assert not fact.postings.exists()


def test_what_was_changed_meanwhile_is_not_verified_unseen(director, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    typed = decision(fact)
    Arrival.objects.filter(pk=fact.pk).update(version=2, amount=Decimal(9_000_000), note="改过")
    answer = director.post(verify_url(fact), typed | {"recognised": "900"})
    assert answer.status_code == 422 and "刚被别人修改过" in answer.content.decode()
    assert "改过" in answer.content.decode() and not fact.postings.exists()


def test_the_same_decision_sent_twice_is_one(director, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    typed = decision(fact)
    director.post(verify_url(fact), typed)
    answer = director.post(verify_url(fact), typed, follow=True)
    assert "已经提交过" in answer.content.decode()
    assert fact.postings.count() == 1


def test_returning_needs_a_reason_and_keeps_it(director, project, people):
    fact = make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    data = {"form_key": str(uuid4()), "version": fact.version, "reason": "   "}
    answer = director.post(verify_url(fact, "fact_return"), data)
    assert answer.status_code == 422 and "请填写退回原因" in answer.content.decode()
    director.post(verify_url(fact, "fact_return"), data | {"reason": "回单不清", "form_key": str(uuid4())})
    fact.refresh_from_db()
    assert (fact.state, fact.return_reason) == ("returned", "回单不清")


def test_a_ledger_s_rows_are_verified_together_contract_first(director, town, people, imported):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    more = {"by": people["office_clerk"], "on": DAY, "files": []}
    arrival = make_arrival(project=lead, import_row=imported(), **more)
    signed = make_milestone(project=lead, import_row=imported(), **more)
    other = make_lead(unit=town.units["park"], by=people["unit_clerk"], name="另一项目", on=DAY)
    unsigned = make_arrival(project=other, import_row=imported(), **more)
    typed_one = make_milestone(project=other, kind="filed", by=people["unit_clerk"], on=DAY)
    own = make_arrival(project=lead, import_row=imported(), **(more | {"by": people["office_director"]}))
    page = director.get(DESK)
    assert {fact.pk for fact in page.context["facts"] if fact.may_tick and fact.subject == "arrival"} == {
        arrival.pk, unsigned.pk,
    }  # fmt: skip
    marks = [
        f"{fact.subject}:{fact.pk}:{fact.version}" for fact in (arrival, signed, unsigned, typed_one, own)
    ]
    marks += ["arrival:999999:1", "nothing", "arrival:x:1", f"arrival:{'9' * 40}:1", "arrival:²:1"]
    marks += marks[:2]  # sent twice, told once
    answer = director.post(f"{MANY}?source=import", {"form_key": str(uuid4()), "fact": marks}, follow=True)
    words = answer.content.decode()
    assert answer.redirect_chain == [(f"{DESK}?source=import", 302)]
    assert "已核实2条" in words and "8条未核实" in words
    assert "该项目的签约尚未核实，请先核实签约（1条）" in words and "录入人不能核实自己录入的记录" in words
    assert set(Posting.objects.values_list("measure", flat=True)) == {
        "signed_count",
        "signed_amount",
        "arrived_capital",
    }
    assert not Milestone.objects.get(pk=typed_one.pk).is_verified


def test_who_wrote_a_row_or_typed_into_it_finds_no_box_there_but_why(director, login, town, people, imported):
    lead = make_lead(unit=town.units["village"], by=people["unit_clerk"], on=DAY)
    given = {"project": lead, "by": people["office_clerk"], "on": DAY, "files": []}
    row = imported()
    foreign, typed_into = (make_arrival(import_row=one, **given) for one in (imported(), row))
    told = {"name": row.batch.name, "row": str(row), "changes": {"金额": ["1000", "900"]}}
    record(row.batch, "row_corrected", by=people["office_director"], at=NOW, **told)
    own = make_arrival(import_row=imported(), **(given | {"by": people["office_director"]}))
    page = director.get(DESK)
    assert {fact.pk for fact in page.context["facts"] if fact.own} == {typed_into.pk, own.pk}
    assert {fact.pk for fact in page.context["facts"] if fact.may_tick} == {foreign.pk}
    assert page.text.count("本人录入或修改过，由他人核实") == 2
    for fact in (typed_into, own):
        with pytest.raises(Refused, match="请由他人核实"):
            actions.verify_fact(fact=fact, version=fact.version, by=people["office_director"], at=NOW)
    assert "由他人核实" not in login(people["office_clerk"]).get(DESK).text, "a clerk decides about none"


def test_ticking_nothing_says_so(director, town):
    answer = director.post(MANY, {"form_key": str(uuid4())}, follow=True)
    assert "请先勾选要核实的事项" in answer.content.decode()


def test_a_stale_tick_is_not_verified(director, project, people, imported):
    fact = make_arrival(project=project, by=people["office_clerk"], on=DAY, import_row=imported())
    Arrival.objects.filter(pk=fact.pk).update(version=7)
    director.post(MANY, {"form_key": str(uuid4()), "fact": f"arrival:{fact.pk}:1"})
    assert not fact.postings.exists()


@pytest.mark.parametrize("rows", [10, 40])
def test_the_desk_asks_the_same_however_much_waits(
    director, project, people, imported, django_assert_max_num_queries, rows
):
    for number in range(rows):
        row = imported() if number % 2 else None
        make_arrival(project=project, by=people["unit_clerk"], on=DAY, import_row=row)
    with django_assert_max_num_queries(10):
        assert len(rows_of(director.get(DESK))) == rows


def test_the_export_has_the_same_rows_and_is_remembered(director, project, people):
    for _ in range(3):
        make_arrival(project=project, by=people["unit_clerk"], on=DAY)
    answer = director.get(reverse("projects:verify_export"))
    assert answer["Content-Type"].endswith("sheet")
    event = Event.objects.get(verb="downloaded")
    assert (event.by, event.detail["rows"], event.detail["what"]) == (
        people["office_director"],
        3,
        "待核实事项",
    )
