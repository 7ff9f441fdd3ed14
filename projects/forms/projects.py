"""What may be corrected about a project: its description, never its stage and never verified money."""

from decimal import Decimal

from django import forms

from projects.forms.leads import UnitChoice, check_investor, phone_field
from projects.forms.said import as_fields
from projects.models import Kind, Ownership, Project
from promo.money import show_money
from promo.web.both import BothVersionsMixin
from promo.web.forms import PromoForm, VersionField
from units.models import Unit

PLACES = ("first_talk_unit", "host_unit")
PLAIN = (
    "name",
    "host_place",
    "tax_place",
    "industry",
    "ownership",
    "kind",
    "summary",
    "contact",
    "phone",
    "remark",
)


def said_before(project: Project) -> str:
    """The words about the investment; a number that came without words is written as words."""
    amount: Decimal | None = project.amount
    return project.amount_text or (show_money(amount, project.currency) if amount is not None else "")


class ProjectForm(BothVersionsMixin, PromoForm):
    """`has_money`: verified sums exist, so that the ownership, which decides how they count, stays."""

    name = forms.CharField(label="项目名称", max_length=120)
    investor_name = forms.CharField(
        label="投资方", max_length=120, required=False, validators=[check_investor]
    )
    amount_text = forms.CharField(label="投资额（原话）", max_length=60, required=False)
    industry = forms.CharField(label="产业类型", max_length=40, required=False)
    ownership = forms.ChoiceField(label="资金性质", choices=Ownership.choices)
    kind = forms.ChoiceField(label="建设性质", choices=Kind.choices)
    first_talk_unit = UnitChoice(
        label="首谈单位", queryset=Unit.objects.none(), required=False, empty_label="（未指定）"
    )
    host_unit = UnitChoice(
        label="落户单位", queryset=Unit.objects.none(), required=False, empty_label="（未指定）"
    )
    host_place = forms.CharField(label="落户地点", max_length=60, required=False)
    tax_place = forms.CharField(label="税收地", max_length=60, required=False)
    contact = forms.CharField(label="企业联系人", max_length=60, required=False)
    phone = phone_field("联系电话", max_length=80)
    summary = forms.CharField(
        label="项目内容", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    remark = forms.CharField(
        label="备注", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = VersionField()

    def __init__(self, *args, project: Project, has_money: bool = False, **kwargs) -> None:
        super().__init__(*args, initial=as_it_is(project), **kwargs)
        for name in PLACES:
            self.fields[name].queryset = Unit.objects.filter(region=project.region_id)
        self.fields["industry"].widget.attrs.update({"list": "industries", "autocomplete": "off"})
        if has_money:
            self.fields["ownership"].disabled = True
            self.fields["ownership"].help_text = "已有核实的合同或到位资金，资金性质不能修改。"

    def clean_amount_text(self) -> str:
        """Words that were not touched are not heard again: an old ledger may have known the unit better."""
        text = self.cleaned_data["amount_text"]
        if text != self.initial["amount_text"]:
            as_fields(text)
        return text

    def for_action(self) -> dict:
        """Keyword arguments of change_project."""
        data = dict(self.cleaned_data)
        text = data.pop("amount_text")
        return data | as_fields(text) if text != self.initial["amount_text"] else data


def as_it_is(project: Project) -> dict:
    """What a fresh form shows of a project."""
    return {
        **{name: getattr(project, name) for name in PLAIN},
        **{name: getattr(project, f"{name}_id") for name in PLACES},
        "investor_name": project.investor.name if project.investor else "",
        "amount_text": said_before(project),
        "version": project.version,
    }
