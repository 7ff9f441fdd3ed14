"""An office sets how its tables leave the house: by a form with buttons, under a name, as the default of the town."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from promo.models import Event
from promo.refusal import Refused
from promo.tables import Arrangement, Placed
from tests.factories import NOW, make_lead
from units import actions
from units.models import TableLayout

LIST = reverse("projects:project_export")
ADD = f"{reverse('units:layout_add')}?of={LIST}"
SHORT = Arrangement(
    (Placed("投资方", "投资人"), Placed("项目名称", "项目")), title="报市清单", notes=("另报。",)
)


@pytest.fixture
def director(town):
    return town.people["office_director"]


@pytest.fixture
def lead(town):
    return make_lead(unit=town.units["village"], by=town.people["unit_clerk"], name="螺纹钢项目")


def saved(town, by, **changes) -> TableLayout:
    facts = {
        "region": town.region, "view": "projects:project_export", "address": LIST, "table": "项目清单", "name": "报市",
        "arrangement": SHORT, "is_default": False, "by": by, "at": NOW,
    }  # fmt: skip
    return actions.save_layout(**(facts | changes))


def sheet_of(answer) -> list[list]:
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [[cell for cell in row if cell] for row in rows]


def filled(browser, where: str = ADD, **changes) -> dict:
    page = browser.get(where)
    assert page.status_code == 200
    first = page.context["form"].initial
    typed = {name: "on" if value is True else value for name, value in first.items() if value is not False}
    return {"drawn": page.context["drawn"].ticket, **typed, "name": "报市", "form_key": uuid4(), **changes}


def test_the_form_is_drawn_from_the_list_and_saves_a_layout_by_name(login, director, lead):
    browser = login(director)
    sent = filled(browser, head_2="项目", unit="yi", notes="注：\n报市", is_default="on")
    for number in range(5, 40):
        sent.pop(f"shown_{number}", None)
    assert browser.post(ADD, sent).url == reverse("units:layout_list")
    layout = TableLayout.objects.get()
    assert [one.title for one in layout.arrangement.columns] == ["序号", "编号", "项目", "投资方", "引资单位"]
    assert (layout.arrangement.unit, layout.arrangement.notes) == ("yi", ("注：", "报市"))
    assert (layout.is_default, layout.view) == (True, "projects:project_export")
    assert list(Event.objects.about(layout).order_by("pk").values_list("verb", flat=True)) == [
        "layout_saved", "layout_default",
    ]  # fmt: skip
    page = browser.get(reverse("units:layout_list")).content.decode()
    assert "报市" in page


def test_buttons_move_a_column_and_keep_what_was_typed_but_save_nothing(login, director, lead):
    browser = login(director)
    sent = filled(browser, head_2="项目", order="0,1,2,3", move="up:2")
    answer = browser.post(ADD, sent)
    form = answer.context["form"]
    assert (answer.status_code, form.numbers[:4]) == (200, [0, 2, 1, 3])
    assert form.lines()[1]["head"].value() == "项目"
    down = browser.post(ADD, {**sent, "order": "0,2,1,3", "move": "down:0", "form_key": uuid4()})
    assert down.context["form"].numbers[:4] == [2, 0, 1, 3]
    for strange in ("up:0", "down:99", "left:1", "up:", "up:²", "9"):
        moved = browser.post(ADD, {**sent, "move": strange, "form_key": uuid4()})
        assert (moved.status_code, moved.context["form"].numbers[:4]) == (200, [0, 1, 2, 3])
    assert not TableLayout.objects.exists()


def test_the_preview_shows_the_new_heads_and_reads_the_list_once(
    login, director, lead, django_assert_max_num_queries
):
    browser = login(director)
    sent = filled(browser, head_2="工程名称", group_2="基本情况", title="上报表", preview="1")
    with django_assert_max_num_queries(12):
        answer = browser.post(ADD, sent)
    assert answer.status_code == 200
    shown = answer.context["preview"]
    assert (shown.title, shown.columns[2].title, shown.columns[2].groups) == (
        "上报表",
        "工程名称",
        ("基本情况",),
    )
    assert "螺纹钢项目" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": ""}, "name", "请填写版式名称"),
        ({"group_1": "甲/乙/丙"}, "group_1", "最多两级"),
        ({"notes": "\n".join("注" for _ in range(11))}, "notes", "最多10条"),
        ({"unit": "usd"}, "unit", "金额单位"),
    ],
)
def test_bad_input_is_refused_and_kept(login, director, lead, changes, field, words):
    answer = login(director).post(ADD, filled(login(director), head_2="项目", **changes))
    assert answer.status_code == 422
    assert words in "".join(answer.context["form"].errors[field])
    assert answer.context["form"]["head_2"].value() == "项目"
    assert not TableLayout.objects.exists()


def test_a_layout_without_columns_or_with_a_name_in_use_is_refused(login, director, lead, town):
    browser = login(director)
    bare = {key: value for key, value in filled(browser).items() if not key.startswith("shown_")}
    assert "至少保留一列" in browser.post(ADD, bare).content.decode()
    saved(town, director)
    assert "同名版式" in browser.post(ADD, filled(browser)).content.decode()
    assert TableLayout.objects.count() == 1


def test_the_default_is_used_by_the_whole_town_and_own_and_others_by_name(
    login, director, lead, town, neighbour
):
    other = saved(town, director, name="简表", arrangement=Arrangement((Placed("编号", "项目编号"),)))
    saved(town, director, is_default=True)
    clerk = login(town.people["unit_clerk"])
    rows = sheet_of(clerk.get(LIST))
    assert (rows[0], ["投资人", "项目"] in rows, ["另报。"] in rows) == (["报市清单"], True, True)
    assert ["项目编号"] in sheet_of(clerk.get(f"{LIST}?layout={other.pk}"))
    own = sheet_of(clerk.get(f"{LIST}?layout=own"))
    assert (own[0], ["投资人", "项目"] in own) == (["高山镇招商引资项目清单"], False)
    foreign = saved(
        neighbour, director, region=neighbour.region, is_default=True, arrangement=other.arrangement
    )
    assert sheet_of(clerk.get(f"{LIST}?layout={foreign.pk}"))[0] == ["高山镇招商引资项目清单"]


def test_one_default_a_list_and_a_second_press_changes_nothing(login, director, town):
    first, second = saved(town, director, is_default=True), saved(town, director, name="乙")
    browser, where = login(director), reverse("units:layout_use", args=[second.pk])
    for _ in range(2):
        assert browser.post(where, {"form_key": uuid4(), "wanted": "on"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)
    assert Event.objects.about(second).filter(verb="layout_default").count() == 1
    browser.post(where, {"form_key": uuid4(), "wanted": "off"})
    assert not TableLayout.objects.filter(is_default=True).exists()


def test_it_is_changed_with_its_version_and_deleted_with_a_trace(login, director, lead, town):
    layout = saved(town, director)
    browser, where = login(director), reverse("units:layout_edit", args=[layout.pk])
    sent = filled(browser, where, name="新名")
    assert sent["head_2"] == "项目"
    assert browser.post(where, sent).status_code == 302
    layout.refresh_from_db()
    assert (layout.name, layout.version, layout.arrangement) == ("新名", 2, SHORT)
    stale = browser.post(where, {**sent, "form_key": uuid4(), "title": "另一"})
    assert (stale.status_code, "刚被别人修改过" in stale.content.decode()) == (422, True)
    gone = reverse("units:layout_delete", args=[layout.pk])
    assert browser.post(gone, {"form_key": uuid4()}).status_code == 302
    assert Event.objects.get(verb="layout_deleted").detail["name"] == "新名"
    assert not TableLayout.objects.exists()


def test_neighbours_see_nothing_and_who_only_enters_does_not_set_layouts(login, director, town, neighbour):
    layout = saved(town, director)
    for who in ("unit_clerk", "unit_head", "leader", "administrator"):
        assert login(town.people[who]).get(reverse("units:layout_list")).status_code == 403
    stranger = login(next(iter(neighbour.people.values())))
    assert stranger.get(reverse("units:layout_edit", args=[layout.pk])).status_code in {403, 404}


def test_the_page_of_a_list_out_of_reach_is_refused_with_a_sentence(login, director, town):
    browser = login(director)
    for where, status in ((reverse("units:user_export"), 422), (reverse("home"), 422), ("/nowhere/", 302)):
        assert browser.get(f"{reverse('units:layout_add')}?of={where}").status_code == status


def test_a_name_is_one_layout_of_one_list(town, director):
    saved(town, director)
    saved(town, director, view="projects:posting_export")
    with pytest.raises(Refused, match="同名"):
        saved(town, director)
