"""The walk of bad values through a form can fail: each made-up desk here does one thing that it must find."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.html import format_html, format_html_join

from tests.house.hostile import Door, Walk
from tests.house.sheets import Sheet, forms_of
from units.models import Region

PLAIN = {"sum": "12", "year": "2026"}
pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """Stands in for a client: `answers` says what becomes of what was sent, `opens` how the next page opens."""

    answers: Callable[[dict], HttpResponse]
    opens: int = 200
    cookies: dict = field(default_factory=dict)

    def post(self, where: str, body: str, content_type: str) -> HttpResponse:
        return self.answers({name: values[-1] for name, values in QueryDict(body).lists()})

    def get(self, where: str) -> HttpResponse:
        return HttpResponse(status=self.opens)


def page(sent: dict, wrong: dict[str, str]) -> HttpResponse:
    boxes = format_html_join(
        "",
        '<div data-field="{0}"><input name="{0}" value="{1}"{2}><div class="field-error">{3}</div></div>',
        (
            (name, sent.get(name, ""), " aria-invalid=true" if name in wrong else "", wrong.get(name, ""))
            for name in PLAIN
        ),
    )
    return HttpResponse(format_html('<form method="post">{}</form>', boxes), status=422)


def unlike_numbers(sent: dict) -> dict[str, str]:
    return {
        name: "应为数字。"
        for name in PLAIN
        if not (sent.get(name, "").isascii() and sent.get(name, "").isdigit())
    }


def careful(sent: dict) -> HttpResponse:
    wrong = unlike_numbers(sent)
    return page(sent, wrong) if wrong else HttpResponseRedirect("/next/")


def one_after_the_other(sent: dict) -> HttpResponse:
    """Looks at the year only where the sum is right, and cannot bear one sign in it."""
    wrong = unlike_numbers(sent)
    if "sum" in wrong:
        return page(sent, {"sum": wrong["sum"]})
    return HttpResponse(status=500) if sent.get("year") == "NaN" else careful(sent)


def together_only(sent: dict) -> HttpResponse:
    """Dies where one box is wrong and the other is not, as a check of both does that reads what was refused."""
    wrong = unlike_numbers(sent)
    return HttpResponse(status=500) if set(wrong) == {"year"} else careful(sent)


def unmarked(sent: dict) -> HttpResponse:
    """Says above the form what is wrong, marks no box, and dies on a value in the second one alone."""
    if sent.get("year") == "9999-12-31" and sent.get("sum") == PLAIN["sum"]:
        return HttpResponse(status=500)
    said = '<div class="note note-error">有内容需要修改。</div>'
    answer = careful(sent)
    if answer.status_code == 422:
        answer.content = said.encode() + page(sent, {}).content
    return answer


def forgetful(sent: dict) -> HttpResponse:
    return page({}, unlike_numbers(sent)) if unlike_numbers(sent) else careful(sent)


def mute(sent: dict) -> HttpResponse:
    return page(sent, dict.fromkeys(unlike_numbers(sent), "")) if unlike_numbers(sent) else careful(sent)


def mute_beside_one(sent: dict) -> HttpResponse:
    wrong = unlike_numbers(sent)
    return page(sent, wrong | ({"year": "invalid"} if "year" in wrong else {})) if wrong else careful(sent)


def half_saving(sent: dict) -> HttpResponse:
    if sent.get("sum") == "-1":
        Region.objects.create(name="某县", level="county")
    return careful(sent)


def faults(desk: Desk) -> list[str]:
    return Walk(Door(desk, "/"), Sheet(PLAIN, typed=PLAIN)).faults()


def test_a_careful_form_has_no_fault_and_what_it_takes_is_known():
    walk = Walk(Door(Desk(careful), "/"), Sheet(PLAIN, typed=PLAIN))
    assert not walk.faults()
    assert walk.taken["0"] == {"sum": "0", "year": "0"}
    assert "NaN" not in walk.taken


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (one_after_the_other, "year = 'NaN': 500"),
        (together_only, "500"),
        (unmarked, "year = '9999-12-31': 500"),
        (forgetful, "no longer holds what was typed"),
        (mute, "refused without a sentence"),
        (mute_beside_one, "refused without a sentence beside ['year']"),
        (half_saving, "yet saved: ['units_region']"),
    ],
)
def test_the_walk_finds_a_form_that(answers, said):
    found = faults(Desk(answers))
    assert any(said in one for one in found), found


def test_the_walk_finds_a_page_that_cannot_show_what_was_accepted():
    assert any("accepted, and then 500" in one for one in faults(Desk(careful, opens=500)))


def test_what_was_half_saved_is_gone_again():
    assert faults(Desk(half_saving))
    assert not Region.objects.exists()


def test_a_form_is_read_as_it_stands_and_as_a_person_fills_it_in():
    (form,) = forms_of(
        '<form method="post"><input type="hidden" name="version" value="3"><input name="name"><textarea name="note">'
        '\n旧</textarea><select name="kind"><option value="">—<option value="a">甲</select><input type="checkbox" '
        'name="on" value="x" checked><input type="checkbox" name="on" value="y" checked><input type="file" name="f">'
        '<input type="checkbox" name="off"></form>'
    )
    assert form.stands == {"version": "3", "name": "", "note": "旧", "kind": "", "on": ["x", "y"]}
    assert form.filled.keys() == form.stands.keys() | {"f", "off"}
    assert (form.filled["kind"], form.filled["note"]) == ("a", "旧")
    assert (form.stands.typed, form.stands.hidden) == ({"name", "note"}, {"version"})
