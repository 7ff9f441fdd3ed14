"""A field check as it is filled in on the spot, on a phone first; and the filter of the list."""

from django import forms
from django.db.models import QuerySet

from assessment.forms.publishing import long_text
from assessment.models import CheckState, FieldCheck, Part, Verdict
from projects.forms.fact_filters import ANY, ListFilter
from promo.web.fields import DayField, EvidenceFilesField, EvidenceFilesInput
from promo.web.forms import PromoForm, VersionField
from units.models import Unit


class FieldCheckFilter(ListFilter):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="被核查单位", required=False, empty_label="全部")
    state = forms.ChoiceField(label="状态", choices=[*ANY, *CheckState.choices], required=False)

    def rows(self) -> QuerySet[FieldCheck]:
        rows = FieldCheck.objects.visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        return rows.filter(**{name: value for name, value in self.cleaned_data.items() if value})


class CameraInput(EvidenceFilesInput):
    """Opens the camera of a phone at once. A phone that keeps photos in another format sends them as JPEG."""

    def __init__(self) -> None:
        super().__init__({"accept": "image/jpeg,image/png", "capture": "environment"})


class FieldCheckForm(PromoForm):
    """The four parts have two boxes each, `<part>_verdict` and `<part>_words`."""

    unit = forms.ModelChoiceField(label="被核查单位", queryset=Unit.objects.none(), empty_label="请选择")
    checked_on = DayField(label="核查日期")
    place = forms.CharField(label="核查地点", max_length=100)
    people = forms.CharField(label="核查人员", max_length=100)
    projects = forms.TypedMultipleChoiceField(
        label="核查项目", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    summary = long_text("综合意见", max_length=300, rows=2, required=False)
    photos = EvidenceFilesField(
        label="拍照", required=False, widget=CameraInput(), help_text="手机上直接拍摄，可多次选择后一并提交。"
    )
    files = EvidenceFilesField(label="照片和材料", required=False)
    version = VersionField(required=False)
    field_order = [
        "unit", "checked_on", "place", "people", "projects",
        *(f"{part}_{box}" for part in Part.values for box in ("verdict", "words")), "summary", "photos", "files",
    ]  # fmt: skip

    def __init__(self, *args, units, projects, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.offered = {row.pk: row for row in projects}
        if projects:
            self.fields["projects"].choices = [(pk, row.name) for pk, row in self.offered.items()]
        else:
            del self.fields["projects"]

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        found["projects"] = [self.offered[pk] for pk in found.get("projects", ())]
        found["parts"] = {
            part: (found.pop(f"{part}_verdict"), found.pop(f"{part}_words")) for part in Part.values
        }
        found["files"] = [*found.pop("photos"), *found["files"]]
        return found


for _part in Part:  # two boxes for each part, in the order of the parts
    FieldCheckForm.base_fields[f"{_part.value}_verdict"] = forms.ChoiceField(
        label=f"{_part.label}：评价", choices=Verdict.choices, initial=Verdict.UNSEEN
    )
    FieldCheckForm.base_fields[f"{_part.value}_words"] = long_text(
        f"{_part.label}：核查情况", max_length=500, rows=2, required=False
    )
