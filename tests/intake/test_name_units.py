"""A unit written otherwise than in the directory is told once for all its rows, and the next ledger knows it."""

from datetime import date

import pytest
from django.urls import reverse

from projects import actions, intake
from projects.actions.intake.sampling import refuse_own
from projects.authors import hand_in_batch
from projects.forms.unit_names import box_of
from projects.models import ImportBatch, LedgerLayout, LedgerUnitName, Milestone
from promo import jobs
from promo.models import Event
from promo.refusal import Refused
from tests.factories import NOW, make_unit, verify
from tests.intake.ledgers import a_row, imported, staged, workbook_of
from tests.pages.importing import post
from units.access import Access

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(town):
    return town.people["office_clerk"]


@pytest.fixture
def stage(town, office):
    def stage(*units, by=office, name="台账.xlsx"):
        rows = [a_row(项目名称=f"样例{n}号项目", 引资单位=unit) for n, unit in enumerate(units)]
        return staged(file=workbook_of(*rows, name=name), region=town.region, by=by)

    return stage


def told(batch, said, *, by, **more) -> ImportBatch:
    actions.name_units(batch=batch, version=batch.version, said=said, by=by, at=NOW, **more)
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    return batch


def outcomes(batch) -> list[str]:
    return list(batch.rows.values_list("outcome", flat=True))


def names_of(batch, own_units=None) -> list[tuple]:
    around = intake.surroundings(region=batch.region, own_units=own_units, on=NOW.date(), names=())
    return [(name.text, name.rows, name.unit) for name in intake.names_to_tell(batch, around)]


def test_a_name_is_told_once_for_all_its_rows_and_taken_back(stage, office, town):
    batch = stage("石桥", "石桥村", "石 桥", "石桥", "开发区")
    assert names_of(batch) == [("石桥", 2, None), ("开发区", 1, None), ("石 桥", 1, None)]
    village = town.units["village"]
    told(batch, {"石桥": village}, by=office)
    assert outcomes(batch) == ["new", "new", "new", "new", "refused"]
    assert batch.rows.first().reading["plan"]["lead_unit_id"] == village.pk
    assert ("石桥", 2, village.pk) in names_of(batch)
    told(batch, {"石桥": None}, by=office)
    assert outcomes(batch)[0] == "new"  # the office still remembers it
    assert Event.objects.about(batch).filter(verb="units_told").count() == 2


def test_the_next_ledger_knows_the_name_until_it_is_forgotten(stage, office, town):
    told(stage("石桥"), {"石桥": town.units["village"]}, by=office)
    assert outcomes(stage("石桥", name="下月.xlsx")) == ["new"]
    known = LedgerUnitName.objects.get()
    actions.forget_unit_name(name=known, version=known.version, by=office, at=NOW)
    assert outcomes(stage("石桥", name="再下月.xlsx")) == ["refused"]
    with pytest.raises(Refused, match="不再使用"):
        actions.forget_unit_name(name=known, version=known.version, by=office, at=NOW)


def test_what_is_remembered_never_goes_before_the_directory(stage, office, town):
    told(stage("石桥"), {"石桥": town.units["village"]}, by=office)
    named_so = make_unit("Q99", region=town.region, name="石桥")
    batch = stage("石桥", name="下月.xlsx")
    assert batch.rows.get().reading["plan"]["lead_unit_id"] == named_so.pk


def test_one_ledger_alone_may_mean_it_so(stage, office, town):
    told(stage("石桥"), {"石桥": town.units["village"]}, by=office, remember=False)
    assert not LedgerUnitName.objects.exists()
    assert outcomes(stage("石桥", name="下月.xlsx")) == ["refused"]


def test_no_unit_of_elsewhere_and_nothing_after_the_confirmation(stage, office, town):
    batch = stage("石桥", "石桥村")
    county = make_unit("X1", region=town.county, name="县招商局")
    with pytest.raises(Refused, match="不是本地单位"):
        told(batch, {"石桥": county}, by=office)
    with pytest.raises(Refused, match="没有改动"):
        told(batch, {"石桥": None}, by=office)
    actions.confirm_import(batch=batch, version=batch.version, by=office, at=NOW)
    with pytest.raises(Refused, match="已确认"):
        told(batch, {"石桥": town.units["village"]}, by=office)


def test_whoever_said_which_unit_is_meant_neither_samples_it_nor_verifies_a_fact_of_it(office, town):
    director = town.people["office_director"]
    signed = {"项目阶段": "签约", "合同投资额": 5000, "签约日期": date(2024, 1, 5)}
    batch = staged(file=workbook_of(a_row(引资单位="石桥", **signed)), region=town.region, by=office)
    batch = told(batch, {"石桥": town.units["village"]}, by=director)
    with pytest.raises(Refused, match="栏目含义或单位"):
        refuse_own(batch, by=director)
    assert hand_in_batch(batch, town.people["supervisor"]) is None
    batch = imported(batch, by=office)
    fact = Milestone.objects.get(import_row__batch=batch)
    with pytest.raises(Refused, match="由此导入的记录"):
        verify(fact, by=director)


def test_the_page_asks_each_name_once_and_a_unit_clerk_only_for_the_own_unit(login, stage, town):
    clerk = town.people["unit_clerk"]
    batch = stage("石桥", "石桥", "柳河村", by=clerk)
    browser = login(clerk)
    assert "统一指定单位" in browser.get(f"/imports/{batch.pk}/").content.decode()
    page = browser.get(f"/imports/{batch.pk}/units/").content.decode()
    assert page.count("<select") == 1  # 柳河村 is known, though not the own
    assert "石桥村" in page and "记住这些写法" not in page
    where, village = f"/imports/{batch.pk}/units/", town.units["village"]
    bad = post(browser, where, {"version": batch.version, box_of("石桥"): town.units["other_village"].pk})
    assert bad.status_code == 422
    assert post(browser, where, {"version": batch.version, box_of("石桥"): village.pk}).status_code == 302
    assert not LedgerUnitName.objects.exists()


def test_a_unit_chosen_for_one_name_is_taken_for_no_other_where_the_directory_changed_meanwhile(
    login, stage, office, town
):
    """The list of names that are asked moves up when one of them becomes a unit; the page still open is older."""
    batch, browser = stage("石桥", "石桥", "开发区"), login(office)
    where, typed = (
        f"/imports/{batch.pk}/units/",
        {box_of("石桥"): town.units["village"].pk, box_of("开发区"): ""},
    )
    assert all(box in browser.get(where).content.decode() for box in typed)
    make_unit("Q98", region=town.region, name="石桥")
    post(browser, where, {"version": batch.version, **typed})
    batch.refresh_from_db()
    assert batch.unit_names == {}


def test_a_clerk_keeps_what_the_office_said_of_his_ledger_though_the_unit_is_none_of_his(
    login, stage, office, town
):
    clerk = town.people["unit_clerk"]
    other = town.units["other_village"]
    batch = told(stage("石桥", "柳河", by=clerk), {"柳河": other}, by=office, remember=False)
    page = login(clerk).get(f"/imports/{batch.pk}/units/").content.decode()
    assert f'value="{other.pk}" selected' in page
    typed = {box_of("石桥"): town.units["village"].pk, box_of("柳河"): other.pk}
    post(login(clerk), f"/imports/{batch.pk}/units/", {"version": batch.version, **typed})
    batch.refresh_from_db()
    assert batch.unit_names == {"石桥": town.units["village"].pk, "柳河": other.pk}


def test_who_works_in_the_office_of_another_town_is_a_unit_clerk_here(town, neighbour):
    clerk = town.people["unit_clerk"]
    clerk.memberships.create(unit=neighbour.units["office"], role="office_clerk", valid_from=date(2020, 1, 1))
    access = Access.of(clerk, on=NOW.date())
    assert intake.own_units_of(access, town.region) == access.unit_ids
    assert intake.own_units_of(access, neighbour.region) is None


def test_the_office_forgets_a_name_on_the_page_of_what_is_remembered(login, stage, office, town):
    told(stage("石桥"), {"石桥": town.units["village"]}, by=office)
    browser, known = login(office), LedgerUnitName.objects.get()
    assert "石桥：石桥村" in browser.get("/imports/layouts/").content.decode()
    post(browser, f"/imports/units/{known.pk}/forget/", {"version": known.version})
    known.refresh_from_db()
    assert known.forgotten_at


def test_remembered_names_come_by_the_page_beside_the_columns(login, stage, office, town):
    names = [f"某某{number:02}部" for number in range(60)]
    batch = told(stage(*names), dict.fromkeys(names, town.units["village"]), by=office)
    browser = login(office)
    page = browser.get("/imports/layouts/").content.decode()
    assert ("某某00部" in page, "某某59部" in page, "nav-tabs" in page) == (True, False, False)
    LedgerLayout.objects.create(
        region=town.region,
        signature="a",
        name="六月.xlsx",
        columns={},
        told_by=office,
        told_at=batch.uploaded_at,
    )
    assert "六月.xlsx" in browser.get("/imports/layouts/").content.decode()
    second = browser.get("/imports/layouts/?list=names&page=2").content.decode()
    assert ("某某00部" in second, "某某59部" in second, "六月" in second) == (False, True, False)


def test_a_name_longer_than_any_is_told_for_its_ledger_but_not_remembered(stage, office, town):
    """Signs that fold into several make a short name long: PostgreSQL would refuse it, SQLite keep it whole."""
    spread, long = "㍿" * 20, "石桥" * 40
    batch = told(stage(spread, long), {spread: town.units["village"], long: town.units["village"]}, by=office)
    assert outcomes(batch)[0] == "new"
    assert not LedgerUnitName.objects.exists()


def test_of_very_many_names_the_most_frequent_are_asked_and_the_rest_counted(login, stage, office):
    """Another column taken for the units has a name a row: a choice of all units for each would be no page."""
    batch = stage("石桥", "石桥", *(f"某某{number}部" for number in range(60)))
    page = login(office).get(f"/imports/{batch.pk}/units/").content.decode()
    assert page.count("<select") == 50
    assert "另有 11 种写法没有列出" in page
    assert page.index("石桥</td>") < page.index("某某0部</td>")


def test_the_pages_of_names_ask_the_same_however_many_there_are(
    login, stage, office, town, django_assert_max_num_queries
):
    browser = login(office)
    for count in (1, 20):
        names = [f"某某{count}之{number}部" for number in range(count)]
        batch = stage(*names, name=f"{count}.xlsx")
        with django_assert_max_num_queries(14):
            browser.get(f"/imports/{batch.pk}/units/")
        told(batch, dict.fromkeys(names, town.units["village"]), by=office)
        with django_assert_max_num_queries(12):
            browser.get("/imports/layouts/")


def test_a_unit_registered_meanwhile_is_known_when_the_file_is_read_again(stage, town, login, office):
    batch = stage("文化站", "开发区")
    make_unit("501", region=town.region, name="文化站")
    around = intake.surroundings(region=batch.region, own_units=None, on=NOW.date(), names=())
    names, settled = intake.told_and_settled(batch, around)
    assert ([name.text for name in names], settled) == (["开发区"], 1)
    client = login(office)
    page = client.get(reverse("projects:import_units", args=[batch.pk])).content.decode()
    assert "1 种写法现已可以识别" in page
    post(client, reverse("projects:import_retry", args=[batch.pk]), {})
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    assert outcomes(batch) == ["new", "refused"]
    page = client.get(reverse("projects:import_units", args=[batch.pk])).content.decode()
    assert "现已可以识别" not in page


def test_the_names_that_are_missing_can_be_copied_for_the_administrator(stage, town, login, office):
    batch = stage("文化站", "开发区", by=office)
    page = login(office).get(reverse("projects:import_units", args=[batch.pk]))
    assert page.context["missing"].split("\n") == ["开发区", "文化站"]
