"""All units of a town at once: the list as it lies in the office's own workbook."""

from django import forms

from promo.web.fields import DayField
from units.forms.rosters import Head, RosterForm, Told, faults_of
from units.forms.units import RegionChoice, UnitSheet
from units.models import Unit, UnitClass

CLASS_WORDS = {
    UnitClass.TOWN_VILLAGE: ("乡镇", "街道", "镇", "乡", "村", "社区", "村社区", "村（社区）", "行政村"),
    UnitClass.TOWN_DEPARTMENT: ("部门", "镇直", "内设机构", "机关部门", "县直部门"),
    UnitClass.VERTICAL_DEPARTMENT: ("垂直", "垂管", "垂管部门", "驻镇单位", "驻镇部门", "站所"),
    UnitClass.PARK: ("开发区", "工业园", "园区平台", "产业园"),
}
NOT_ASSESSED = ("不分类", "不考核", "不参加考核")
CLASS_OF = {
    **{word: code for code, words in CLASS_WORDS.items() for word in words},
    **{label: code for code, label in UnitClass.choices},
    **dict.fromkeys(NOT_ASSESSED, ""),
}
WHICH_CLASS = f"类别：应填{'、'.join(UnitClass.labels)}或不分类，也可不填。"


class UnitRosterForm(RosterForm):
    heads = (
        Head("name", "名称", ("单位名称", "单位", "全称", "单位全称", "责任单位", "引资单位", "部门")),
        Head("short_name", "简称", ("单位简称",)),
        Head("unit_class", "类别", ("单位类别", "单位性质", "性质", "分类", "类型")),
        Head("code", "编码", ("单位编码", "代码", "单位代码")),
    )
    region = RegionChoice("所属地区")
    unit_class = forms.ChoiceField(label="类别", required=False, help_text="表中没有填类别的，按此登记。")
    valid_from = DayField(label="启用日期", future=True, help_text="考核从这一天起计算。")
    field_order = ["region", "unit_class", "valid_from", "block"]

    def __init__(self, *args, regions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions
        self.fields["unit_class"].choices = [("", "不分类，不参加考核"), *UnitClass.choices]

    def _judge(self, told, data: dict) -> None:
        self.names = set(Unit.objects.filter(region=data["region"]).values_list("name", flat=True))
        self.codes = set(Unit.objects.values_list("code", flat=True))
        said = {row["code"] for row in told}  # a row below may name the code that would be given to one above
        free = (code for code in map(str, range(101, 100_000)) if code not in said)
        self.free = (code for code in free if code not in self.codes)
        super()._judge(told, data)

    def judged(self, row: Told, data: dict) -> tuple[dict, list[str]]:
        unit_class = CLASS_OF.get(row["unit_class"]) if row["unit_class"] else data["unit_class"]
        name = row["name"]
        sheet = UnitSheet(
            {
                "name": name, "short_name": row["short_name"] or name.removeprefix(data["region"].name) or name,
                "code": row["code"] or next(self.free), "unit_class": unit_class or "",
                "is_assessed": "on" if unit_class else "", "valid_from": data["valid_from"].isoformat(), "order": "",
            }
        )  # fmt: skip
        faults = faults_of(sheet) + ([WHICH_CLASS] if unit_class is None else [])
        return sheet.cleaned_data | {"number": row.number}, faults + self._taken(sheet.cleaned_data)

    def _taken(self, unit: dict) -> list[str]:
        """Names and codes of other units, also of rows above."""
        name, code = unit.get("name"), unit.get("code")
        faults = [f"名称：本地区已有“{name}”，或表中重复。"] if name in self.names else []
        faults += [f"编码：“{code}”已有单位使用，或表中重复。"] if code in self.codes else []
        self.names |= {name} - {None}
        self.codes |= {code} - {None}
        return faults
