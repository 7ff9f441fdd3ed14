"""Field checks and talks on pages: filled in, kept when wrong, confirmed, listed, and closed to who may not see."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import FieldCheck, Talk
from tests.assessment.test_check_in_the_field import check, confirm, photo
from tests.assessment.test_record_talk import said, talk
from tests.factories import make_lead

CHECKS, TALKS = reverse("assessment:field_check_list"), reverse("assessment:talk_list")


def send(browser, where: str, **typed):
    return browser.post(where, {"form_key": uuid4(), **typed})


def test_a_check_is_filled_in_with_photos_and_confirmed_by_another(town, login):
    browser, unit = login(town.people["supervisor"]), town.units["village"]
    project = make_lead(unit=unit, by=town.people["unit_clerk"])
    where = f"{reverse('assessment:field_check_add')}?unit={unit.pk}"
    page = browser.get(where).content.decode()
    assert project.name in page and 'capture="environment"' in page
    typed = {
        "unit": unit.pk, "checked_on": "2026-11-20", "place": "工业小区", "people": "郑督查", "projects": project.pk,
        "effort_verdict": "good", "effort_words": "每周调度", "negotiation_verdict": "unseen",
        "capital_verdict": "poor", "capital_words": "", "progress_verdict": "unseen", "version": 0,
    }  # fmt: skip
    wrong = send(browser, where, **typed, photos=photo())
    assert wrong.status_code == 422 and "每周调度" in wrong.content.decode()
    assert send(browser, where, **typed | {"capital_words": "余额不符"}, photos=photo()).status_code == 302
    row = FieldCheck.objects.get()
    image = reverse("assessment:supervision_file", args=[row.files.get().pk])
    assert f'src="{image}"' in browser.get(row.get_absolute_url()).content.decode()
    step = reverse("assessment:field_check_confirm", args=[row.pk])
    send(browser, step, version=1)  # not by the person who recorded it
    row.refresh_from_db()
    assert row.state == "recorded"
    send(login(town.people["leader"]), step, version=1)
    row.refresh_from_db()
    assert row.state == "confirmed"
    clerk = login(town.people["unit_clerk"])
    beside = clerk.get(reverse("projects:project_show", args=[project.pk])).content.decode()
    assert row.get_absolute_url() in beside and clerk.get(image).status_code == 200


@pytest.mark.parametrize("who, status", [("other_clerk", 404), ("office_director", 403)])
def test_a_check_of_another_unit_is_no_page(town, neighbour, login, who, status):
    row = confirm(town, check(town))
    assert login(town.people[who]).get(row.get_absolute_url()).status_code == status
    assert login(neighbour.people["supervisor"]).get(row.get_absolute_url()).status_code == 404


def test_lists_say_what_to_do_export_and_ask_as_often_for_many(town, login):
    browser = login(town.people["supervisor"])
    assert "还没有实地核查记录" in browser.get(CHECKS).content.decode()
    assert "还没有登记" in browser.get(TALKS).content.decode()
    for where, more in ((CHECKS, check), (TALKS, talk)):
        counts = []
        for _ in range(2):
            more(town)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(where).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 12, where
        assert "attachment" in browser.get(where, {"export": "xlsx"})["Content-Disposition"]
        assert browser.get(where, {"unit": "x"}).status_code == 422


def test_a_talk_is_recorded_corrected_and_seen_by_the_head_where_it_says_so(town, login):
    browser, unit = login(town.people["leader"]), town.units["village"]
    where = reverse("assessment:talk_add")
    wrong = send(browser, where, unit=unit.pk, **said() | {"document": ""})
    assert wrong.status_code == 422 and "限期一个月补上差距" in wrong.content.decode()
    assert send(browser, where, unit=unit.pk, **said(), shown_to_head="on").status_code == 302
    row, head = Talk.objects.get(), login(town.people["unit_head"])
    assert head.get(row.get_absolute_url()).status_code == 200
    assert row.person in head.get(TALKS).content.decode()
    for who, status in (("unit_clerk", 403), ("office_director", 403), ("administrator", 403)):
        assert login(town.people[who]).get(row.get_absolute_url()).status_code == status
    correct = reverse("assessment:talk_correct", args=[row.pk])
    assert send(browser, correct, **said(), reason="").status_code == 422
    assert send(browser, correct, **said(person="李村长、王小村"), reason="漏登一人").status_code == 302
    assert send(browser, correct, **said(), reason="再点一次").status_code == 422
    assert head.get(row.get_absolute_url()).status_code == 404
    assert Talk.objects.standing().get().person == "李村长、王小村"
