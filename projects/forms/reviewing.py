"""What is typed about a fact by those who decide on it: recognised, returned, rejected, taken back, doubted."""

from decimal import Decimal

from django import forms

from projects.forms.facts import WithFiles, WithSum, refuse_early, units_of
from projects.models import Arrival, DisputeState, Milestone
from promo.days import PartialDay
from promo.web.fields import AmountInput, DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField

UNCOUNTED = "uncounted"  # the button that passes without counting


def _words(label: str, most: int, help_text: str = "") -> forms.CharField:
    box = forms.Textarea({"rows": 2})
    return forms.CharField(label=label, max_length=most, required=False, widget=box, help_text=help_text)


class VerifyForm(WithSum):
    """What is recognised of what was reported, and what the reviewer accepts although it is not as it should be."""

    recognised = AmountInput(label="认定金额")
    cut_reason = forms.CharField(
        label="核减原因", max_length=200, required=False, help_text="认定金额少于上报金额时填写。"
    )
    statistical_on = DayField(label="统计日期", help_text="计入哪一期。")
    excess_reason = _words("超合同说明", 200, "累计到位超过合同投资额时填写。")
    accept_missing = forms.BooleanField(label="同意缺项", required=False)
    acceptance_note = _words("同意缺项的理由", 300)
    opinion_reason = _words("不采纳部门意见的理由", 300, "有部门不同意，仍要核实的填写。")
    uncounted_reason = _words("不计分原因", 200)
    version = VersionField()

    def __init__(
        self, *args, fact: Milestone | Arrival, lacks: bool = False, opposed: bool = False, **kwargs
    ) -> None:
        """`lacks` when something required is missing, `opposed` when a department disagrees."""
        initial = {"recognised": fact.amount, "statistical_on": fact.statistical_on, "version": fact.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.fact = fact
        for name in self._idle(lacks, opposed):
            del self.fields[name]
        if "recognised" in self.fields:
            self.offer_units("recognised", units_of(fact.currency))

    def _idle(self, lacks: bool, opposed: bool) -> list[str]:
        """Fields that are not about this fact."""
        fact = self.fact
        first = not fact.reverses_id
        has_sum = (
            first and fact.amount is not None and fact.amount > 0
        )  # a cut of the contract is recognised whole
        has = {
            "recognised": has_sum, "cut_reason": has_sum,
            "excess_reason": first and isinstance(fact, Arrival), "uncounted_reason": first,
            "accept_missing": first and lacks, "acceptance_note": first and lacks, "opinion_reason": first and opposed,
        }  # fmt: skip
        return [name for name, wanted in has.items() if not wanted]

    @property
    def main_fields(self) -> list:
        return [field for field in self.visible_fields() if field.name != "uncounted_reason"]

    def clean(self) -> dict:
        data = super().clean()
        if not self.fact.reverses_id:
            event = PartialDay(self.fact.event_on, self.fact.precision)
            refuse_early(self, event, data.get("statistical_on"))
        self._refuse_idle_reason(data.get("recognised"), data.get("cut_reason"))
        if UNCOUNTED in self.data and not self.fact.reverses_id:
            data["is_counted"] = False
        elif data.get("uncounted_reason"):
            self.add_error("uncounted_reason", "填写了不计分原因，请点“通过不计分”，或清空这一项。")
        return data

    def _refuse_idle_reason(self, recognised: Decimal | None, reason: str | None) -> None:
        if reason and recognised is not None and recognised == self.fact.amount:
            self.add_error("cut_reason", "认定金额等于上报金额，无须填写核减原因。")


class ReturnForm(PromoForm):
    reason = forms.CharField(label="退回原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    version = VersionField()


class RejectForm(PromoForm):
    """Stands on one page with the ReturnForm, so its boxes have ids of their own."""

    reason = forms.CharField(label="不予认定原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    version = VersionField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="reject_%s", **kwargs)


class ReverseForm(WithFiles):
    reason = forms.CharField(label="冲销原因", max_length=200, widget=forms.Textarea({"rows": 3}))
    statistical_on = DayField(label="统计日期", help_text="冲销数计入哪一期；已发布的通报不变。")
    files = EvidenceFilesField(label="依据材料", required=False)


class DisputeForm(PromoForm):
    reason = forms.CharField(label="存疑原因", max_length=300, widget=forms.Textarea({"rows": 3}))


class SettleForm(PromoForm):
    state = forms.ChoiceField(
        label="核查结论",
        choices=[
            (DisputeState.CLEARED.value, "核查无误，恢复计入"),
            (DisputeState.UPHELD.value, "核查属实，不再计入"),
        ],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(label="核查情况", max_length=300, widget=forms.Textarea({"rows": 3}))
    version = VersionField()
