"""Shares of units in a project as people decide them: a unit and a percentage a row, together 100.00%."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects.forms.facts import WithFiles
from projects.measures import CHOICES as MEASURE_CHOICES
from projects.models.credit import FIRST_DAY, WHOLE
from promo.reading import fold
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import VersionField
from units.models import Unit

ROWS = 8
PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")


class SharesInput(forms.Widget):
    """Rows `shares_unit_0` and `shares_percent_0`; what was typed comes back as it was."""

    use_fieldset = True
    choices: list[tuple[int, str]] = []
    rows = ROWS

    def value_from_datadict(self, data, files, name) -> list[tuple[str, str]]:
        return [
            (data.get(f"{name}_unit_{i}", ""), data.get(f"{name}_percent_{i}", "")) for i in range(self.rows)
        ]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return f"{name}_unit_0" not in data

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        typed = [*(value or []), *[("", "")] * self.rows][: self.rows]
        invalid = bool((attrs or {}).get("aria-invalid"))
        rows = format_html_join(
            "", "{}", ((self._row(name, i, *typed[i], invalid),) for i in range(self.rows))
        )
        return format_html('<div class="share-rows">{}</div>', rows)

    def _row(self, name: str, i: int, unit: str, percent: str, invalid: bool) -> SafeString:
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((pk, " selected" if str(pk) == str(unit) else "", label) for pk, label in self.choices),
        )
        return format_html(
            '<div class="share-row"><select class="form-select" name="{0}_unit_{1}" aria-label="第{2}行单位">'
            '<option value="">—</option>{3}</select><div class="input-group">'
            '<input class="form-control num" name="{0}_percent_{1}" value="{4}" inputmode="decimal"'
            ' autocomplete="off" aria-label="第{2}行份额"{5}><span class="input-group-text">%</span></div></div>',
            name, i, i + 1, options, percent, format_html(' aria-invalid="{}"', "true") if invalid else "",
        )  # fmt: skip


class SharesField(forms.Field):
    """Cleans to [(unit, share in 1/10000)]; every sentence names its row. Not `whole`: nothing is summed up, and none
    need be given."""

    widget = SharesInput

    def __init__(self, *, whole: bool = True, rows: int = ROWS, **kwargs) -> None:
        super().__init__(required=whole, **kwargs)
        self.whole, self.widget.rows = whole, rows

    def set_units(self, units: list[Unit]) -> None:
        self.units = {str(unit.pk): unit for unit in units}
        self.widget.choices = [(unit.pk, unit.name) for unit in units]

    def clean(self, value) -> list[tuple[Unit, int]]:
        shares, problems = [], []
        for number, (unit, percent) in enumerate(value or [], start=1):
            unit, percent = unit.strip(), fold(percent).removesuffix("%").strip()
            if not unit and not percent:
                continue
            try:
                shares.append((self._unit(unit, number), _share(percent, number)))
            except ValidationError as error:
                problems.append(error)
        if problems:
            raise ValidationError(problems)
        self._refuse(shares)
        return shares

    def _unit(self, text: str, number: int) -> Unit:
        if not text:
            raise ValidationError(f"第{number}行：请选择单位。")
        if text not in self.units:
            raise ValidationError(f"第{number}行：请从列表中选择单位。")
        return self.units[text]

    def _refuse(self, shares: list[tuple[Unit, int]]) -> None:
        if not shares and self.whole:
            raise ValidationError("请至少填写一行单位和份额。")
        units = [unit for unit, _ in shares]
        for unit in units:
            if units.count(unit) > 1:
                raise ValidationError(f"“{unit.name}”填了两行，请合并为一行。")
        total = sum(share for _, share in shares)
        if self.whole and total != WHOLE:
            raise ValidationError(f"份额合计应为100.00%，现为{Decimal(total).scaleb(-2):.2f}%。")


def _share(text: str, number: int) -> int:
    if not text:
        raise ValidationError(f"第{number}行：请填写份额。")
    if not PERCENT.fullmatch(text):
        raise ValidationError(f"第{number}行：份额只能填数字，最多两位小数，如 33.33。")
    share = int(Decimal(text).scaleb(2))
    if not 0 < share <= WHOLE:
        raise ValidationError(f"第{number}行：份额应大于0，不超过100。")
    return share


class CreditShareForm(WithFiles):
    shares = SharesField(
        label="份额", help_text="合计应为100.00%。适用全部指标时，现行份额最大的单位为引资单位。"
    )
    also = SharesField(
        label="兼计",
        whole=False,
        rows=3,
        help_text="按规定另行计入的单位。只列入本单位，不计入合计；没有的不填。",
    )
    measure = forms.ChoiceField(
        label="适用指标", choices=[("", "全部指标"), *MEASURE_CHOICES], required=False
    )
    valid_from = DayField(
        label="起始日期", required=False, help_text="发生日期在这一天及以后的节点和资金按新份额入账。"
    )
    from_start = forms.BooleanField(label="自登记起适用（联合引进的项目）", required=False)
    reason = forms.CharField(label="依据", max_length=200, help_text="会议纪要或文件名称、文号。")
    files = EvidenceFilesField(label="依据材料", required=False)
    version = VersionField()

    def __init__(self, *args, units: list[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shares"].set_units(units)
        self.fields["also"].set_units(units)

    def clean(self) -> dict:
        data = super().clean()
        both = {unit for unit, _ in data.get("shares") or []} & {unit for unit, _ in data.get("also") or []}
        for unit in both:
            self.add_error("also", f"“{unit.name}”已有份额，不能再兼计。")
        if not data.get("from_start") and data.get("valid_from") is None and "valid_from" not in self.errors:
            self.add_error("valid_from", "请填写起始日期。")
        return data

    def for_action(self) -> dict:
        data = dict(self.cleaned_data)
        return data | {"valid_from": FIRST_DAY} if data.pop("from_start") else data
