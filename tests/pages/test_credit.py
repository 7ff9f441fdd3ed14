"""Shares decided in the browser, and the project's ledger that follows from them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import CreditSplit, Posting
from promo.models import Event
from tests.factories import make_arrival, signed_project, slip, verify

DAY = date(2026, 3, 5)


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"],
        by=town.people["unit_clerk"],
        verifier=town.people["office_director"],
        on=DAY,
    )


@pytest.fixture
def director(login, town):
    return login(town.people["office_director"])


def at(name: str, project) -> str:
    return reverse(f"projects:credit_{name}", args=[project.pk])


def typed(project, town, pairs=(("village", "33.33"), ("park", "66.67")), **changes) -> dict:
    project.refresh_from_db()
    rows = {}
    for i, (unit, percent) in enumerate(pairs):
        rows[f"shares_unit_{i}"] = town.units[unit].pk if unit in town.units else unit
        rows[f"shares_percent_{i}"] = percent
    return {
        "form_key": str(uuid4()), "measure": "", "valid_from": "2026-03-05", "reason": "高政办〔2026〕8号",
        "files": [slip("纪要.pdf")],
        "version": project.version, **rows, **changes,
    }  # fmt: skip


def test_shares_are_decided_with_their_document_and_posted_anew(director, project, town):
    answer = director.post(at("share", project), typed(project, town), follow=True)
    words = answer.content.decode()
    assert "石桥村 33.33%、工业园 66.67%" in words and "高政办〔2026〕8号" in words and "纪要.pdf" in words
    assert CreditSplit.objects.filter(project=project).count() == 2
    live = Posting.objects.filter(measure="signed_amount", answers=None, answered_by=None)
    assert dict(live.values_list("unit__name", "quantity")) == {
        "石桥村": 1_666_500_000,
        "工业园": 3_333_500_000,
    }


def test_the_ledger_of_a_project_runs_and_sums(director, project, town):
    for amount in ("10000000", "5000000.01"):
        verify(
            make_arrival(project=project, by=town.people["unit_clerk"], amount=amount, on=DAY),
            by=town.people["office_director"],
        )
    answer = director.get(at("show", project))
    running = [
        total for posting, total in answer.context["postings"].rows if posting.measure == "arrived_capital"
    ]
    assert running == [1_000_000_000, 1_500_000_001]
    sums = {(row["unit__short_name"], row["measure"]): row["quantity"] for row in answer.context["sums"].rows}
    assert sums == {
        ("石桥村", "signed_count"): 10_000, ("石桥村", "signed_amount"): 5_000_000_000,
        ("石桥村", "arrived_capital"): 1_500_000_001,
    }  # fmt: skip


BAD = [
    ([("village", "50"), ("park", "49.99")], {}, "shares", "合计应为100.00%，现为99.99%"),
    ([("village", "100"), ("park", "100")], {}, "shares", "现为200.00%"),
    ([("village", "50"), ("village", "50")], {}, "shares", "填了两行"),
    ([("village", "33.333"), ("park", "66.667")], {}, "shares", "第1行：份额只能填数字，最多两位小数"),
    ([("village", "-10"), ("park", "110")], {}, "shares", "第1行：份额只能填数字"),
    ([("village", "0"), ("park", "100")], {}, "shares", "第1行：份额应大于0"),
    ([("village", "NaN")], {}, "shares", "第1行：份额只能填数字"),
    ([("village", "9" * 10_000)], {}, "shares", "第1行：份额只能填数字"),
    ([("village", "")], {}, "shares", "第1行：请填写份额"),
    ([("", "100")], {}, "shares", "第1行：请选择单位"),
    ([("999999", "100")], {}, "shares", "第1行：请从列表中选择单位"),
    ([], {}, "shares", "请至少填写一行"),
    ([("village", "100")], {"valid_from": "1977-12-31"}, "valid_from", "不能早于1978年"),
    ([("village", "100")], {"valid_from": "2099-01-01"}, "valid_from", "不能晚于今天"),
    ([("village", "100")], {"reason": ""}, "reason", "请填写依据"),
    ([("village", "100")], {"reason": "文" * 201}, "reason", "最多200个字"),
    ([("village", "100")], {"measure": "gold"}, "measure", "请从列表中选择适用指标"),
    ([("village", "100")], {"version": "abc"}, "version", "已被他人修改"),
]


@pytest.mark.parametrize(("pairs", "changes", "field", "sentence"), BAD)
def test_bad_shares_get_a_sentence_and_nothing_is_kept(
    director, project, town, pairs, changes, field, sentence
):
    answer = director.post(at("share", project), typed(project, town, pairs, **changes))
    assert answer.status_code == 422
    assert sentence in "".join(answer.context["form"].errors[field])
    assert CreditSplit.objects.count() == 1


def test_typed_rows_come_back(director, project, town):
    page = director.post(at("share", project), typed(project, town, [("village", "40"), ("park", "5x")]))
    words = page.content.decode()
    assert 'name="shares_percent_1" value="5x"' in words
    assert f'<option value="{town.units["park"].pk}" selected>' in words


def test_full_width_digits_and_a_percent_sign_are_read(director, project, town):
    director.post(at("share", project), typed(project, town, [("village", "４０％"), ("park", "60.00")]))
    assert list(CreditSplit.objects.last().lines.values_list("share", flat=True)) == [4000, 6000]


def test_a_stale_decision_is_told_so_and_may_be_sent_again(director, project, town):
    old = typed(project, town)
    director.post(at("share", project), typed(project, town, [("park", "100")]))
    answer = director.post(at("share", project), old)
    assert answer.status_code == 422 and "刚被别人修改过" in answer.content.decode()
    again = old | {
        "form_key": str(uuid4()),
        "version": answer.context["form"]["version"].value(),
        "files": [],
    }
    assert director.post(at("share", project), again).status_code == 302


def test_the_same_decision_sent_twice_is_one(director, project, town):
    data = typed(project, town)
    director.post(at("share", project), data)
    director.post(at("share", project), data | {"files": []})
    assert CreditSplit.objects.count() == 2


@pytest.mark.parametrize(
    "who", ["unit_clerk", "unit_head", "office_clerk", "leader", "supervisor", "administrator"]
)
def test_only_the_director_decides_shares(login, project, town, who):
    assert login(town.people[who]).post(at("share", project), typed(project, town)).status_code == 403


def test_a_unit_of_a_neighbouring_town_cannot_be_given_a_share(director, neighbour, project, town):
    answer = director.post(
        at("share", project), typed(project, town, [(str(neighbour.units["village"].pk), "100")])
    )
    assert answer.status_code == 422


def test_neighbours_and_other_units_find_nothing(login, neighbour, project, town):
    for user in (neighbour.people["office_director"], neighbour.people["leader"], town.people["other_clerk"]):
        assert login(user).get(at("show", project)).status_code == 404
        assert login(user).get(at("export", project)).status_code == 404


@pytest.mark.parametrize("rows", [3, 15])
def test_the_page_asks_the_same_however_long_the_ledger(
    director, project, town, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        fact = make_arrival(project=project, by=town.people["unit_clerk"], amount="100", on=DAY)
        verify(fact, by=town.people["office_director"])
    with django_assert_max_num_queries(12):
        assert len(director.get(at("show", project)).context["postings"].rows) == rows + 2


def test_the_export_is_remembered(director, project, town):
    assert director.get(at("export", project)).status_code == 200
    assert Event.objects.get(verb="downloaded").detail["rows"] == 5, "postings, sums and shares"


def test_a_split_of_one_fen_stays_one_fen(director, project, town):
    director.post(at("share", project), typed(project, town, [("village", "50"), ("park", "50")]))
    fact = make_arrival(project=project, by=town.people["unit_clerk"], amount="0.01", on=DAY)
    verify(fact, by=town.people["office_director"])
    assert fact.cny == Decimal("0.01") and sum(fact.postings.values_list("quantity", flat=True)) == 1
