"""A wrong page number in an address shows the nearest page."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from promo.web.paging import page_of

ROWS = list(range(1, 287))


def asked(query: str):
    return RequestFactory().get(f"/projects/?{query}")


@pytest.mark.parametrize(
    ("query", "number", "size"),
    [
        ("", 1, 50),
        ("page=2", 2, 50),
        ("page=abc", 1, 50),
        ("page=0", 6, 50),
        ("page=-3", 6, 50),
        ("page=999", 6, 50),
        ("page=" + "9" * 5000, 6, 50),
        ("page=1e3", 1, 50),
        ("page=2&per_page=100", 2, 100),
        ("per_page=100000", 1, 50),
    ],
)
def test_any_page_number_gives_a_page(query, number, size):
    page = page_of(ROWS, asked(query))
    assert page.number == number
    assert page.paginator.per_page == size


def test_an_empty_list_has_one_empty_page():
    page = page_of([], asked("page=7"))
    assert list(page) == []
    assert page.number == 1


def test_links_keep_the_filter():
    request = asked("unit=3&page=2")
    text = render_to_string("parts/pagination.html", {"page": page_of(ROWS, request)}, request=request)
    assert "共 286 条，第 51—100 条" in text
    assert 'href="?unit=3&amp;page=3" rel="next"' in text
    assert '<span aria-current="page">2</span>' in text
