"""What an administrator types about regions and units."""

from django import forms
from django.core.validators import RegexValidator

from promo.web.both import BothVersionsMixin
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField
from units.models import Region, RegionLevel, Unit, UnitClass

CODE_SIGNS = RegexValidator(r"^[0-9A-Za-z-]+\Z", "编码只能用数字、字母和连字符“-”。")
MOST_ORDER = 99_999
ORDER_HELP = "数字小的排在前面，可不填。"


class RegionChoice(forms.ModelChoiceField):
    """Regions set in by their depth in the tree."""

    def __init__(self, label: str, **kwargs) -> None:
        super().__init__(label=label, queryset=Region.objects.none(), empty_label="请选择", **kwargs)

    def label_from_instance(self, region: Region) -> str:
        return "　" * region.depth + region.name


class OrderField(forms.IntegerField):
    """A place in a list; empty is 0."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            label="排序", min_value=0, max_value=MOST_ORDER, required=False, help_text=ORDER_HELP, **kwargs
        )

    def clean(self, value) -> int:
        return super().clean(value) or 0


class RegionForm(PromoForm):
    parent = RegionChoice("上级地区")
    name = forms.CharField(label="名称", max_length=60, help_text="如：石桥村")
    order = OrderField()

    def __init__(self, *args, regions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = regions.exclude(level=RegionLevel.VILLAGE)


class UnitSheet(PromoForm):
    """What is told of a new unit beside its region; a row of a pasted list is judged by the same fields."""

    code = forms.CharField(label="编码", max_length=20, validators=[CODE_SIGNS], help_text="登记后不能修改。")
    name = forms.CharField(label="名称", max_length=60, help_text="用全称，如：高山镇农业农村办公室")
    short_name = forms.CharField(label="简称", max_length=20, help_text="表格中使用，如：农业办")
    unit_class = forms.ChoiceField(label="类别", required=False, help_text="同类单位一起排名。")
    is_assessed = forms.BooleanField(label="参加考核", required=False, initial=True)
    valid_from = DayField(label="启用日期", future=True, help_text="考核从这一天起计算。")
    order = OrderField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_class"].choices = [("", "不分类"), *UnitClass.choices]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("is_assessed") and "unit_class" in data and not data["unit_class"]:
            self.add_error("unit_class", "参加考核的单位应选择类别。")
        return data


class UnitForm(UnitSheet):
    region = RegionChoice("所属地区", help_text="登记后不能修改。")
    field_order = ["code", "region"]

    def __init__(self, *args, regions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions


class UnitEditForm(BothVersionsMixin, PromoForm):
    name = forms.CharField(label="名称", max_length=60)
    short_name = forms.CharField(label="简称", max_length=20)
    is_assessed = forms.BooleanField(label="参加考核", required=False)
    order = OrderField()
    valid_to = DayField(
        label="停用日期", future=True, required=False, help_text="自这一天起停用；在用的单位不填。"
    )
    version = VersionField()

    def __init__(self, *args, unit: Unit, **kwargs) -> None:
        super().__init__(*args, initial=self.now(unit), **kwargs)

    @classmethod
    def now(cls, unit) -> dict:
        """The row as a fresh form shows it."""
        return {name: getattr(unit, name) for name in cls.base_fields}


class ClassifyForm(PromoForm):
    unit_class = forms.ChoiceField(label="新类别", choices=[("", "请选择"), *UnitClass.choices])
    valid_from = DayField(label="起始日期", future=True, help_text="自这一天起按新类别排名，此前的排名不变。")
