"""What an administrator types about people and the roles they hold."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator

from promo.web.both import BothVersionsMixin
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField
from units.models import Role, Unit, User

USERNAME_SIGNS = UnicodeUsernameValidator(message="只能用字母、数字、汉字和 @ . + - _。")
PHONE_SIGNS = RegexValidator(r"^\+?[0-9][0-9 -]{4,18}\Z", "号码格式不对，如：13800000000、0512-80000000。")
ROLES = [("", "请选择"), *Role.choices]


class UnitChoice(forms.ModelChoiceField):
    def __init__(self, **kwargs) -> None:
        super().__init__(label="单位", queryset=Unit.objects.none(), empty_label="请选择", **kwargs)

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.name}（{unit.region.name}）"


class WithUnit(PromoForm):
    """`units`: those in which the administrator may give roles."""

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.select_related("region")


class PersonSheet(PromoForm):
    """What is told of a new person; a row of a pasted list is judged by the same fields."""

    username = forms.CharField(
        label="用户名", max_length=40, validators=[USERNAME_SIGNS], help_text="登录时使用，开设后不能修改。"
    )
    name = forms.CharField(label="姓名", max_length=30)
    phone = forms.CharField(label="手机号码", max_length=20, required=False, validators=[PHONE_SIGNS])


class UserForm(WithUnit, PersonSheet):
    unit = UnitChoice()
    role = forms.ChoiceField(label="岗位", choices=ROLES)
    valid_from = DayField(label="到岗日期", future=True)


class UserEditForm(BothVersionsMixin, PromoForm):
    name = forms.CharField(label="姓名", max_length=30)
    phone = forms.CharField(label="手机号码", max_length=20, required=False, validators=[PHONE_SIGNS])
    version = VersionField()

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, initial=self.now(user), **kwargs)

    @classmethod
    def now(cls, user) -> dict:
        """The row as a fresh form shows it."""
        return {name: getattr(user, name) for name in cls.base_fields}


class EmailForm(PromoForm):
    """A person's own address; without one nothing is sent."""

    email = forms.EmailField(
        label="电子邮箱", max_length=254, required=False, help_text="不填则只在系统内提醒，不发送邮件。",
        error_messages={"invalid": "邮箱地址格式不对，如：wang@example.cn。"},
    )  # fmt: skip


class MembershipForm(WithUnit):
    unit = UnitChoice()
    role = forms.ChoiceField(label="岗位", choices=ROLES)
    valid_from = DayField(label="到岗日期", future=True)
    valid_to = DayField(
        label="离岗日期", future=True, required=False, help_text="自这一天起不再任职；期限未定的不填。"
    )


class EndForm(PromoForm):
    valid_to = DayField(label="离岗日期", future=True, help_text="自这一天起不再任职。")


class SwitchForm(PromoForm):
    """Says the state that is wanted, so that a second click does not turn it back."""

    wanted = forms.ChoiceField(label="操作", choices=[("on", "启用"), ("off", "停用")])
