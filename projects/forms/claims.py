"""What is typed when somebody says the information came from them: on a project in sight, or by its code."""

from django import forms
from django.db.models import QuerySet

from projects.forms.leads import Received, UnitChoice, check_investor, phone_field
from projects.models import ClaimantKind
from projects.rules_in_force import RuleInForce
from promo.web.fields import EvidenceFilesField, evidence_help
from promo.web.forms import PromoForm
from units.models import Unit

FILES = {"receipt_files": "receipt", "acknowledgement_files": "acknowledgement", "support_files": "support"}


class ClaimForm(PromoForm, Received):
    """`units` are those the person may enter for; `rule` is the rule "referral" that names the relations."""

    kind = forms.ChoiceField(label="引荐方", choices=ClaimantKind.choices)
    name = forms.CharField(label="引荐人", max_length=60, help_text="单位填单位名称，团队填代表姓名。")
    phone = phone_field("引荐人电话", max_length=30)
    workplace = forms.CharField(label="引荐人单位或住址", max_length=80, required=False)
    members = forms.CharField(
        label="团队成员", max_length=200, required=False, help_text="引荐方为团队的填写，姓名用顿号分开。"
    )
    relation = forms.ChoiceField(label="引荐人身份")
    claiming_unit = UnitChoice(
        label="申报单位",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="（个人申报）",
        help_text="以单位名义或由本单位人员申报的，选择该单位；该单位人员不参与认定。",
    )
    statement = forms.CharField(
        label="引荐经过", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    receipt_files = EvidenceFilesField(
        label="接收凭证", required=False, help_text="来访登记、聊天记录、来函等能证明接收时间的材料。"
    )
    acknowledgement_files = EvidenceFilesField(
        label="投资方确认书", required=False, help_text="投资方对引荐人的书面确认。"
    )
    support_files = EvidenceFilesField(label="其他材料", required=False, help_text=evidence_help())

    field_order = (
        "kind", "name", "phone", "workplace", "members", "relation", "claiming_unit", "received_at", "received_by",
        "received_unit", "statement", *FILES,
    )  # fmt: skip

    def __init__(self, *args, units: QuerySet[Unit], rule: RuleInForce, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_unit"].queryset = self.fields["claiming_unit"].queryset = units
        self.fields["relation"].choices = [
            (row["code"], f"{row['name']}（不能认定）" if row["barred"] else row["name"])
            for row in rule["relations"]
        ]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("kind") == ClaimantKind.TEAM and not data.get("members") and "members" not in self.errors:
            self.add_error("members", "引荐方为团队的，请填写全部成员。")
        return data

    def for_action(self) -> dict:
        """Keyword arguments of claim_referral."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in FILES}
        return {**data, "files": {kind: self.cleaned_data[name] for name, kind in FILES.items()}}


class OutsideClaimForm(ClaimForm):
    """For a unit that does not see the project: it says which one it means, and claims in its own name."""

    code = forms.CharField(
        label="项目编号", max_length=20, required=False, help_text="如 2026-0012，不清楚的可不填。"
    )
    investor_name = forms.CharField(
        label="投资方全称",
        max_length=120,
        required=False,
        validators=[check_investor],
        help_text="项目编号和投资方至少填一项。",
    )

    field_order = ("code", "investor_name", *ClaimForm.field_order)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["claiming_unit"]
        unit.required, unit.empty_label, unit.help_text = True, "请选择", "该单位人员不参与认定。"

    def clean(self) -> dict:
        data = super().clean()
        named = data.get("code") or data.get("investor_name")
        if not named and not {"code", "investor_name"} & set(self.errors):
            self.add_error("code", "请填写项目编号或投资方全称。")
        return data
