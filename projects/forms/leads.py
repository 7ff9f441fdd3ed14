"""What is typed when a lead comes in, and when somebody claims to have brought it."""

import re
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from projects.forms.said import as_fields
from projects.likeness.record import credit_code
from projects.models import Channel, ClaimantKind, Ownership
from projects.names import company_key
from promo.days import EARLIEST
from promo.web.fields import EvidenceFilesField, evidence_help
from promo.web.forms import PromoForm
from units.models import Unit

PHONE = re.compile(r"[0-9+\-()（）\s、，,;；/转]+")
SOURCES = [choice for choice in Channel.choices if choice[0] != Channel.LEDGER]
KEY_LONGEST = 120
RECEIPT_HELP = f"如短信、邮件截图，来访登记。{evidence_help()}"
CLAIM = ("claim_kind", "claim_name", "claim_phone", "claim_workplace")


def check_phone(phone: str) -> None:
    """Digits and what stands between them, at least five digits; several numbers may stand in one box."""
    if not PHONE.fullmatch(phone) or sum(sign.isdigit() for sign in phone) < 5:
        raise ValidationError("电话号码只能填写数字，至少5位，多个号码用顿号分开。", code="phone")


def check_investor(name: str) -> None:
    if len(company_key(name)) > KEY_LONGEST:
        raise ValidationError("名称过长，请填写企业全称或简称。", code="max_length")


def phone_field(label: str, *, max_length: int) -> forms.CharField:
    box = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=max_length, required=False, validators=[check_phone], widget=box
    )


def check_credit_code(code: str) -> None:
    if not credit_code(code):
        raise ValidationError("统一社会信用代码为18位数字和大写字母，请核对。", code="credit_code")


def credit_code_field() -> forms.CharField:
    return forms.CharField(
        label="统一社会信用代码",
        max_length=18,
        required=False,
        validators=[check_credit_code],
        help_text="知道的请填写，便于识别同一企业。",
    )


class MomentField(forms.DateTimeField):
    """A moment of the past, to the minute, on the clock of the office."""

    def __init__(self, **kwargs) -> None:
        box = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        kwargs.setdefault("error_messages", {"invalid": "时间格式不对，请按“2026-03-05 09:30”填写。"})
        super().__init__(widget=box, **kwargs)

    def clean(self, value) -> datetime | None:
        moment = super().clean(value)
        try:
            too_early = moment is not None and timezone.localtime(moment).date() < EARLIEST
        except OverflowError:
            too_early = True
        if too_early:
            raise ValidationError("时间不能早于1978年1月1日。", code="too_early")
        return moment


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return unit.name


class Received(forms.Form):
    """Who received the news and when; shared by the lead and by later claims."""

    received_at = MomentField(label="接收时间")
    received_by = forms.CharField(label="接收人", max_length=30)
    received_unit = UnitChoice(
        label="接收单位", queryset=Unit.objects.none(), required=False, empty_label="（未指定）"
    )


class LeadForm(PromoForm, Received):
    """One short page. `units` are those the person may enter for; `known_industries` fill the list of proposals."""

    name = forms.CharField(label="项目名称", max_length=120)
    investor_name = forms.CharField(
        label="投资方",
        max_length=120,
        required=False,
        validators=[check_investor],
        help_text="尚不清楚的可不填。",
    )
    credit_code = credit_code_field()
    amount_text = forms.CharField(label="投资额（原话）", max_length=60, required=False)
    industry = forms.CharField(label="产业类型", max_length=40, required=False)
    ownership = forms.ChoiceField(label="资金性质", choices=Ownership.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="信息来源", choices=[("", "请选择"), *SOURCES])
    claim_kind = forms.ChoiceField(label="引荐方", choices=ClaimantKind.choices, required=False)
    claim_name = forms.CharField(label="引荐人", max_length=60, required=False)
    claim_phone = phone_field("引荐人电话", max_length=30)
    claim_workplace = forms.CharField(label="引荐人单位或住址", max_length=80, required=False)
    files = EvidenceFilesField(label="接收凭证", required=False, help_text=RECEIPT_HELP)
    lead_unit = UnitChoice(label="引资单位", queryset=Unit.objects.none(), empty_label="请选择")
    contact = forms.CharField(label="企业联系人", max_length=60, required=False)
    phone = phone_field("联系电话", max_length=80)
    remark = forms.CharField(
        label="备注", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    GROUPS = (
        ("项目情况", ("name", "investor_name", "credit_code", "amount_text", "industry", "ownership")),
        ("信息来源", ("channel", "received_at", "received_by", "received_unit", "files")),
        ("引荐人", CLAIM),
        ("引资单位和联系方式", ("lead_unit", "contact", "phone", "remark")),
    )

    def __init__(self, *args, units: QuerySet[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_unit"].queryset = self.fields["received_unit"].queryset = units
        self.fields["amount_text"].widget.attrs["placeholder"] = "如 约5亿元"
        self.fields["industry"].widget.attrs.update({"list": "industries", "autocomplete": "off"})

    def groups(self) -> list[tuple[str, list]]:
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def clean_amount_text(self) -> str:
        as_fields(self.cleaned_data["amount_text"])
        return self.cleaned_data["amount_text"]

    def clean(self) -> dict:
        data = super().clean()
        named = data.get("claim_name")
        if not named and data.get("channel") == Channel.REFERRAL and "claim_name" not in self.errors:
            self.add_error("claim_name", "信息来源为“引荐人介绍”，请填写引荐人。")
        elif not named and (data.get("claim_phone") or data.get("claim_workplace")):
            self.add_error("claim_name", "填写了引荐人电话或单位，请补填引荐人。")
        return data

    def for_action(self) -> dict:
        """Keyword arguments of register_lead."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in CLAIM}
        data |= as_fields(data["amount_text"])
        claim = {name.removeprefix("claim_"): self.cleaned_data[name] for name in CLAIM}
        claim["kind"] = claim["kind"] or ClaimantKind.PERSON
        return {**data, "claim": claim if claim["name"] else None}
