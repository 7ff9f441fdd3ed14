"""Pages work under a policy that allows no inline script and nothing from outside; every template compiles."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
OWN_FILES = sorted((settings.BASE_DIR / "static" / "promo").glob("*.*"))
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]", re.IGNORECASE)
TAG = re.compile(r"{%.*?%}")  # Django's own words are not the page's
UNSAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_holds_nothing_the_policy_forbids(name):
    get_template(name)
    written = (FOLDER / name).read_text()
    source = TAG.sub("", written)
    assert not INLINE_SCRIPT.search(source)
    assert not HANDLER.search(source)
    assert not OUTSIDE.search(source)
    assert not UNSAFE.search(written)


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_style_sheets_and_scripts_ask_nobody_outside(path: Path):
    source = path.read_text()
    assert not OUTSIDE.search(source)
    assert "@import" not in source
    assert "eval(" not in source


@pytest.mark.urls("tests.web.addresses")
def test_the_frame_holds_menu_person_messages_and_the_way_to_the_text():
    context = {
        "navigation": [
            {"title": "项目库", "url": "/projects/", "active": True, "badge": 0},
            {"title": "核实", "url": "/verify/", "active": False, "badge": 12},
        ],
        "me": type("Person", (), {"name": "王建国<b>"})(),
        "my_unit": "经济办",
        "sentence": "表单已失效。",
        "is_demonstration": True,
        "product_name": "招商引资项目跟踪平台",
    }
    page = render_to_string("parts/sentence_page.html", context | {"csrf_token": "token"})
    assert '<html lang="zh-CN"' in page
    assert '<a href="/projects/" aria-current="page">项目库</a>' in page
    assert '<span class="nav-count">12</span>' in page
    assert "王建国&lt;b&gt;" in page
    assert "演示数据，均为虚构" in page
    assert 'href="#content"' in page
    assert 'action="/logout/"' in page


@pytest.mark.urls("tests.web.addresses")
def test_a_stranger_sees_no_menu():
    page = render_to_string("parts/sentence_page.html", {"sentence": "请登录。", "navigation": []})
    assert "<nav" not in page
    assert "退出登录" not in page
    assert "演示数据" not in page


@pytest.mark.urls("tests.web.addresses")
def test_the_login_page_says_what_was_wrong_and_keeps_where_one_was_going():
    class Wrong(dict):
        non_field_errors = ("用户名或密码不正确。",)
        hidden_fields = visible_fields = ()

    page = render_to_string("units/login.html", {"form": Wrong(), "next": '/projects/?q="'})
    assert "用户名或密码不正确。" in page
    assert 'name="next" value="/projects/?q=&quot;"' in page
