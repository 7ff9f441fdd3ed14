"""Forms for targets: a new one, and a new version of one."""

import re
from datetime import date

from django import forms

from assessment.models import Target
from projects.measures import MEASURES
from projects.models.credit import WHOLE
from promo.money import hundredths, read_amount
from promo.reading import Unreadable, fold
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField

UNIT_WORDS = {"yuan": "万元", "usd": "万美元", "count": "个"}
WHOLE_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)", re.ASCII)
MOST_PROJECTS = 100_000
REGION = "region"
MEASURE_CHOICES = [("", "请选择")] + [
    (one.code, f"{one.name}（{UNIT_WORDS[one.unit]}）") for one in MEASURES.values()
]


def read_quantity(text: str, measure: str) -> int:
    """What was typed as the ledger's integer. Raises Unreadable with a Chinese sentence, also for zero and less."""
    unit = MEASURES[measure].unit
    found = _projects(text) if unit == "count" else hundredths(read_amount(text, unit=UNIT_WORDS[unit]))
    if found <= 0:
        raise Unreadable("目标数必须大于0；没有任务的单位不必填写。")
    return found


def _projects(text: str) -> int:
    digits = fold(text)
    if not WHOLE_NUMBER.fullmatch(digits):
        raise Unreadable("项目数只能填写整数，例如 12。")
    count = int(digits.replace(",", "")[:20])
    if count > MOST_PROJECTS:
        raise Unreadable("项目数过大，请核对。")
    return count * WHOLE


class RevisionForm(PromoForm):
    """A new version of the target of one holder and measure."""

    quantity = forms.CharField(label="目标数", max_length=40)
    effective_from = DayField(label="生效日期", future=True, help_text="从这一天起按新目标考核。")
    document = forms.CharField(
        label="下达文件",
        max_length=Target._meta.get_field("document").max_length,
        help_text="文件名称或文号。",
    )
    version = VersionField()

    def __init__(self, *args, measure: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["quantity"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        if measure:
            self.fields["quantity"].label = f"目标数（{UNIT_WORDS[MEASURES[measure].unit]}）"

    def clean(self) -> dict:
        found = super().clean()
        measure = self.measure or found.get("measure")
        if measure and found.get("quantity"):
            try:
                found["quantity"] = read_quantity(found["quantity"], measure)
            except Unreadable as unreadable:
                self.add_error("quantity", str(unreadable))
        return found


class TargetForm(RevisionForm):
    """A target that was not given before: for whom, which year, which measure, how much."""

    version = None
    unit = forms.ChoiceField(label="单位")
    year = forms.TypedChoiceField(label="年度", coerce=int)
    measure = forms.ChoiceField(label="指标", choices=MEASURE_CHOICES)
    field_order = ["unit", "year", "measure", "quantity", "effective_from", "document"]

    def __init__(self, *args, region, units, today: date, **kwargs) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        whole = [("", "请选择"), (REGION, f"{region.name}（总目标）")]
        self.fields["unit"].choices = [*whole, *((key, unit.name) for key, unit in self.units.items())]
        self.fields["year"].choices = [
            (year, f"{year}年") for year in range(today.year + 1, today.year - 6, -1)
        ]
        self.fields["quantity"].help_text = "按所选指标的计量单位填写；没有任务的单位不必填写。"

    def for_action(self) -> dict:
        found = dict(self.cleaned_data)
        return found | {"unit": self.units.get(found["unit"])}
