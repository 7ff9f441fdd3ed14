"""What is typed about units that are renamed, merged, split or closed."""

from django import forms

from projects.forms.credit import SharesField
from projects.forms.facts import WithFiles
from promo.web.fields import DayField, EvidenceFilesField
from units.actions import Handover
from units.models import ChangeKind, Unit


class UnitsChoice(forms.MultipleChoiceField):
    """Cleans to units; what is not in the list is refused without asking the database."""

    widget = forms.CheckboxSelectMultiple

    def set_units(self, units: list[Unit]) -> None:
        self.units = {str(unit.pk): unit for unit in units}
        self.choices = [(str(unit.pk), unit.name) for unit in units]

    def clean(self, value) -> list[Unit]:
        return [self.units[pk] for pk in dict.fromkeys(super().clean(value))]


class UnitChangeForm(WithFiles):
    """`units` are those in use; successors must be registered before. Preview and decision send the same form."""

    kind = forms.ChoiceField(label="变动", choices=ChangeKind.choices, widget=forms.RadioSelect)
    units = UnitsChoice(label="变动单位")
    effective_on = DayField(label="生效日期", help_text="自这一天起按新的单位计。")
    heirs = SharesField(
        label="承接单位",
        whole=False,
        rows=4,
        help_text="合并填一个单位100%；拆分按文件填各单位比例；更名不填。",
    )
    name = forms.CharField(label="新名称", max_length=60, required=False, help_text="更名时填写。")
    short_name = forms.CharField(label="新简称", max_length=20, required=False, help_text="更名时填写。")
    carry_from = DayField(
        label="业绩划转起始日期",
        required=False,
        help_text="统计日期在这一天及以后的业绩划给承接单位；不填则以前的业绩留在原单位。",
    )
    document = forms.CharField(label="文件名称及文号", max_length=120)
    reason = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    files = EvidenceFilesField(label="文件扫描件", required=False)

    def __init__(self, *args, units: list[Unit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].set_units(units)
        self.fields["heirs"].set_units(units)

    def clean(self) -> dict:
        data = super().clean()
        kind, ending = data.get("kind"), list(data.get("units") or [])
        if kind == ChangeKind.RENAME:
            if len(ending) > 1:
                self.add_error("units", "更名一次只办理一个单位。")
            for name in ("name", "short_name"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"请填写{self.fields[name].label}。")
        elif kind and not data.get("heirs") and kind != ChangeKind.CLOSE and "heirs" not in self.errors:
            self.add_error("heirs", "请填写承接单位。")
        return data

    def for_action(self) -> dict:
        """Keyword arguments of decide_unit_change, without the paper."""
        data = dict(self.cleaned_data)
        units, heirs = data.pop("units"), data.pop("heirs")
        data.pop("files")
        if data["kind"] == ChangeKind.RENAME:
            data["carry_from"], heirs = None, []
        else:
            data["name"] = data["short_name"] = ""
        data["lines"] = [
            Handover(unit, heir, share) for unit in units for heir, share in (heirs or [(None, 10_000)])
        ]
        return data
