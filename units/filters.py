"""What the lists of units and people can be narrowed to; the filter stands in the address."""

from datetime import date

from django import forms
from django.db.models import Q

from promo.web.forms import PromoForm
from units.models import Membership, Role, Unit, UnitClass

ANY = ("", "全部")


class Narrowing(PromoForm):
    """A filter form: `narrowed(rows)` applies what is valid, `sentence` says it in words for the workbook."""

    def cleaned(self, name: str):
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def sentence(self) -> str:
        self.is_valid()
        chosen = ((field, self.cleaned_data.get(name)) for name, field in self.fields.items())
        return "；".join(f"{field.label}：{_word(field, value)}" for field, value in chosen if value)


def _word(field: forms.Field, value) -> str:
    return (
        str(dict(getattr(field, "choices", ())).get(value, value)) if isinstance(value, str) else str(value)
    )


class UnitNarrowing(Narrowing):
    q = forms.CharField(label="名称或编码", max_length=60, required=False)
    unit_class = forms.ChoiceField(
        label="类别", choices=[ANY, *UnitClass.choices, ("none", "不分类")], required=False
    )
    state = forms.ChoiceField(
        label="状态", choices=[ANY, ("open", "在用"), ("closed", "已停用")], required=False
    )

    def narrowed(self, units, *, on: date):
        """`units` carry `class_on`."""
        if words := self.cleaned("q"):
            units = units.filter(
                Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__istartswith=words)
                | Q(initials__icontains=words)
            )  # fmt: skip
        if unit_class := self.cleaned("unit_class"):
            units = units.filter(class_on=None if unit_class == "none" else unit_class)
        if state := self.cleaned("state"):
            closed = Q(valid_to__lte=on)
            units = units.filter(closed) if state == "closed" else units.exclude(closed)
        return units


class PeopleNarrowing(Narrowing):
    q = forms.CharField(label="姓名、用户名或手机号", max_length=40, required=False)
    role = forms.ChoiceField(label="岗位", choices=[ANY, *Role.choices], required=False)
    unit = forms.ModelChoiceField(
        label="单位", queryset=Unit.objects.none(), required=False, empty_label="全部"
    )
    state = forms.ChoiceField(label="账号", choices=[ANY, ("on", "启用"), ("off", "停用")], required=False)

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def narrowed(self, users, *, on: date):
        """Role and unit ask for one and the same membership, held on the day."""
        if words := self.cleaned("q"):
            users = users.filter(
                Q(name__icontains=words) | Q(username__icontains=words) | Q(phone__startswith=words)
            )
        role, unit = self.cleaned("role"), self.cleaned("unit")
        held = Membership.objects.in_force(on=on)
        held = held.filter(role=role) if role else held
        held = held.filter(unit=unit) if unit else held
        if role or unit:
            users = users.filter(pk__in=held.values("user"))
        if state := self.cleaned("state"):
            users = users.filter(is_active=state == "on")
        return users
