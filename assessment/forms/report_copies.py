"""Putting a person on the distribution list of a kind of report."""

from collections.abc import Iterable, Mapping

from django import forms

from assessment.forms.rounds import Person
from assessment.reports.report_kinds import KINDS
from promo.web.forms import PromoForm

KIND_CHOICES = [(kind.code, kind.name) for kind in KINDS.values()]


class RecipientForm(PromoForm):
    kind = forms.ChoiceField(label="通报", choices=[("", "请选择"), *KIND_CHOICES])
    user = forms.TypedChoiceField(label="人员", coerce=int)
    function = forms.ChoiceField(label="送阅职务", required=False)
    by_mail = forms.BooleanField(
        label="同时发送邮件，附通报文件", required=False, help_text="须先由本人登记邮箱。"
    )

    def __init__(
        self, *args, people: Iterable[Person], functions: Mapping[str, Iterable[str]], **kwargs
    ) -> None:
        """`functions` are the posts that the office's rules name, by the kind of report."""
        self.people = {one.user.pk: one.user for one in people}
        posts = [(one.user.pk, f"{one.user.name}（{one.post}）") for one in people]
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", "请选择"), *posts]
        self._offer(functions)

    def _offer(self, functions: Mapping[str, Iterable[str]]) -> None:
        """No box where no rule names a post."""
        named = {KINDS[kind].name: list(names) for kind, names in functions.items() if names}
        if not named:
            del self.fields["function"]
            return
        every = dict.fromkeys(name for names in named.values() for name in names)
        self.fields["function"].choices = [("", "不限职务"), *((name, name) for name in every)]
        self.fields["function"].help_text = "；".join(
            f"{kind}只送{'、'.join(names)}" for kind, names in named.items()
        )

    def clean(self) -> dict:
        data = super().clean()
        if user := data.get("user"):
            data["user"] = self.people[user]
        return data
