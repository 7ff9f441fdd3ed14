"""Forms for targets: which are shown, a new one, a new version of one, the quarters or months of a year."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms

from assessment import parts
from assessment.countable import Countable
from assessment.models import Target, TargetSet
from promo.reading import Unreadable
from promo.versions import STALE
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField

REGION = "region"
DOCUMENT_MOST = Target._meta.get_field("document").max_length


class WhichForm(PromoForm):
    """Which targets a page shows: the year, the set, the whole year or a part."""

    year = forms.TypedChoiceField(label="年度", coerce=int, required=False)
    set = forms.ChoiceField(label="目标类别", choices=TargetSet.choices, required=False)
    part = forms.ChoiceField(label="时段", choices=parts.CHOICES, required=False)
    region = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, years: Sequence[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]


class DecisionForm(PromoForm):
    """The paper by which targets are given, and the day from which they count."""

    effective_from = DayField(label="生效日期", future=True, help_text="从这一天起按新目标考核。")
    document = forms.CharField(label="下达文件", max_length=DOCUMENT_MOST, help_text="文件名称或文号。")


class RevisionForm(DecisionForm):
    """A new version of the target of one holder and measure."""

    quantity = forms.CharField(label="目标数", max_length=40)
    version = VersionField()
    field_order = ["quantity", "effective_from", "document"]

    def __init__(self, *args, measure: Countable | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["quantity"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        if measure:
            self.fields["quantity"].label = f"目标数（{measure.unit_word}）"

    def measure_of(self, found: Mapping) -> Countable | None:
        return self.measure

    def clean(self) -> dict:
        found = super().clean()
        measure = self.measure_of(found)
        if measure and found.get("quantity"):
            try:
                found["quantity"] = measure.read(found["quantity"])
            except Unreadable as unreadable:
                self.add_error("quantity", str(unreadable))
        return found


class TargetForm(RevisionForm):
    """A target that was not given before: for whom, which year, which measure, which set and part, how much."""

    version = None
    unit = forms.ChoiceField(label="单位")
    year = forms.TypedChoiceField(label="年度", coerce=int)
    measure = forms.ChoiceField(label="指标")
    target_set = forms.TypedChoiceField(
        label="目标类别", choices=TargetSet.choices, required=False, empty_value=TargetSet.OWN
    )
    part = forms.ChoiceField(
        label="时段",
        choices=parts.CHOICES,
        required=False,
        help_text="季度、月份为年初至该时段末的累计目标。",
    )
    field_order = [
        "unit", "year", "measure", "target_set", "part", "quantity", "effective_from", "document",
    ]  # fmt: skip

    def __init__(self, *args, region, units, known: Mapping[str, Countable], today: date, **kwargs) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.units, self.known = {str(unit.pk): unit for unit in units}, known
        whole = [("", "请选择"), (REGION, f"{region.name}（总目标）")]
        self.fields["unit"].choices = [*whole, *((key, unit.name) for key, unit in self.units.items())]
        self.fields["measure"].choices = [("", "请选择")] + [
            (one.code, f"{one.name}（{one.unit_word}）") for one in known.values() if one.is_active
        ]
        self.fields["year"].choices = [(year, f"{year}年") for year in years_to_give(today)]
        self.fields[
            "quantity"
        ].help_text = "按所选指标的计量单位填写；没有下达任务的不填，明确不承担任务的填0。"

    def measure_of(self, found: Mapping) -> Countable | None:
        return self.known.get(found.get("measure"))

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"unit": self.units.get(found["unit"])}


def years_to_give(today: date) -> range:
    return range(today.year + 1, today.year - 6, -1)


class SeriesForm(DecisionForm):
    """The cumulative targets of all quarters or all months of one measure, on one page; what is empty has none."""

    def __init__(
        self,
        *args,
        measure: Countable,
        rows: Mapping[str, Target],
        series: Sequence[str],
        first_month: int = 1,
        **kwargs,
    ) -> None:
        """`rows` are the newest versions by part; `series` are the parts in the order in which they end."""
        self.measure, self.rows, self.series, self.first_month = measure, rows, series, first_month
        self.base_fields = {**self._boxes(), **type(self).base_fields}
        super().__init__(*args, **kwargs)

    def _boxes(self) -> dict[str, forms.Field]:
        words = self.measure.unit_word
        boxes = {
            part: forms.CharField(label=f"{parts.words(part)}（{words}）", max_length=40, required=False)
            for part in self.series
        }
        for part, box in boxes.items():
            box.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
            box.initial = self.measure.typed(self.rows[part].quantity) if part in self.rows else ""
        versions = ",".join(str(self.rows[part].version if part in self.rows else 0) for part in self.series)
        return boxes | {
            "versions": forms.CharField(widget=forms.HiddenInput, initial=versions, max_length=100)
        }

    def clean(self) -> dict:
        found = super().clean()
        typed = {part: self._read(part, found.get(part)) for part in self.series}
        quantities = {part: read for part, read in typed.items() if read is not None}
        if self.errors:
            return found
        for earlier, later in parts.falls(quantities, self.series[0], self.first_month):
            self.add_error(later, f"时序目标为累计数，不能少于{parts.NAMES[earlier]}。")
        kept = {part: row.quantity for part, row in self.rows.items()}
        found["changed"] = {part: one for part, one in quantities.items() if kept.get(part) != one}
        if not self.errors and not found["changed"]:
            raise forms.ValidationError("没有改动。")
        return found

    def _read(self, part: str, typed: str | None) -> int | None:
        if not typed:
            if part in self.rows and part not in self.errors:
                self.add_error(part, "已下达的目标不能清空，可以调整。")
            return None
        try:
            return self.measure.read(typed)
        except Unreadable as unreadable:
            self.add_error(part, str(unreadable))
            return None

    def expected(self) -> dict[str, int]:
        """Part -> the version the person saw. Raises Unreadable (STALE) for what no page of ours has sent."""
        said = self.cleaned_data["versions"].split(",")
        if len(said) != len(self.series) or not all(one.isascii() and one.isdigit() for one in said):
            raise Unreadable(STALE)
        return {part: int(one[:9]) for part, one in zip(self.series, said, strict=True)}
