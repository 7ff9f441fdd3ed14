"""Statistical forms come ready from the register: ledgers by stage, the month, the self-rating, the results."""

from datetime import UTC, date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessment.facts import known_now
from assessment.reports.official import Time, rating_table, ratings
from projects import actions
from projects.month_form import month_table
from projects.stage_ledgers import landed_table, reserve_table, to_sign_table
from promo.models import Event
from tests.factories import NOW, TODAY, make_arrival, make_lead, make_milestone, signed_project, verify

FORMS = ("reserve", "signing", "landed", "monthly", "rating", "results")


@pytest.fixture
def register(town):
    """A lead, one with a letter of intent, one signed with 500万元 that arrived in November."""
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    village = town.units["village"]
    lead = make_lead(unit=village, by=clerk, name="储备项目", contact="张三", phone="13812345678")
    talked = make_lead(unit=village, by=clerk, name="意向项目")
    verify(make_milestone(project=talked, by=clerk, kind="intent"), by=director)
    actions.plan_step(project=talked, text="会商用地", due_on=TODAY, owner="王五", by=clerk, at=NOW)
    landed = signed_project(unit=village, by=clerk, verifier=director, name="落地项目")
    actions.raise_blocker(project=landed, kind="land", text="用地指标不足", by=clerk, at=NOW)
    verify(make_arrival(project=landed, by=clerk, amount="5000000", on=TODAY), by=director)
    return {"lead": lead, "talked": talked, "landed": landed}


def texts(table) -> list[dict]:
    heads = ["/".join((*column.groups, column.title)) for column in table.columns]
    return [dict(zip(heads, (cell.text for cell in row), strict=True)) for row in table.cells()]


def made(make, town, who="office_director"):
    return texts(make(access=town.access(who), region=town.region, on=TODAY))


def test_each_project_stands_in_the_ledger_of_its_stage_and_in_no_other(town, register):
    for make, name in ((reserve_table, "储备项目"), (to_sign_table, "意向项目"), (landed_table, "落地项目")):
        assert [row["项目名称"] for row in made(make, town)] == [name]
        assert made(make, town, "other_clerk") == []


def test_the_ledgers_show_phones_by_right_and_what_is_done_for_each(town, register):
    assert made(reserve_table, town)[0]["联系电话"] == "13812345678"
    assert made(reserve_table, town, "leader")[0]["联系电话"] == "138****5678"
    line = made(to_sign_table, town)[0]
    assert (line["跟踪服务/下一步工作"], line["跟踪服务/完成时限"], line["跟踪服务/负责人"]) == (
        "会商用地", TODAY.isoformat(), "王五",
    )  # fmt: skip
    assert line["洽谈进度/意向书"] != "—"
    line = made(landed_table, town)[0]
    assert (line["到位资金/内资"], line["存在问题"]) == ("500.00", "用地指标不足")
    assert line["推进时间/签约"] != "—"
    assert line["推进时间/开工"] == "—"


def test_the_month_counts_what_arrived_in_it_and_all_before(town, register):
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    earlier = date(2026, 10, 15)
    verify(make_arrival(project=register["landed"], by=clerk, amount="2000000", on=earlier), by=director)
    lines = [(date(2026, 10, 31), Decimal(3_000_000), ""), (date(2026, 11, 30), Decimal(4_000_000), "")]
    actions.plan_arrivals(
        project=register["landed"], currency="CNY", lines=lines, reason="合同", revision=0, by=clerk, at=NOW
    )

    def month(first):
        return texts(month_table(access=town.access("leader"), region=town.region, month=first))[0]

    november, october = month(date(2026, 11, 1)), month(date(2026, 10, 1))
    money = ("本月计划到位/内资", "本月实际到位/内资", "累计计划到位/内资", "累计实际到位/内资")
    assert [november[one] for one in money] == ["400.00", "500.00", "700.00", "700.00"]
    assert [october[one] for one in money] == ["300.00", "200.00", "300.00", "200.00"]
    assert november["目前存在问题"] == "用地指标不足"


def test_what_ended_leaves_the_forms_and_what_it_counts_is_said_below_them(town, register):
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    asked = {"access": town.access("leader"), "region": town.region}
    november, october = ({**asked, "month": date(2026, month, 1)} for month in (11, 10))
    assert not any("不列入本表" in note for note in month_table(**november).notes)
    assert not landed_table(**asked, on=TODAY).notes
    ended = signed_project(unit=town.units["village"], by=clerk, verifier=director, name="终止项目")
    verify(make_arrival(project=ended, by=clerk, amount="1234500", on=TODAY), by=director)
    ended.refresh_from_db()
    actions.terminate(project=ended, reason="协商终止", version=ended.version, by=director, at=NOW)
    assert [row["项目名称"] for row in texts(month_table(**november))] == ["落地项目"]
    said = "另有已终止等不列入本表的项目，仍按入账统计"
    assert month_table(**november).notes[-1] == (
        f"{said}，本月实际到位内资123.45万元、外资0.00万美元，累计实际到位内资123.45万元、外资0.00万美元。"
    )
    assert landed_table(**asked, on=TODAY).notes == [
        f"{said}，合同金额内资5,000.00万元、外资0.00万美元，到位资金内资123.45万元、外资0.00万美元。"
    ]
    assert not any(said in note for note in month_table(**october).notes)
    other = {"access": town.access("other_clerk"), "region": town.region}
    assert not any(said in note for note in month_table(**other, month=date(2026, 11, 1)).notes)


def test_the_self_rating_divides_what_it_says_and_leaves_points_to_the_unit(town, register):
    as_of = known_now(NOW)
    asked = {"region": town.region, "year": 2026, "today": TODAY, "as_of": as_of}
    rows = ratings(**asked)
    line = texts(rating_table(rows, region=town.region, year=2026, time=Time.of(**asked)))[0]
    assert line["单位"] == "石桥村"
    kept = ("履约率/新签合同项目数", "履约率/履约项目数", "履约率/履约率", "履约率/得分")
    assert [line[one] for one in kept] == ["1", "1", "100.00%", ""]
    ever = rows[0]
    assert ever.arrived_rate == Fraction(5_000_000) / ever.contract_ever
    assert line["当年到位资金/到位资金"] == "500.00"
    assert (line["开竣工率/率"], line["当年到位资金/任务"]) == ("—", "—")
    own = ratings(**asked, unit_ids={town.units["other_village"].pk})
    assert [(one.member.name, one.signed) for one in own] == [("柳河村", 0)]


def test_every_number_of_the_self_rating_opens_its_list(login, town, register):
    browser, where = login(town.people["office_director"]), reverse("assessment:official_rating")
    table = browser.get(where).context["table"]
    line = table.cells()[0]
    opened = {cell.link: cell.text for cell in line if cell.link}
    assert len(opened) == 7
    for link, text in opened.items():
        behind = browser.get(link).context["table"]
        sums = {cell.text for cell in behind.totals() if cell.text} if behind.rows else {"0", "0.00"}
        assert text in sums, link
    kept = next(link for link in opened if "kept=" in link)
    assert [row[0].text for row in browser.get(kept).context["table"].cells()] == ["落地项目"]
    other = login(town.people["other_clerk"]).get(kept)
    assert "落地项目" not in other.text, "a unit opens its own alone"


def test_what_is_also_counted_stands_with_its_unit_and_not_in_the_total_of_the_self_rating(town, register):
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    shared = signed_project(unit=town.units["village"], by=clerk, verifier=director, name="兼计项目")
    shared.refresh_from_db()
    actions.share_credit(
        project=shared, shares=[(town.units["village"], 10_000)], also=[(town.units["other_village"], 10_000)],
        valid_from=date(2026, 1, 1), reason="会议纪要", version=shared.version, by=director, at=NOW,
    )  # fmt: skip
    verify(make_arrival(project=shared, by=clerk, amount="1000000", on=TODAY), by=director)
    asked = {"region": town.region, "year": 2026, "today": TODAY, "as_of": known_now(NOW)}
    rows = ratings(**asked)
    table = rating_table(rows, region=town.region, year=2026, time=Time.of(**asked))
    heads = ["/".join((*column.groups, column.title)) for column in table.columns]
    total = dict(zip(heads, (cell.text for cell in table.totals()), strict=True))
    by_unit = {line["单位"]: line for line in texts(table)}
    for head, of_unit, of_all in (
        ("履约率/新签合同项目数", ("2", "1"), "2"), ("履约率/履约项目数", ("2", "1"), "2"),
        ("资金到位率/到位资金总额", ("600.00", "100.00"), "600.00"),
        ("资金到位率/合同项目投资总额", ("10,000.00", "5,000.00"), "10,000.00"),
        ("当年到位资金/到位资金", ("600.00", "100.00"), "600.00"),
    ):  # fmt: skip
        assert tuple(by_unit[name][head] for name in ("石桥村", "柳河村")) == of_unit, head
        assert total[head] == of_all, head
    assert total["当年到位资金/任务"] == "—", "no target is no target of nought"
    assert table.notes[-1] == "含兼计：柳河村。兼计只列入本单位，不计入合计。"


def test_the_kept_projects_open_as_they_were_when_the_form_was(login, town, register):
    browser, where = login(town.people["office_director"]), reverse("assessment:official_rating")
    line = browser.get(where).context["table"].cells()[0]
    kept = next(cell.link for cell in line if cell.link and "kept=" in cell.link)
    now, given = kept.split("&as_of=")
    assert given, "the list is asked for as of the form"
    then = f"{now}&{urlencode({'as_of': known_now(NOW).astimezone(UTC).isoformat()})}"
    again = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        name="后来项目",
    )  # fmt: skip
    verify(make_arrival(project=again, by=town.people["unit_clerk"]), by=town.people["office_director"])

    def named(address: str) -> list[str]:
        return [row[0].text for row in browser.get(address).context["table"].cells()]

    assert named(then) == ["落地项目"]
    assert sorted(named(now)) == ["后来项目", "落地项目"]
    for bad in ("zz", "9999-01-01T00:00", "0001-01-01"):
        assert len(named(f"{now}&as_of={bad}")) == 2


def test_an_earlier_moment_does_not_know_what_was_recognised_since(town, register):
    asked = {"region": town.region, "year": 2026, "today": TODAY}
    before = known_now(NOW)
    again = signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
        name="后来项目",
    )  # fmt: skip
    verify(make_arrival(project=again, by=town.people["unit_clerk"]), by=town.people["office_director"])
    then, now = (ratings(**asked, as_of=moment)[0] for moment in (before, known_now(NOW)))
    assert ((then.signed, then.kept), (now.signed, now.kept)) == ((1, 1), (2, 2))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_page_and_those_with_rows_a_noted_workbook(login, town, register, form):
    browser, where = login(town.people["office_director"]), reverse(f"assessment:official_{form}")
    for asked in ("", "?month=2026-10&year=2025", "?month=zz&year=-1&export=", "?month=2026-11"):
        assert browser.get(f"{where}{asked}").status_code == 200
    answer = browser.get(f"{where}?export=xlsx")
    if form == "results":
        assert "还没有公示或发布" in answer.content.decode()
        return
    sheet = load_workbook(BytesIO(answer.content)).active
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("填表人：" in one for one in words)
    assert any(one.startswith("共") and "制表人：周主任" in one for one in words)
    assert Event.objects.filter(verb="downloaded", by=town.people["office_director"]).exists()


def test_an_unknown_form_is_404_and_the_administrator_stays_out(login, town):
    assert login(town.people["office_director"]).get("/official/other/").status_code == 404
    assert login(town.people["administrator"]).get("/official/landed/").status_code == 403


@pytest.mark.parametrize("count", [1, 4])
def test_the_landed_ledger_asks_the_same_number_of_times_however_long_it_is(
    town, django_assert_max_num_queries, count
):
    for number in range(count):
        signed_project(
            unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"],
            name=f"项目{number}",
        )  # fmt: skip
    access = town.access("leader")
    assert access.roles
    with django_assert_max_num_queries(5):
        landed_table(access=access, region=town.region, on=TODAY).cells()
