"""What is typed about a supplementary agreement, and about who invests with which share."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects.forms.facts import WithFiles, WithQuestions, WithSum, refuse_early, units_of
from projects.forms.leads import check_investor
from projects.forms.percent import PercentField
from projects.investors import Investor
from projects.models.credit import WHOLE
from promo.days import PartialDay, Precision
from promo.money import unit_of
from promo.web.fields import AmountInput, DayField, EvidenceFilesField, PartialDayField
from promo.web.forms import VersionField
from promo.web.text import folded

DIRECTIONS = [("more", "增加"), ("less", "减少")]
ROWS = 6
CODE = re.compile(r"[0-9A-Z]{18}")
COLUMNS = ("name", "percent", "foreign", "code")


class SupplementForm(WithFiles, WithSum, WithQuestions):
    """The increment in the contract's currency; a cut is typed as a sum and becomes negative."""

    direction = forms.ChoiceField(label="合同总额", choices=DIRECTIONS, widget=forms.RadioSelect)
    amount = AmountInput(label="增减金额", units=("万元",))
    event_on = PartialDayField(label="补充协议日期")
    statistical_on = DayField(
        label="统计日期", required=False, help_text="计入哪一期，不填则与补充协议日期相同。"
    )
    number = forms.CharField(label="文号", max_length=60, required=False)
    note = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    files = EvidenceFilesField(label="补充协议扫描件")
    skip_reason = forms.CharField(
        label="缺项说明", max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    questions = ("skip_reason",)

    def __init__(self, *args, currency: str, has_papers: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer_units("amount", units_of(currency))
        self.fields["files"].required = not has_papers
        self.put_questions()

    def clean(self) -> dict:
        data = super().clean()
        refuse_early(self, data.get("event_on"), data.get("statistical_on"))
        return data

    def for_action(self) -> dict:
        """Keyword arguments of record_milestone and amend_fact."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        partial: PartialDay = data.pop("event_on")
        sign = -1 if data.pop("direction") == "less" else 1
        unit = self.data.get(f"{self.add_prefix('amount')}_unit") or self.fields["amount"].units[0]
        return data | {
            "kind": "supplement", "amount": sign * data["amount"], "currency": unit_of(unit)[0],
            "event_on": partial.day, "precision": partial.precision or Precision.DAY,
            "statistical_on": data["statistical_on"] or partial.day,
        }  # fmt: skip


class SupplementAmendForm(SupplementForm):
    version = VersionField()


def supplement_initial(fact) -> dict:
    """What stands in a supplementary agreement that is not verified yet, as its form shows it."""
    names = ("statistical_on", "number", "note", "version")
    return {name: getattr(fact, name) for name in names} | {
        "direction": "less" if fact.amount < 0 else "more", "amount": abs(fact.amount),
        "event_on": PartialDay(fact.event_on, fact.precision),
    }  # fmt: skip


class InvestorsInput(forms.Widget):
    """Rows `investors_name_0`, `_percent_0`, `_foreign_0`, `_code_0`; what was typed comes back as it was."""

    use_fieldset = True

    def value_from_datadict(self, data, files, name) -> list[dict]:
        return [{key: data.get(f"{name}_{key}_{i}", "") for key in COLUMNS} for i in range(ROWS)]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return f"{name}_name_0" not in data

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        typed = [*(value or []), *[dict.fromkeys(COLUMNS, "")] * ROWS][:ROWS]
        rows = format_html_join("", "{}", ((self._row(name, i, row),) for i, row in enumerate(typed)))
        return format_html('<div class="share-rows investor-rows">{}</div>', rows)

    def _row(self, name: str, i: int, row: dict) -> SafeString:
        return format_html(
            '<div class="share-row"><input class="form-control" name="{0}_name_{1}" value="{3}" maxlength="120"'
            ' autocomplete="off" placeholder="投资方全称" aria-label="第{2}行投资方">'
            '<div class="input-group"><input class="form-control num" name="{0}_percent_{1}" value="{4}"'
            ' inputmode="decimal" autocomplete="off" aria-label="第{2}行出资比例">'
            '<span class="input-group-text">%</span></div>'
            '<label class="investor-foreign"><input class="form-check-input" type="checkbox" name="{0}_foreign_{1}"'
            ' value="1"{5}> 境外</label>'
            '<input class="form-control" name="{0}_code_{1}" value="{6}" maxlength="18" autocomplete="off"'
            ' placeholder="统一社会信用代码" aria-label="第{2}行统一社会信用代码"></div>',
            name, i, i + 1, row["name"], row["percent"], flatatt({"checked": bool(row["foreign"])}), row["code"],
        )  # fmt: skip


class InvestorsField(forms.Field):
    """Cleans to [Investor]; every sentence names its row."""

    widget = InvestorsInput

    def clean(self, value) -> list[Investor]:
        found, problems = [], []
        for number, row in enumerate(value or [], start=1):
            if not any(row[key].strip() for key in ("name", "percent", "code")):
                continue
            try:
                found.append(_investor(row))
            except ValidationError as error:
                problems += [f"第{number}行：{sentence}" for sentence in error.messages]
        if problems:
            raise ValidationError(problems)
        if not found:
            raise ValidationError("请至少填写一个投资方。")
        total = sum(one.share for one in found)
        if total != WHOLE:
            raise ValidationError(f"出资比例合计应为100.00%，现为{Decimal(total).scaleb(-2):.2f}%。")
        return found


def _investor(row: dict) -> Investor:
    name, code = folded(row["name"], lines=False).strip(), row["code"].strip().upper()
    name = forms.CharField(max_length=120, error_messages={"required": "请填写投资方。"}).clean(name)
    check_investor(name)
    share = PercentField(least=1, error_messages={"required": "请填写出资比例。"}).clean(row["percent"])
    if code and not CODE.fullmatch(code):
        raise ValidationError("统一社会信用代码应为18位数字或大写字母。")
    return Investor(name, share, bool(row["foreign"]), code)


class InvestorsForm(WithFiles):
    investors = InvestorsField(label="投资方", help_text="出资比例合计应为100%。境外投资方请勾选“境外”。")
    valid_from = DayField(label="起始日期", help_text="这一天及以后的合同和到位资金按此划分内资、外资。")
    reason = forms.CharField(label="依据", max_length=200, help_text="投资协议、公司章程等。")
    files = EvidenceFilesField(label="依据材料", required=False)
    version = VersionField()
