"""Before a round closes nobody sees a mark but who gave it: not on a page, in a workbook, a record, a notice."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from assessment import actions
from assessment.models import PanelMark
from promo.models import Event, Notice
from tests.assessment import scenario
from tests.assessment.rounds import CODE, DEADLINE, LATER, OVER, confirmed, fill, open_round
from tests.assessment.scenario import Judged
from tests.factories import slip

SECRETS = ("9.37", "绝密理由", "秘密材料")
KEPT_SECRETS = (*SECRETS, "937")  # on a page these digits may also stand in a token
ASKED = (("supervisor", "督查办"), ("unit_head", "村"), ("office_clerk", "经济办"))
EVERYBODY = (
    "unit_clerk", "unit_head", "other_clerk", "office_clerk", "office_director", "leader", "supervisor",
    "other_supervisor", "administrator",
)  # fmt: skip


@pytest.fixture
def judged(town):
    return Judged(town, scenario.adopt(town), {})


@pytest.fixture
def handed_in(judged):
    """The supervisor, who opened the round, has handed in; the others have not."""
    row = open_round(judged, asked=ASKED, by="other_supervisor")
    fill(
        judged, row, "supervisor", 937, reasons=dict.fromkeys(judged.units, "绝密理由"),
        files={"village": slip("秘密材料.pdf")},
    )  # fmt: skip
    return row


@pytest.fixture
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(LATER)
    return at


def pages(row, judged) -> list[str]:
    village = judged.units["village"].pk
    show = reverse("assessment:round_show", args=[row.pk])
    unit = reverse("assessment:round_unit", args=[row.pk, village])
    listed = reverse("assessment:round_list")
    mark = reverse("assessment:mark_history", args=[judged.scheme.pk, village, CODE])
    return [
        listed, f"{listed}?export=xlsx", show, f"{show}?export=xlsx", unit, f"{unit}?export=xlsx", mark,
        reverse("assessment:panel_fill", args=[row.pk]), reverse("assessment:mark_list"),
        *(reverse("assessment:panel_file", args=[one.pk]) for one in PanelMark.objects.exclude(file_name="")),
        reverse("assessment:history"), reverse("assessment:history_export"), reverse("home"),
        reverse("units:notice_list"),
    ]  # fmt: skip


def text_of(response) -> str:
    """What is read on a page or in any cell of a workbook."""
    if response.status_code != 200:
        return ""
    if "spreadsheet" not in response.headers["Content-Type"]:
        return b"".join(response).decode("utf-8", "replace")
    book = openpyxl.load_workbook(BytesIO(b"".join(response)))
    return "\n".join(str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line)


def leaks(session, addresses) -> list[str]:
    return [
        f"{where}: {secret}"
        for where in addresses
        if (said := text_of(session.get(where)))
        for secret in SECRETS
        if secret in said
    ]


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "supervisor"])
def test_nobody_else_sees_a_mark_before_the_round_closes(judged, handed_in, login, clock, who):
    assert leaks(login(judged.people[who]), pages(handed_in, judged)) == []
    clock(OVER)  # the deadline has passed and no tick came yet: looking opens nothing
    assert leaks(login(judged.people[who]), pages(handed_in, judged)) == []


def test_the_marker_sees_the_own_marks_on_the_own_sheet_only(judged, handed_in, login, clock):
    session = login(judged.people["supervisor"])
    own = reverse("assessment:panel_fill", args=[handed_in.pk])
    others = [where for where in pages(handed_in, judged) if where != own and "/files/" not in where]
    assert "9.37" in text_of(session.get(own)) and "绝密理由" in text_of(session.get(own))
    (paper,) = PanelMark.objects.exclude(file_name="")
    assert session.get(reverse("assessment:panel_file", args=[paper.pk])).status_code == 200
    assert leaks(session, others) == []
    record = [reverse("assessment:history"), reverse("assessment:history_export")]
    assert leaks(login(judged.people["leader"]), record) == [], "what the marker took out is named for nobody"


def test_others_see_who_has_handed_in(judged, handed_in, login, clock):
    html = login(judged.people["leader"]).get(pages(handed_in, judged)[2]).content.decode()
    assert "郑督查" in html and "已提交1人" in html and "未提交" in html


def test_nothing_that_is_kept_beside_the_marks_holds_them(judged, handed_in):
    kept = [*Event.objects.values_list("detail", flat=True), *Notice.objects.values_list("title", flat=True)]
    assert Event.objects.filter(verb="panel_handed_in").exists() and Notice.objects.exists()
    assert not [one for one in kept for secret in KEPT_SECRETS if secret in str(one)]


def test_a_round_cancelled_before_it_closed_stays_blind(judged, handed_in, login, clock):
    actions.cancel_round(row=handed_in, reason="范围有误", by=judged.people["other_supervisor"], at=LATER)
    clock(OVER)
    for who in ("leader", "other_supervisor", "unit_head"):
        assert leaks(login(judged.people[who]), pages(handed_in, judged)) == []


def test_closed_it_opens_to_those_who_oversee_and_to_nobody_else(judged, handed_in, login, clock):
    actions.close_due_rounds(now=DEADLINE)
    clock(OVER)
    for who in ("leader", "other_supervisor"):
        assert leaks(login(judged.people[who]), pages(handed_in, judged))
    for who in ("unit_clerk", "unit_head", "office_director", "office_clerk", "administrator"):
        assert leaks(login(judged.people[who]), pages(handed_in, judged)) == [], who


def test_confirmed_a_unit_sees_its_result_without_names(judged, login, clock):
    row = confirmed(judged)
    session = login(judged.people["unit_clerk"])
    html = session.get(
        reverse("assessment:round_unit", args=[row.pk, judged.units["village"].pk])
    ).content.decode()
    assert "(7 + 9) ÷ 2 = 8" in html and "2人评分" in html and "不公开评分人" in html
    assert "郑督查" not in html and "周主任" not in html
    assert (
        "郑督查"
        not in session.get(reverse("assessment:round_show", args=[row.pk])).content.decode().split("<dl")[0]
    )
    other = reverse("assessment:round_unit", args=[row.pk, judged.units["other_village"].pk])
    assert session.get(other).status_code == 404
    assert session.get(f"{other}?export=xlsx").status_code == 404


def test_confirmed_with_names_a_unit_sees_who_gave_it_what(judged, login, clock):
    row = confirmed(judged, shows_names=True)
    where = reverse("assessment:round_unit", args=[row.pk, judged.units["village"].pk])
    html = login(judged.people["unit_clerk"]).get(where).content.decode()
    assert "郑督查" in html and "周主任" in html


def test_a_clerk_who_guesses_numbers_of_rounds_finds_nothing(judged, handed_in, neighbour, login, clock):
    for user in (
        judged.people["other_clerk"],
        neighbour.people["unit_clerk"],
        neighbour.people["supervisor"],
    ):
        session = login(user)
        for where in pages(handed_in, judged)[2:6] + [reverse("assessment:panel_fill", args=[handed_in.pk])]:
            assert session.get(where).status_code == 404, where
