"""The pages of the office's rules: read by all, decided by the director, by form, by file, from a ready-made set."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import OfficeRule
from projects.rule_rights import decider_of
from projects.rulebook import KINDS
from projects.rulebook.settings import Rows
from promo.models import Event
from tests.factories import TODAY, slip


@pytest.fixture
def director(login, town):
    return login(town.people["office_director"])


def where(town, kind: str, name: str = "rule_set", region=None) -> str:
    return reverse(f"projects:{name}", args=[(region or town.region).pk, kind])


def boxes(kind: str, **document) -> dict:
    """What the form sends for a document of the kind."""
    sent = {
        "form_key": str(uuid4()),
        "valid_from": TODAY.isoformat(),
        "basis": "镇政办发〔2026〕9号",
        "act": "publish",
    }
    for one in KINDS[kind].settings:
        value = (KINDS[kind].default | document)[one.key]
        if not isinstance(one, Rows):
            sent |= {} if (value is None or value is False) else {one.key: "on" if value is True else value}
            continue
        for i, row in enumerate(value):
            cells = {f"{one.key}_{i}_{key}": cell for key, cell in row.items() if cell is not False}
            sent |= {name: "on" if cell is True else cell for name, cell in cells.items()}
    return sent


def test_everybody_reads_what_holds(login, town):
    for who in ("unit_clerk", "leader", "administrator"):
        page = login(town.people[who]).get(reverse("projects:rule_list")).content.decode()
        assert "线索时限" in page and "研判时限：3天" in page and "系统预设" in page
        assert "修订" not in login(town.people[who]).get(where(town, "clocks", "rule_show")).content.decode()


def test_the_director_publishes_a_rule_with_its_paper(director, town):
    answer = director.post(
        where(town, "clocks"), boxes("clocks", judge=5) | {"files": slip("通知.pdf")}, follow=True
    )
    row = OfficeRule.objects.get()
    assert (row.document["judge"], row.paper.name) == (5, "通知.pdf")
    page = answer.content.decode()
    assert "“线索时限”已公布" in page and "研判时限：3天 → 5天" in page and "依据文件：通知.pdf" in page


def test_the_same_form_sent_twice_is_one_rule(director, town):
    sent = boxes("clocks", judge=5)
    director.post(where(town, "clocks"), sent)
    director.post(where(town, "clocks"), sent)
    assert OfficeRule.objects.count() == 1


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_goes_through_its_form_unchanged(login, town, kind):
    answer = login(town.people[decider_of(KINDS[kind])]).post(where(town, kind), boxes(kind))
    assert answer.status_code == 302, answer.context["form"].errors
    assert OfficeRule.objects.get().document == KINDS[kind].default


def test_rows_are_added_removed_and_numbered(director, town):
    sent = boxes("screening") | {
        "items_0_drop": "on", "items_7_code": "", "items_7_name": "负面清单", "items_7_required": "on",
        "items_9_code": "", "items_9_name": " ",
    }  # fmt: skip
    director.post(where(town, "screening"), sent)
    items = OfficeRule.objects.get().document["items"]
    assert [row["code"] for row in items] == ["environment", "land", "energy", "safety", "concession", "x1"]
    assert items[-1] == {"code": "x1", "name": "负面清单", "hint": "", "required": True}


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("clocks", {"judge": "0"}, "研判时限应为1至90的整数"),
        ("clocks", {"judge": "三"}, "研判时限应为1至90的整数"),
        ("clocks", {"counting": "moons"}, "请从列表中选择"),
        ("clocks", {"basis": ""}, "请填写依据"),
        ("clocks", {"valid_from": "2025-12-31"}, "不能早于今年1月1日"),
        ("screening", {"items_1_code": "policy"}, "研判内容第2行与第1行重复"),
        ("screening", {"items_1_name": "甲\u202e"}, "看不见的格式字符"),
        ("permits", {"permits_0_days": "x"}, "代办事项第1行：承诺办理应为1至365的整数"),
        ("permits", {"permits_0_days": "9" * 40}, "代办事项第1行：承诺办理应为1至365的整数"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(director, town, kind, changes, sentence):
    answer = director.post(where(town, kind), boxes(kind) | {"basis": "会议纪要"} | changes)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert "basis" in changes or "会议纪要" in answer.content.decode()
    assert not OfficeRule.objects.exists()


def test_spare_rows_are_added_without_a_script(director, town):
    before = director.get(where(town, "screening")).content.decode().count("_name")
    answer = director.post(where(town, "screening"), boxes("screening") | {"act": "more-items", "basis": ""})
    assert answer.status_code == 200 and answer.content.decode().count("_name") > before
    assert "请填写依据" not in answer.content.decode() and not OfficeRule.objects.exists()


def test_a_ready_made_set_fills_the_form_and_holds_only_when_published(director, town):
    page = director.get(where(town, "gates"), {"preset": "permit"}).content.decode()
    assert "施工许可证" in page and "现场照片" in page
    assert not OfficeRule.objects.exists()


def test_a_rule_leaves_as_a_file_and_is_read_in_again(director, town):
    director.post(where(town, "clocks"), boxes("clocks", judge=5))
    answer = director.get(reverse("projects:rule_file", args=[OfficeRule.objects.get().pk]))
    said = json.loads(answer.content)
    assert (said["kind"], said["document"]["judge"]) == ("clocks", 5)
    assert Event.objects.filter(verb="downloaded").count() == 1
    said["document"]["judge"] = 7
    file = SimpleUploadedFile("规定.json", json.dumps(said).encode())
    page = director.post(where(town, "clocks"), boxes("clocks") | {"act": "read", "rule_file": file})
    assert page.context["form"]["judge"].value() == 7 and OfficeRule.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "请选择要读入的文件"),
        (b"\xff\xfe", "这不是从本系统导出的规定文件"),
        (b"[" * 100_000, "这不是从本系统导出的规定文件"),
        (b"[1]", "这不是从本系统导出的规定文件"),
        (b'{"kind": "gates", "document": {}}', "文件中的规定不是“线索时限”"),
        (b'{"kind": "clocks", "document": {"judge": NaN}}', "研判时限应为1至90的整数"),
    ],
)
def test_a_file_that_is_no_rule_is_refused(director, town, content, sentence):
    files = {"rule_file": SimpleUploadedFile("规定.json", content)} if content else {}
    answer = director.post(where(town, "clocks"), boxes("clocks") | {"act": "read"} | files)
    assert answer.status_code == 200 and sentence in answer.content.decode()


def test_rules_are_decided_where_the_director_stands(director, login, town, neighbour):
    assert director.post(where(town, "clocks", region=town.county), boxes("clocks")).status_code == 403
    assert director.get(where(town, "clocks", region=neighbour.region)).status_code == 404
    assert login(town.people["office_clerk"]).get(where(town, "clocks")).status_code == 403
    assert director.get(where(town, "weather")).status_code == 404


def test_the_table_of_rules_is_taken_away_as_a_workbook(login, town):
    answer = login(town.people["supervisor"]).get(reverse("projects:rule_export"))
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
