"""What nobody types but somebody may send is answered with a sentence, never with an error page."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.forms.rules import rule_from_file
from projects.rulebook import KINDS


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("clocks", {"counting": []}),
        ("clocks", {"counting": {"a": 1}}),
        ("report_month", {"title": "\ud800"}),
        ("arrivals", {"papers": [{"code": "a", "name": "回单", "kind": [[]]}]}),
    ],
)
def test_a_rule_file_with_lists_for_words_is_refused_in_words(kind, document):
    content = json.dumps({"kind": kind, "document": document}).encode()
    with pytest.raises(ValidationError):
        rule_from_file(SimpleUploadedFile("rule.json", content), KINDS[kind])
