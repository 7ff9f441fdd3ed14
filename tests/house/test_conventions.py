"""Habits of the house that a reader would otherwise have to remember."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

HOUSE = ("promo", "units", "projects", "assessment")
ROOT = Path(settings.BASE_DIR)
MODULES = sorted(
    path for floor in HOUSE for path in (ROOT / floor).rglob("*.py") if "migrations" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
TO_BE_SPLIT = {"tests/pages/test_imports.py"}
UNESCAPED = re.compile(r"mark_safe|\|\s*safe\b|autoescape\s+off|SafeString\(|\|\s*safeseq")
MAY_BE_UNESCAPED = {
    "projects/forms/credit.py",  # a constant attribute, aria-invalid="true"
}
FOREIGN = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?\s*(?:https?:)?//""", re.IGNORECASE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_walk_finds_the_house():
    assert len(MODULES) > 100
    assert len(TEMPLATES) > 40
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(HOUSE)


def test_no_file_is_longer_than_its_subject():
    long = {
        name_of(path) for path in MODULES + TESTS if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE
    }
    assert not long - TO_BE_SPLIT, "make it a folder of the same name"


def test_no_function_is_longer_than_a_page():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in MODULES + TESTS
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_every_module_says_why_it_exists():
    silent = [
        name_of(path)
        for path in MODULES + TESTS
        if (text := path.read_text(encoding="utf-8")).strip() and not ast.get_docstring(ast.parse(text))
    ]
    assert not silent


def every_choices():
    for config in apps.get_app_configs():
        if config.name in HOUSE:
            for model in config.get_models():
                for field in model._meta.get_fields():
                    if isinstance(field, models.CharField) and field.choices:
                        yield f"{model.__name__}.{field.name}", dict(field.flatchoices)


@pytest.mark.parametrize(
    ("field", "choices"), list(every_choices()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_stored_codes_are_lower_case_words_and_their_labels_are_chinese(field, choices):
    for code, label in choices.items():
        is_iso = field.endswith(".currency") and re.fullmatch(r"[A-Z]{3}", code)
        assert not code or is_iso or re.fullmatch(r"[a-z][a-z0-9_]*", code), f"{field}: {code}"
        assert re.search(r"[\u4e00-\u9fff]", str(label)), f"{field}: {label}"


def test_no_page_loads_anything_from_another_site():
    foreign = [
        f"{name_of(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert not foreign


@pytest.mark.parametrize(
    ("line", "is_foreign"),
    [
        ('<script src="https://cdn.example/x.js">', True),
        ("<img src='//cdn.example/x.png'>", True),
        ("background: url(https://cdn.example/x.png)", True),
        ('<a href="/projects/">', False),
        ("<link href=\"{% static 'x.css' %}\">", False),
    ],
)
def test_the_search_for_other_sites_finds_them(line, is_foreign):
    assert bool(FOREIGN.search(line)) == is_foreign


def test_no_template_runs_script_of_its_own():
    """The content policy allows none, so it would silently do nothing."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\son[a-z]+\s*=\s*[\"']|javascript:"
    )
    found = [name_of(path) for path in TEMPLATES if inline.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_nothing_is_handed_to_the_page_unescaped():
    loose = [
        name_of(path)
        for path in MODULES + TEMPLATES
        if UNESCAPED.search(path.read_text(encoding="utf-8")) and name_of(path) not in MAY_BE_UNESCAPED
    ]
    assert not loose


def test_every_form_of_a_template_that_is_posted_carries_token_and_key():
    """parts/form_top.html brings both; the login needs no key, because it does nothing twice."""
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE):
            has_both = "{% csrf_token %}" in form and "{% form_key %}" in form
            is_session = "units:logout" in form or path.name == "login.html"
            assert has_both or "form_top.html" in form or (is_session and "{% csrf_token %}" in form), (
                name_of(path)
            )


def every_action():
    for path in MODULES:
        if "actions" in path.parts:
            for node in functions(path):
                yield path, node


def test_every_action_takes_its_facts_by_name():
    loose = []
    for path, node in every_action():
        named = {one.arg for one in node.args.args}
        if "by" in named and not node.name.startswith("_"):
            loose.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert not loose


CLOCKS = re.compile(r"timezone\.(?:now|localdate)\(\)|timezone\.localtime\(\)|date\.today\(|datetime\.now\(")
INSIDE = {"actions", "models", "forms", "reports", "functions", "intake", "scheme_document"}


def test_the_clock_is_read_at_the_door():
    """Inside, the moment is handed in; the exceptions are defaults of forms and of the ground."""
    found = [
        name_of(path)
        for path in MODULES
        if path.relative_to(ROOT).parts[0] != "promo" and "views" not in path.parts
        if INSIDE & {*path.relative_to(ROOT).parts, path.stem}
        if CLOCKS.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_every_model_reads_as_a_sentence():
    for config in apps.get_app_configs():
        for model in config.get_models() if config.name in HOUSE else ():
            assert model.__str__ is not models.Model.__str__, model
