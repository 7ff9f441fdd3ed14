"""The contract page: supplements and investors, as the unit's clerk types them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import InvestorSplit
from tests.factories import signed_project, slip, verify


@pytest.fixture
def project(town):
    return signed_project(
        unit=town.units["village"], by=town.people["unit_clerk"], verifier=town.people["office_director"]
    )


@pytest.fixture
def clerk(login, town):
    return login(town.people["unit_clerk"])


def at(name: str, project) -> str:
    return reverse(f"projects:{name}", args=[project.pk])


def supplement(clerk, project, **changes):
    sent = {
        "form_key": str(uuid4()), "direction": "less", "amount": "1000", "amount_unit": "万元",
        "event_on": "2026-11-20", "files": [slip()], **changes,
    }  # fmt: skip
    return clerk.post(at("supplement_add", project), sent)


def test_a_cut_waits_is_corrected_and_verified_whole(clerk, login, town, project):
    assert supplement(clerk, project).status_code == 302
    row = project.milestones.get(kind="supplement")
    assert row.amount == -10_000_000
    amend = reverse("projects:fact_amend", args=["milestone", row.pk])
    assert "减少" in clerk.get(amend).content.decode()
    sent = {"direction": "less", "amount": "2000", "event_on": "2026-11-20", "version": row.version}
    assert clerk.post(amend, sent | {"form_key": str(uuid4()), "amount_unit": "万元"}).status_code == 302
    director = login(town.people["office_director"])
    page = director.get(reverse("projects:fact_verify", args=["milestone", row.pk])).content.decode()
    assert "认定金额" not in page.split("<form")[-1]
    row.refresh_from_db()
    verify(row, by=town.people["office_director"])
    assert "3,000万元" in clerk.get(at("contract_show", project)).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": ""}, "请填写增减金额"),
        ({"files": []}, "请上传补充协议扫描件"),
        ({"direction": "x"}, "请从列表中选择合同总额"),
        ({"amount": "6000"}, "请办理终止"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(clerk, project, changes, sentence):
    answer = supplement(clerk, project, **changes)
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_a_step_of_the_road_is_not_a_supplement(clerk, project):
    assert 'value="supplement"' not in clerk.get(at("milestone_add", project)).content.decode()


def investors(clerk, project, *rows, **changes):
    project.refresh_from_db()
    sent = {
        "form_key": str(uuid4()),
        "valid_from": "2026-11-21",
        "reason": "合资合同",
        "version": project.version,
    }
    for i, (name, percent, *more) in enumerate(rows):
        sent |= {f"investors_name_{i}": name, f"investors_percent_{i}": percent}
        sent |= {f"investors_{key}_{i}": value for key, value in zip(("foreign", "code"), more, strict=False)}
    return clerk.post(at("investors_set", project), sent | changes)


def test_investors_are_kept_with_their_codes_and_show_a_joint_venture(clerk, project):
    rows = ("样例阀门有限公司", "60", "", "91330000MA00000001"), ("海外株式会社", "40", "1")
    answer = investors(clerk, project, *rows)
    assert answer.status_code == 302
    lines = list(InvestorSplit.objects.get().lines.all())
    assert [(line.party.credit_code, line.is_foreign) for line in lines] == [
        ("91330000MA00000001", False),
        ("", True),
    ]
    assert "中外合资" in clerk.get(at("project_show", project)).content.decode()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("甲公司", "60")], "出资比例合计应为100.00%，现为60.00%"),
        ([("甲公司", "")], "第1行：请填写出资比例"),
        ([("", "100")], "第1行：请填写投资方"),
        ([("甲公司", "100", "", "12")], "第1行：统一社会信用代码应为18位"),
        ([], "请至少填写一个投资方"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_stays_as_typed(clerk, project, rows, sentence):
    answer = investors(clerk, project, *rows)
    words = answer.content.decode()
    assert answer.status_code == 422 and sentence in words
    assert all(f'value="{row[0]}"' in words for row in rows)


def test_a_neighbour_sees_nothing_and_a_viewer_may_not(login, town, neighbour, project):
    assert login(neighbour.people["office_director"]).get(at("contract_show", project)).status_code == 404
    assert login(town.people["leader"]).get(at("supplement_add", project)).status_code == 403
    assert login(town.people["leader"]).get(at("contract_show", project)).status_code == 200
