"""What is typed about a milestone or an arrival when it is recorded, corrected or withdrawn."""

from copy import deepcopy
from datetime import date

from django import forms

from projects import stages
from projects.gates import Gate
from projects.models import Arrival, ArrivalKind, Milestone, Party
from projects.models.arrival_kind import FROM_LEDGERS
from promo.days import PartialDay, Precision
from promo.money import UNIT_WORDS, unit_of
from promo.web.fields import AmountInput, DayField, EvidenceFilesField, PartialDayField
from promo.web.forms import PromoForm, VersionField, prepare

YUAN_UNITS = ("万元", "亿元", "元")
FOREIGN_UNITS = tuple(f"万{word}" for code, word in UNIT_WORDS.items() if code != "CNY")
PAPER = "paper_"
# Choosing a stage fetches the page again with the boxes of its papers; what was typed travels in the address, and the
# boxes of TYPED_MEANWHILE stay as they are, with what is typed or chosen before the answer comes.
BOXES_OF_STAGE = {
    "hx-get": "", "hx-target": "#content", "hx-select": "#content", "hx-swap": "outerHTML",
    "hx-include": "closest form", "hx-params": "kind,event_on,statistical_on,number,note",
}  # fmt: skip
TYPED_MEANWHILE = ("event_on", "statistical_on", "amount", "number", "files", "note")
FIRST = ("kind", "event_on", "statistical_on", "amount", "number")
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


class WithQuestions(PromoForm):
    """A form with questions that come up only when an answer is needed: they are drawn once an action asked for them,
    and stay while what was sent has them."""

    questions: tuple[str, ...] = ()

    def put_questions(self, *wanted: str) -> None:
        """Leave out the questions that nobody has; call it at the end of __init__."""
        sent = {name for name in self.questions if self.is_bound and self.add_prefix(name) in self.data}
        for name in set(self.questions) - set(wanted) - sent:
            self.fields.pop(name, None)

    def refuse(self, refused) -> None:
        if refused.field in self.questions and refused.field not in self.fields:
            field = deepcopy(self.base_fields[refused.field])
            prepare(field, str(field.label))
            self.fields[refused.field] = field
            self.order_fields(self.field_order)
        super().refuse(refused)


class FactForm(WithFiles, WithSum, WithQuestions):
    """Common to both kinds; the unit beside the amount names its currency too."""

    event_on = PartialDayField(label="发生日期", help_text="实际发生的日期，只知道年月的可填到月或年。")
    statistical_on = DayField(
        label="统计日期",
        required=False,
        help_text="计入哪一期，不填则与发生日期相同；补报的填写计入当期的日期。",
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
    """`gate` is the gate of the chosen stage: a box for each of its papers, named `paper_<code>`."""

    kind = forms.ChoiceField(label="节点")
    amount = AmountInput(
        label="合同投资额", units=all_units(), required=False, help_text="登记签约时填写，其他节点不填。"
    )
    number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="合同编号、备案号或许可证号。"
    )
    is_contract = forms.BooleanField(label="确认是正式投资合同，不是框架性、意向性协议", required=False)
    skip_reason = forms.CharField(
        label="缺项说明",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="必备条件不齐时说明原因，由核实人决定是否同意。",
    )
    questions = ("is_contract", "skip_reason")

    def __init__(
        self, *args, kinds=stages.RECORDED_CHOICES, gate: Gate | None = None, has_gates: bool = True, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *kinds]
        if len(kinds) > 1 and has_gates:
            self.fields["kind"].widget.attrs |= BOXES_OF_STAGE
            for name in TYPED_MEANWHILE:
                self.fields[name].widget.attrs["hx-preserve"] = "true"
        for paper in gate.papers if gate else ():
            self._add_paper(paper)
        files = self.fields.pop("files")
        files.label = "其他材料" if self.paper_names else "佐证材料"
        self.fields["files"] = files
        self.field_order = [*FIRST, *self.paper_names, "files", "is_contract", "skip_reason", "note"]
        self.order_fields(self.field_order)
        asked = ["skip_reason"] if gate and gate.missing else []
        self.put_questions(*asked, *(["is_contract"] if self._confirmed else []))

    @property
    def _confirmed(self) -> bool:
        return self.is_bound and self.data.get("kind") == "signed" and "skip_reason" in self.data

    @property
    def paper_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith(PAPER)]

    def _add_paper(self, paper) -> None:
        must = "必备" if paper.required else "有则上传"
        field = EvidenceFilesField(label=paper.name, required=False, help_text=f"{must}，可选多个文件。")
        prepare(field, paper.name)
        self.fields[f"{PAPER}{paper.code}"] = field

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

    def for_action(self) -> dict:
        data = super().for_action()
        names = [name for name in data if name.startswith(PAPER)]
        papers = {name.removeprefix(PAPER): data.pop(name) for name in names}
        return data | {"papers": {code: files for code, files in papers.items() if files}}


class MilestoneAmendForm(MilestoneForm):
    version = VersionField()


class ArrivalForm(FactForm):
    amount = AmountInput(label="到位金额", units=all_units())
    kind = forms.ChoiceField(label="资金形式")
    payer = forms.ModelChoiceField(
        Party.objects.none(), label="出资方", required=False, empty_label="未注明", help_text="由哪一方投入。"
    )
    paper_kind = forms.ChoiceField(label="凭证种类", required=False)
    reuse_reason = forms.CharField(
        label="凭证重复使用说明", max_length=200, required=False, widget=forms.Textarea({"rows": 2})
    )
    questions = ("reuse_reason",)
    field_order = [
        "amount", "kind", "payer", "event_on", "statistical_on", "note", "paper_kind", "files", "reuse_reason",
    ]  # fmt: skip

    def __init__(self, *args, ledger_kind: str = "", papers=None, payers=None, **kwargs) -> None:
        """`ledger_kind` only for a sum that came with a ledger; `papers` the rule about arrivals (None: not asked),
        `payers` the investors where there are several."""
        super().__init__(*args, **kwargs)
        self.fields["event_on"].label = "到账日期"
        hidden = set(FROM_LEDGERS) - {ledger_kind}
        self.fields["kind"].choices = [pair for pair in ArrivalKind.choices if pair[0] not in hidden]
        self._offer_papers(papers)
        if payers is None:
            del self.fields["payer"]
        else:
            self.fields["payer"].queryset = payers
        self.put_questions()

    def _offer_papers(self, rule) -> None:
        names = {row["code"]: row["name"] for row in rule["papers"]} if rule else {}
        if not names:
            del self.fields["paper_kind"]
            return
        first = "请选择" if rule["typed_papers"] else "未注明"
        self.fields["paper_kind"].choices = [("", first), *names.items()]
        self.fields["paper_kind"].help_text = accepted_words(rule["papers"])


def accepted_words(rows) -> str:
    """'货币资金：银行进账单、验资报告；设备：…'."""
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["name"])
    names = dict(ArrivalKind.choices)
    return "；".join(f"{names[kind]}：{'、'.join(papers)}" for kind, papers in by_kind.items()) + "。"


class ArrivalAmendForm(ArrivalForm):
    version = VersionField()


def amend_form(fact: Milestone | Arrival, *args, gate=None, papers=None, payers=None, **kwargs):
    """The form of a fact that is not verified yet, filled with what stands there."""
    names = ("kind", "amount", "statistical_on", "note", "version")
    initial = {name: getattr(fact, name) for name in names}
    initial["event_on"] = PartialDay(fact.event_on, fact.precision)
    if isinstance(fact, Arrival):
        ledger_kind = fact.kind if fact.is_from_ledger else ""
        initial |= {"payer": fact.payer_id, "reuse_reason": fact.reuse_reason}
        form = ArrivalAmendForm(
            *args, initial=initial, ledger_kind=ledger_kind, papers=papers, payers=payers, **kwargs
        )
    else:
        initial |= {"number": fact.number, "skip_reason": fact.skip_reason}
        only = [(fact.kind, fact.get_kind_display())]
        form = MilestoneAmendForm(*args, initial=initial, kinds=only, gate=gate, **kwargs)
    form.offer_units("amount", all_units(fact.currency))
    form.fields["files"].label = "补充其他材料" if gate and gate.papers else "补充佐证材料"
    return form


class WithdrawForm(PromoForm):
    version = VersionField()
