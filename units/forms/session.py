"""Login, own password, first run."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator

from promo.web.forms import PromoForm, PromoFormMixin
from units.models import User


class LoginForm(PromoFormMixin, AuthenticationForm):
    error_messages = {
        "invalid_login": "用户名或密码不正确。注意区分大小写。",
        "inactive": "这个账号已停用，请联系管理员。",
    }


class PasswordForm(PromoFormMixin, DjangoPasswordForm):
    error_messages = {
        "password_mismatch": "两次输入的新密码不一致。",
        "password_incorrect": "原密码不正确。",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = "".join(password_validators_help_texts())
        self.fields["new_password2"].help_text = ""


class FirstRunForm(PromoForm):
    county = forms.CharField(label="县（市、区）名称", max_length=60, help_text="如：临江县")
    town = forms.CharField(label="乡镇（街道）名称", max_length=60, help_text="如：青石镇")
    username = forms.CharField(
        label="管理员用户名",
        max_length=40,
        validators=[UnicodeUsernameValidator(message="只能用字母、数字、汉字和 @ . + - _。")],
    )
    name = forms.CharField(label="管理员姓名", max_length=30)
    password = forms.CharField(label="密码", max_length=128, widget=forms.PasswordInput, strip=False)
    password_again = forms.CharField(
        label="再输一次", max_length=128, widget=forms.PasswordInput, strip=False
    )

    def clean(self):
        data = super().clean()
        password = data.get("password")
        if password and password != data.get("password_again"):
            self.add_error("password_again", "两次输入的密码不一致。")
        elif password:
            try:
                validate_password(
                    password, User(username=data.get("username", ""), name=data.get("name", ""))
                )
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data

    def for_action(self) -> dict:
        return {key: value for key, value in self.cleaned_data.items() if key != "password_again"}
