"""A layout is asked for by an address that a person may type: whatever stands there is answered with a sentence."""

import pytest
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from units import exporting

pytestmark = pytest.mark.django_db
ADD = reverse("units:layout_add")


def test_a_sign_that_no_database_keeps_is_no_address(login, town):
    where = f"{reverse('projects:project_export')}?x=\0"
    assert login(town.people["office_director"]).get(ADD, {"of": where}).status_code == 404


def test_a_page_that_leaves_a_message_sends_no_table(login, town, monkeypatch):
    """Such as a paper that cannot be printed here: it says so and leads back."""
    match = exporting.resolve(reverse("projects:project_list"))

    def says_so(request, *args, **kwargs):
        messages.error(request, "不能生成。")
        request.session["seen"] = True
        return HttpResponse()

    match.func = says_so
    monkeypatch.setattr(exporting, "resolve", lambda path: match)
    answer = login(town.people["office_director"]).get(ADD, {"of": reverse("projects:project_list")})
    assert answer.status_code == 422
