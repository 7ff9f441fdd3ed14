"""Putting a person on the distribution list of a kind of report."""

from collections.abc import Iterable

from django import forms

from assessment.forms.rounds import Person
from assessment.reports.report_kinds import KINDS
from promo.web.forms import PromoForm

KIND_CHOICES = [(kind.code, kind.name) for kind in KINDS.values()]


class RecipientForm(PromoForm):
    kind = forms.ChoiceField(label="通报", choices=[("", "请选择"), *KIND_CHOICES])
    user = forms.TypedChoiceField(label="人员", coerce=int)
    by_mail = forms.BooleanField(
        label="同时发送邮件，附通报文件", required=False, help_text="须先由本人登记邮箱。"
    )

    def __init__(self, *args, people: Iterable[Person], **kwargs) -> None:
        self.people = {one.user.pk: one.user for one in people}
        posts = [(one.user.pk, f"{one.user.name}（{one.post}）") for one in people]
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", "请选择"), *posts]

    def clean(self) -> dict:
        data = super().clean()
        if user := data.get("user"):
            data["user"] = self.people[user]
        return data
