"""The words of a report: one box a paragraph, one more a section; tables are not in the form at all."""

from django import forms

from assessment.models import Report
from assessment.reports.paper_numbers import NUMBER_MOST
from promo.web.forms import PromoForm, VersionField

LONGEST = 2000


class WordsForm(PromoForm):
    """Boxes are named 'section_place', as the action names the one it refuses. An emptied box drops its paragraph."""

    version = VersionField()

    def __init__(self, *args, report: Report, **kwargs) -> None:
        self.report = report
        self.base_fields = {"version": VersionField(initial=report.version)}
        for section in report.words:
            self.base_fields |= _boxes(section)
        super().__init__(*args, **kwargs)

    @property
    def sections(self) -> list[dict]:
        """Headings with their boxes, for the page."""
        return [
            {
                "heading": one["heading"],
                "boxes": [self[name] for name in self.fields if name.startswith(f"{one['section']}_")],
            }
            for one in self.report.words
        ]

    @property
    def words(self) -> dict[str, list[str]]:
        """Section code -> the texts of its boxes, empty ones in their place."""
        return {
            one["section"]: [
                self.cleaned_data[name] for name in self.fields if name.startswith(f"{one['section']}_")
            ]
            for one in self.report.words
        }


def _boxes(section: dict) -> dict[str, forms.CharField]:
    code, paragraphs = section["section"], section["paragraphs"]
    boxes = {
        f"{code}_{place}": _box(f"第{place + 1}段", text, rows=max(2, len(text) // 45 + 1))
        for place, text in enumerate(paragraphs)
    }
    return boxes | {f"{code}_{len(paragraphs)}": _box("补充一段", "", rows=2)}


def _box(label: str, text: str, *, rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, initial=text, required=False, max_length=LONGEST, widget=widget)


class PublishForm(PromoForm):
    """Publishing says which version was read, and the number of the paper where the office numbers it."""

    version = VersionField()
    paper_number = forms.IntegerField(label="发文字号序号", min_value=1, max_value=NUMBER_MOST)

    def __init__(self, *args, is_numbered: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_numbered:
            del self.fields["paper_number"]
