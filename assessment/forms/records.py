"""Forms for records: entering, amending, taking back, returning, the kinds, the workbook, the filters of the lists."""

from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from assessment.models import FigureKind, FigureUnit, RecordState, UnitRecord
from assessment.record_sheet import read_quantity
from assessment.reports.record_words import in_unit
from projects.forms.fact_filters import ANY, ListFilter, MomentField
from projects.models.credit import WHOLE
from promo.money import stripped
from promo.reading import Unreadable
from promo.rounding import round_to
from promo.web.fields import DayField, evidence_help
from promo.web.forms import PromoForm, VersionField
from promo.web.uploads import SUFFIXES, check_file
from units.models import Unit

DOCUMENT_MOST = UnitRecord._meta.get_field("document").max_length
NOTE_MOST = UnitRecord._meta.get_field("note").max_length


def one_file(*, label: str = "佐证材料", help_text: str = "") -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput({"accept": ",".join(SUFFIXES)}),
        help_text=help_text,
    )


def checked(file):
    if file:
        check_file(file, most_bytes=settings.UPLOAD_MAX_BYTES)
    return file


class OneFileMixin:
    """A form with one file, checked by name, size and content."""

    def clean_file(self):
        return checked(self.cleaned_data.get("file"))

    def say_what_may_come(self, words: str) -> None:
        self.fields["file"].help_text = f"{words}{evidence_help().removeprefix('可选多个文件，')}"


class FigureForm(OneFileMixin, PromoForm):
    """What a record says; cleans `figure` to the smallest unit of the kind."""

    figure = forms.CharField(label="数值", max_length=40, required=False)
    happened_on = DayField(label="发生日期")
    statistical_on = DayField(
        label="统计日期", required=False, help_text="计入这一天所在的各期；不填的，与发生日期相同。"
    )
    document = forms.CharField(
        label="依据", max_length=DOCUMENT_MOST, help_text="文件名称及文号，或凭证名称及编号。"
    )
    note = forms.CharField(
        label="说明", max_length=NOTE_MOST, required=False, widget=forms.Textarea({"rows": 2})
    )
    file = one_file()

    def __init__(self, *args, kind: FigureKind | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["figure"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.say_what_may_come("没有佐证材料的不能核实。")
        if kind:
            self.fields["figure"].label = f"{'次数' if kind.is_event else '数值'}（{kind.unit_word}）"

    def clean(self) -> dict:
        found = super().clean()
        kind = self.kind or found.get("kind")
        if kind and "figure" in found:
            found["figure"] = self._figure(found["figure"], kind)
        if not found.get("statistical_on") and "statistical_on" not in self.errors:
            found["statistical_on"] = found.get("happened_on")
        return found

    def _figure(self, text: str, kind: FigureKind) -> int | None:
        if not text and kind.is_event:
            return WHOLE
        try:
            return read_quantity(text, kind)
        except Unreadable as unreadable:
            self.add_error("figure", f"{kind.head}：{unreadable}" if text else "请填写数值。")
            return None

    def for_action(self) -> dict:
        found = {name: value for name, value in self.cleaned_data.items() if name != "figure"}
        return found | {"quantity": self.cleaned_data["figure"]}


class RecordForm(FigureForm):
    """A new record: of whom, and what."""

    kind = forms.ModelChoiceField(FigureKind.objects.none(), label="事项", empty_label="请选择")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label="请选择")
    field_order = ["kind", "unit", "figure", "happened_on", "statistical_on", "document", "note", "file"]

    def __init__(
        self, *args, kinds: QuerySet[FigureKind], units: QuerySet[Unit], today: date, **kwargs
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["kind"].queryset, self.fields["unit"].queryset = kinds, units
        self.fields["kind"].label_from_instance = lambda kind: kind.head
        self.fields["figure"].label = "数值或次数"
        self.fields["figure"].help_text = "按所选事项的计量单位填写；按次登记的事项不填即为1次。"


class AmendForm(FigureForm):
    version = VersionField()

    @classmethod
    def start(cls, row: UnitRecord) -> dict:
        """What stands in the row, as it would be typed."""
        typed = stripped(f"{round_to(in_unit(row.kind, row.quantity), 6):f}")
        names = ("happened_on", "statistical_on", "document", "note", "version")
        return {"figure": typed, **{name: getattr(row, name) for name in names}}


class ReverseForm(OneFileMixin, PromoForm):
    reason = forms.CharField(label="冲销原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    document = forms.CharField(label="依据", max_length=DOCUMENT_MOST, help_text="更正通知等文件名称及文号。")
    statistical_on = DayField(label="统计日期", help_text="从这一天起按冲销后的数统计。")
    file = one_file()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_may_come("可不上传。")


class VersionForm(PromoForm):
    version = VersionField()


class ReturnForm(VersionForm):
    reason = forms.CharField(label="退回原因", max_length=200, widget=forms.Textarea({"rows": 2}))


class RecordFilter(ListFilter):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", required=False, empty_label="全部")
    kind = forms.ModelChoiceField(FigureKind.objects.none(), label="事项", required=False, empty_label="全部")
    state = forms.ChoiceField(label="状态", choices=[*ANY, *RecordState.choices], required=False)
    start = DayField(label="统计日期自", required=False, future=True)
    end = DayField(label="统计日期止（不含）", required=False, future=True)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = FigureKind.objects.visible_to(self.access)

    def rows(self) -> QuerySet[UnitRecord]:
        rows = UnitRecord.objects.visible_to(self.access)
        if not self.is_valid():
            return rows.none()
        data = self.cleaned_data
        asked = {name: data[name] for name in ("unit", "kind", "state") if data[name]}
        asked |= {"statistical_on__gte": data["start"]} if data["start"] else {}
        asked |= {"statistical_on__lt": data["end"]} if data["end"] else {}
        return rows.filter(**asked)


class BehindFilter(ListFilter):
    """One number of a score: whose, which, of which days, as known when. `kind` is a code."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label="请选择")
    kind = forms.ChoiceField(label="事项")
    start = DayField(label="统计日期自", future=True)
    end = DayField(label="统计日期止（不含）", future=True)
    as_of = MomentField(label="核实时间截至", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = FigureKind.objects.visible_to(self.access).values_list("code", "name")
        self.fields["kind"].choices = [("", "请选择"), *dict(kinds).items()]


class FaultFilter(ListFilter):
    """The faults of one unit in reporting."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label="请选择")
    start = DayField(label="截止日期自", future=True)
    end = DayField(label="截止日期止（不含）", future=True)
    as_of = MomentField(label="登记时间截至", required=False, widget=forms.HiddenInput)


class KindForm(PromoForm):
    name = forms.CharField(label="名称", max_length=30)
    code = forms.CharField(
        label="代码", max_length=39, help_text="小写字母和下划线，供考核办法引用，保存后不能修改。"
    )
    unit = forms.ChoiceField(label="计量单位", choices=FigureUnit.choices)
    is_event = forms.BooleanField(
        label="按次登记", required=False, help_text="适用于活动、通报等，每次登记一条，计量单位选“个”。"
    )
    sentence = forms.CharField(
        label="口径说明", max_length=200, required=False, widget=forms.Textarea({"rows": 2})
    )


class KindChangeForm(PromoForm):
    name = forms.CharField(label="名称", max_length=30)
    sentence = forms.CharField(
        label="口径说明", max_length=200, required=False, widget=forms.Textarea({"rows": 2})
    )
    is_active = forms.BooleanField(
        label="启用", required=False, help_text="停用后不能再登记，已登记的仍然有效。"
    )
    version = VersionField()


class SheetForm(PromoForm):
    kind = forms.ModelChoiceField(FigureKind.objects.none(), label="事项", empty_label="请选择")
    file = forms.FileField(
        label="登记表",
        widget=forms.FileInput({"accept": ".xlsx"}),
        help_text="xlsx格式，不超过2MB、2,000行。",
    )

    def __init__(self, *args, kinds: QuerySet[FigureKind], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds
        self.fields["kind"].label_from_instance = lambda kind: kind.head

    def clean_file(self):
        file = checked(self.cleaned_data["file"])
        if not file.name.lower().endswith(".xlsx"):
            raise ValidationError("请上传xlsx格式的文件。", code="suffix")
        return file
