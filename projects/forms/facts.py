"""What is typed about a milestone or an arrival: recorded, corrected, recognised, returned, taken back."""

from datetime import date
from decimal import Decimal

from django import forms

from projects import stages
from projects.models import Arrival, ArrivalKind, Milestone
from promo.days import PartialDay, Precision
from promo.money import UNIT_WORDS, unit_of
from promo.web.fields import AmountInput, DayField, EvidenceFilesField, PartialDayField
from promo.web.forms import PromoForm, VersionField, prepare

YUAN_UNITS = ("万元", "亿元", "元")
FOREIGN_UNITS = tuple(f"万{word}" for code, word in UNIT_WORDS.items() if code != "CNY")
CHOOSE_AGAIN = "附件没有保存，请重新选择。"


def units_of(currency: str) -> tuple[str, ...]:
    """The units a sum in one currency is typed in."""
    if currency == "CNY":
        return YUAN_UNITS
    return (f"万{UNIT_WORDS[currency]}", UNIT_WORDS[currency])


def all_units(first: str = "CNY") -> tuple[str, ...]:
    """Units of every currency; those of `first` lead, so that they are offered."""
    rest = [unit for unit in (*YUAN_UNITS, *FOREIGN_UNITS) if unit not in units_of(first)]
    return (*units_of(first), *rest)


class WithFiles(PromoForm):
    """Browsers do not keep chosen files: whenever a form comes back, it says that they must be chosen again."""

    def add_error(self, field, error) -> None:
        super().add_error(field, error)
        if "files" in self.fields and self.files and CHOOSE_AGAIN not in self.errors.get("files", []):
            super().add_error("files", CHOOSE_AGAIN)


class WithSum(PromoForm):
    """A form whose units of an amount depend on the row it is about."""

    def offer_units(self, name: str, units: tuple[str, ...]) -> None:
        old = self.fields[name]
        new = AmountInput(label=old.label, units=units, required=old.required, help_text=old.help_text)
        prepare(new, str(new.label))
        self.fields[name] = new


class FactForm(WithFiles, WithSum):
    """Common to both kinds; the unit beside the amount names its currency too."""

    event_on = PartialDayField(label="发生日期")
    statistical_on = DayField(
        label="统计日期", required=False, help_text="计入哪一期，不填则与发生日期相同。"
    )
    note = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea({"rows": 3}))
    files = EvidenceFilesField(label="佐证材料", required=False)

    @property
    def currency(self) -> str:
        unit = self.data.get(f"{self.add_prefix('amount')}_unit") or self.fields["amount"].units[0]
        return unit_of(unit)[0]

    def clean(self) -> dict:
        data = super().clean()
        refuse_early(self, data.get("event_on"), data.get("statistical_on"))
        return data

    def for_action(self) -> dict:
        """Keyword arguments of record_milestone, record_arrival and amend_fact."""
        data = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        partial: PartialDay = data.pop("event_on")
        data["statistical_on"] = data["statistical_on"] or partial.day
        if data["amount"] is not None:
            data["currency"] = self.currency
        return data | {"event_on": partial.day, "precision": partial.precision}


def refuse_early(form: forms.Form, event: PartialDay | None, statistical_on: date | None) -> None:
    """A fact known to the day counts from that day on (what is known 截至 a day may count earlier)."""
    if event and statistical_on and event.precision == Precision.DAY and statistical_on < event.day:
        form.add_error("statistical_on", "统计日期不能早于发生日期。")


class MilestoneForm(FactForm):
    kind = forms.ChoiceField(label="节点")
    amount = AmountInput(
        label="合同投资额", units=all_units(), required=False, help_text="登记签约时填写，其他节点不填。"
    )
    number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="合同编号、备案号或许可证号。"
    )
    field_order = ["kind", "event_on", "statistical_on", "amount", "number", "note", "files"]

    def __init__(self, *args, kinds=stages.RECORDED_CHOICES, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *kinds]

    def clean(self) -> dict:
        data = super().clean()
        kind, amount = data.get("kind"), data.get("amount")
        if kind and "amount" not in self.errors:
            needs = stages.BY_CODE[kind].needs_amount
            if needs and amount is None:
                self.add_error("amount", "登记签约须填写合同投资额。")
            elif not needs and amount is not None:
                self.add_error("amount", "只有签约填写合同投资额，请清空这一项。")
        return data


class MilestoneAmendForm(MilestoneForm):
    version = VersionField()


class ArrivalForm(FactForm):
    amount = AmountInput(label="到位金额", units=all_units())
    kind = forms.ChoiceField(label="资金形式")
    field_order = ["amount", "kind", "event_on", "statistical_on", "note", "files"]

    def __init__(self, *args, cumulative: bool = False, **kwargs) -> None:
        """`cumulative` only for a row that came with a ledger."""
        super().__init__(*args, **kwargs)
        self.fields["event_on"].label = "到账日期"
        hidden = () if cumulative else (ArrivalKind.CUMULATIVE,)
        self.fields["kind"].choices = [pair for pair in ArrivalKind.choices if pair[0] not in hidden]


class ArrivalAmendForm(ArrivalForm):
    version = VersionField()


def amend_form(fact: Milestone | Arrival, *args, **kwargs) -> MilestoneAmendForm | ArrivalAmendForm:
    """The form of a fact that is not verified yet, filled with what stands there."""
    names = ("kind", "amount", "statistical_on", "note", "version")
    initial = {name: getattr(fact, name) for name in names}
    initial["event_on"] = PartialDay(fact.event_on, fact.precision)
    if isinstance(fact, Arrival):
        cumulative = fact.kind == ArrivalKind.CUMULATIVE
        form = ArrivalAmendForm(*args, initial=initial, cumulative=cumulative, **kwargs)
    else:
        initial["number"] = fact.number
        only = [(fact.kind, fact.get_kind_display())]
        form = MilestoneAmendForm(*args, initial=initial, kinds=only, **kwargs)
    form.offer_units("amount", all_units(fact.currency))
    form.fields["files"].label = "补充佐证材料"
    return form


class VerifyForm(WithSum):
    """What is recognised of what was reported."""

    recognised = AmountInput(label="认定金额")
    cut_reason = forms.CharField(
        label="核减原因", max_length=200, required=False, help_text="认定金额少于上报金额时填写。"
    )
    statistical_on = DayField(label="统计日期", help_text="计入哪一期。")
    version = VersionField()

    def __init__(self, *args, fact: Milestone | Arrival, **kwargs) -> None:
        initial = {"recognised": fact.amount, "statistical_on": fact.statistical_on, "version": fact.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.fact = fact
        if fact.amount is None or fact.reverses_id:
            del self.fields["recognised"], self.fields["cut_reason"]
        else:
            self.offer_units("recognised", units_of(fact.currency))

    def clean(self) -> dict:
        data = super().clean()
        if not self.fact.reverses_id:
            event = PartialDay(self.fact.event_on, self.fact.precision)
            refuse_early(self, event, data.get("statistical_on"))
        self._refuse_idle_reason(data.get("recognised"), data.get("cut_reason"))
        return data

    def _refuse_idle_reason(self, recognised: Decimal | None, reason: str | None) -> None:
        if reason and recognised is not None and recognised == self.fact.amount:
            self.add_error("cut_reason", "认定金额等于上报金额，无须填写核减原因。")


class ReturnForm(PromoForm):
    reason = forms.CharField(label="退回原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    version = VersionField()


class WithdrawForm(PromoForm):
    version = VersionField()


class ReverseForm(WithFiles):
    reason = forms.CharField(label="冲销原因", max_length=200, widget=forms.Textarea({"rows": 3}))
    statistical_on = DayField(label="统计日期", help_text="冲销数计入哪一期；已发布的通报不变。")
    files = EvidenceFilesField(label="依据材料", required=False)
