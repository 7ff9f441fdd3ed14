"""The pages of importing targets: upload, preview, confirm, discard; who may; and the way out and back again."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessment.countable import countables
from assessment.models import Target, TargetImport
from assessment.target_sheet import judged, read_sheets
from tests.assessment.scenario import give_target, wan
from tests.factories import NOW
from tests.targets_book import targets_book

ADD = "/targets/import/"
DECISION = {"effective_from": "2026-01-01", "document": "镇政办发〔2026〕5号"}


@pytest.fixture
def director(town, login):
    return login(town.people["office_director"])


def upload(session, file=None, **data):
    sent = {
        "year": 2026,
        "target_set": "own",
        "part": "",
        "file": file or targets_book(("石桥村", 20_000, 3)),
    }
    return session.post(ADD, {"form_key": uuid.uuid4(), **sent, **data})


def page(name: str, batch: TargetImport) -> str:
    return reverse(f"assessment:target_import_{name}", args=[batch.pk])


def confirm(session, batch: TargetImport, seen: str | None = None, **data):
    seen = judged(batch, today=NOW.date()).digest if seen is None else seen
    return session.post(page("confirm", batch), {"form_key": uuid.uuid4(), "seen": seen, **DECISION, **data})


def test_a_workbook_is_looked_through_and_confirmed(town, director):
    give_target(town, "village", "arrived_capital", wan("15000"))
    answer = upload(director, targets_book(("石桥村", 20_000, "三"), ("柳河村", 30_000, 3)))
    batch = TargetImport.objects.get()
    assert answer.url == page("show", batch)
    shown = director.get(answer.url).text
    assert "开工项目数“三”：数量只能填写整数" in shown
    assert "新下达目标<b>2</b>项，调整<b>0</b>项" in shown
    assert Target.objects.count() == 1
    done = confirm(director, batch)
    assert done.url == answer.url
    assert Target.objects.count() == 3
    after = director.get(done.url).text
    assert "Sheet1第2行（石桥村）" in after
    assert batch.source.sha256 in after
    assert "目标表.xlsx" in director.get(ADD).text


def test_a_second_click_changes_nothing(town, director):
    upload(director)
    batch = TargetImport.objects.get()
    seen = judged(batch, today=NOW.date()).digest
    assert confirm(director, batch, seen).status_code == 302
    again = confirm(director, batch, seen)
    assert again.status_code == 422
    assert director.post(page("discard", batch), {"form_key": uuid.uuid4()}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, Target.objects.count()) == ("confirmed", 2)


@pytest.mark.parametrize(
    ("data", "field"),
    [({"document": ""}, "document"), ({"effective_from": "2026-02-30"}, "effective_from"), ({"seen": "x"}, "__all__"),
     ({"document": "文" * 500}, "document"), ({"effective_from": "2027-01-01"}, "effective_from")],
)  # fmt: skip
def test_a_bad_decision_is_answered_beside_its_field_and_kept(town, director, data, field):
    upload(director)
    batch = TargetImport.objects.get()
    answer = confirm(director, batch, **data)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    if "seen" not in data:
        assert answer.context["form"][field].value() == data[field]
    assert not Target.objects.exists()
    assert confirm(director, batch, answer.context["form"]["seen"].value()).status_code == 302


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"file": SimpleUploadedFile("表.xlsx", b"PK\x03\x04")}, "file"),
        ({"file": SimpleUploadedFile("表.exe", b"MZ")}, "file"),
        ({"file": SimpleUploadedFile("表.csv", "姓名,年龄\n甲,1".encode())}, "file"),
        ({"file": SimpleUploadedFile("空.xlsx", b"")}, "file"),
        ({"year": "1900"}, "year"),
        ({"target_set": "wish"}, "target_set"),
        ({"part": "q7"}, "part"),
    ],
)
def test_a_bad_upload_is_answered_beside_its_field(town, director, data, field):
    answer = upload(director, **data)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not TargetImport.objects.exists()


def test_what_was_exported_comes_back_without_a_change(town, director):
    for key, measure, quantity in (
        ("village", "arrived_capital", wan("12345.678901")), ("park", "arrived_foreign", wan("0.07")),
        ("vertical", "started_count", 30_000), (None, "arrived_capital", wan("99999.5")),
    ):  # fmt: skip
        for which, part in (
            ("own", ""),
            ("base", ""),
            ("stretch", ""),
            ("superior", ""),
            ("own", "q2"),
            ("base", "q2"),
        ):
            give_target(town, key, measure, quantity, target_set=which, part=part)
    for which, part in (("own", ""), ("superior", ""), ("own", "q2"), ("base", "q2")):
        content = director.get(f"/targets/export/?year=2026&set={which}&part={part}").content
        assert (
            upload(
                director, SimpleUploadedFile("导出.xlsx", content), target_set=which, part=part
            ).status_code
            == 302
        )
        plan = judged(TargetImport.objects.first(), today=NOW.date())
        read = {
            cell.key
            for sheet in plan.sheets
            for row in sheet.rows
            for cell in row.cells
            if cell.quantity and cell.key
        }
        assert (plan.changes, plan.refused) == ([], [])
        assert len(read) >= 4, which
        assert not [
            cell.hint
            for sheet in plan.sheets
            for row in sheet.rows
            for cell in row.cells
            if "请核对" in cell.hint
        ]


def test_the_blank_form_is_for_the_asked_set_and_part(town, director):
    answer = director.get(f"{ADD}template/?set=base&part=months")
    sheets = read_sheets(SimpleUploadedFile("模板.xlsx", answer.content), countables(town.region))
    assert [sheet["part"] for sheet in sheets] == [f"m{number:02d}" for number in range(1, 13)]
    for wrong in ("?set=wish", "?part=q9", "?year=x", "?year=1"):
        assert director.get(f"{ADD}template/{wrong}").status_code == 404


def test_a_neighbour_a_leader_and_a_unit_import_nothing(town, neighbour, director, login):
    upload(director)
    batch = TargetImport.objects.get()
    for who in ("leader", "unit_clerk", "office_clerk"):
        session = login(town.people[who])
        assert [upload(session).status_code, session.get(page("show", batch)).status_code] == [403, 403]
    stranger = login(neighbour.people["office_director"])
    assert [stranger.get(page(name, batch)).status_code for name in ("show", "file")] == [404, 404]
    assert confirm(stranger, batch).status_code == 404
    assert stranger.get(f"{ADD}?region={town.region.pk}").status_code == 404
    assert not Target.objects.exists()


def test_the_original_is_given_back_as_it_came(town, director):
    file = targets_book(("石桥村", 20_000, 3))
    sent = file.read()
    file.seek(0)
    upload(director, file)
    answer = director.get(page("file", TargetImport.objects.get()))
    assert b"".join(answer.streaming_content) == sent


def test_a_large_preview_costs_no_statement_per_row(town, director, django_assert_max_num_queries):
    upload(director, targets_book(*(("石桥村", number, 3) for number in range(1, 200))))
    with django_assert_max_num_queries(12):
        assert director.get(page("show", TargetImport.objects.get())).status_code == 200
