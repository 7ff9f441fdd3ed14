"""With a session cookie and no database, health still answers and the page that says "broken" is drawn."""

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.urls import reverse


@pytest.fixture
def browser(town, login):
    return login(town.people["unit_clerk"])


@pytest.fixture
def away(browser):
    def gone(*_, **__):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(gone):
        yield


def test_the_state_of_health_is_told_to_a_session(browser, away):
    answer = browser.get(reverse("health"))
    assert answer.status_code == 503
    assert answer.json()["database"] == "away"


def test_a_page_that_breaks_says_so_in_a_sentence(browser, away):
    browser.raise_request_exception = False
    answer = browser.get(reverse("projects:project_list"))
    assert answer.status_code == 500
    assert "系统处理时出错" in answer.content.decode()


def test_health_asks_for_no_row_of_session_or_person(browser, django_assert_num_queries):
    with django_assert_num_queries(2):  # the pulses, the oldest job
        browser.get(reverse("health"))
