"""The accounts of many people at once."""

from django import forms

from promo.pinyin import spelled
from promo.reading import without_blanks
from promo.web.fields import DayField
from units.forms.people import ROLES, PersonSheet
from units.forms.rosters import Head, RosterForm, Told, faults_of
from units.models import Membership, Role, Unit, User

ROLE_OF = {label: code for code, label in Role.choices}
WHICH_ROLE = f"岗位：应填{'、'.join(Role.labels)}，也可不填。"


class UserRosterForm(RosterForm):
    heads = (
        Head("name", "姓名", ("人员姓名", "名字", "联络员", "经办人")),
        Head("unit", "单位", ("单位名称", "所在单位", "工作单位", "部门")),
        Head("role", "岗位", ("角色", "系统岗位")),
        Head("phone", "手机号码", ("手机", "手机号", "电话", "联系电话", "联系方式")),
        Head("username", "用户名", ("账号", "登录名")),
    )
    most = 20  # each password takes a third of a second of the processor to keep
    role = forms.ChoiceField(label="岗位", choices=ROLES, help_text="表中没有填岗位的，按此开设。")
    valid_from = DayField(label="到岗日期", future=True)
    field_order = ["role", "valid_from", "block"]

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(units.select_related("region"))

    def _judge(self, told, data: dict) -> None:
        self.taken = {name.casefold() for name in User.objects.values_list("username", flat=True)}
        held = Membership.objects.filter(unit__in=self.units).not_ended(on=self.today)
        self.there = set(held.values_list("unit", "user__name"))
        super()._judge(told, data)

    def judged(self, row: Told, data: dict) -> tuple[dict, list[str]]:
        username = row["username"] or self._free(spelled(row["name"]))
        sheet = PersonSheet({"username": username, "name": row["name"], "phone": row["phone"]})
        role = ROLE_OF.get(row["role"]) if row["role"] else data["role"]
        unit, fault = self._unit(row["unit"])
        faults = [*faults_of(sheet), *([fault] if fault else []), *([] if role else [WHICH_ROLE])]
        if unit and (unit.pk, row["name"]) in self.there:
            faults.append(f"姓名：“{row['name']}”在{unit.name}已有账号，或表中重复。")
        if username.casefold() in self.taken:
            faults.append(f"用户名：“{username}”已有人使用，或表中重复。")
        self.taken.add(username.casefold())
        self.there.add((unit and unit.pk, row["name"]))
        return sheet.cleaned_data | {"number": row.number, "unit": unit, "role": role}, faults

    def _free(self, wanted: str) -> str:
        """The name as it is spelled, numbered where somebody bears it."""
        number, name = 1, wanted[:36]
        while name.casefold() in self.taken:
            number += 1
            name = f"{wanted[:36]}{number}"
        return name

    def _unit(self, told: str) -> tuple[Unit | None, str]:
        if not told:
            return None, "单位：请填写单位名称。"
        wanted = without_blanks(told)
        found = [unit for unit in self.units if wanted in map(without_blanks, (unit.name, unit.short_name))]
        if not found:
            return None, f"单位：“{told}”不在单位名录中。"
        if len(found) > 1:
            return None, f"单位：“{told}”有{len(found)}个，请填写全称。"
        return found[0], ""

    @property
    def known_units(self) -> list[str]:
        """Names that the grid does not mark, spelled without blanks."""
        return sorted({without_blanks(name) for unit in self.units for name in (unit.name, unit.short_name)})
