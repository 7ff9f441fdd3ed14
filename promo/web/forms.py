"""What every form shares: clean text, Chinese sentences, CSS classes, refusals, the stale-form version."""

from datetime import date
from functools import partial

from django import forms
from django.core import validators
from django.utils import timezone

from promo.refusal import Refused
from promo.versions import Stale
from promo.web.fields import DayField
from promo.web.text import folded, refuse_hidden_signs, refuse_long

SHORT_TEXT = 200
LONG_TEXT = 2000
STILL_THERE = "您填写的内容还在下面。"
STALE = "您打开页面之后，这条记录已被他人修改，本次内容没有保存。请刷新页面，核对最新内容后再提交。"
REQUIRED_AS_DJANGO_SAYS = forms.Field.default_error_messages["required"]
REPLACED_VALIDATORS = (validators.MaxLengthValidator, validators.ProhibitNullCharactersValidator)


class PromoFormMixin:
    """For Form, ModelForm and the forms of django-filter. `today` closes DayFields that refuse the future."""

    def __init__(self, *args, today: date | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today or timezone.localdate()
        self.prepare()

    def prepare(self) -> None:
        """Dress the fields and fold what was typed; called again by forms that make fields of their own."""
        for name, field in self.fields.items():
            prepare(field, str(field.label or self[name].label))
            if isinstance(field, DayField):
                field.today = self.today
        if self.is_bound:
            self.data = self._folded_data()

    def _folded_data(self):
        data = self.data.copy()
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if is_plain_text(field) and isinstance(data.get(key), str):
                data[key] = folded(data[key], lines=has_lines(field))
        return data

    def refuse(self, refused: Refused) -> None:
        """Show an action's refusal beside its field, or on top of the form. A form still holds what was typed; a
        button that came too late has nothing to keep, so the sentence alone does not say so."""
        field = refused.field if refused.field in self.fields else None
        kept = STILL_THERE if isinstance(refused, Stale) else ""
        self.add_error(field, refused.sentence + kept)


class PromoForm(PromoFormMixin, forms.Form):
    """The ground of every form that is typed by a person."""


class VersionField(forms.IntegerField):
    """The row's version when the form was drawn; the action refuses when the row has moved on (STALE)."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.HiddenInput)
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", 2**31 - 1)
        super().__init__(
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), STALE), **kwargs
        )


def is_plain_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)


def has_lines(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Textarea)


def prepare(field: forms.Field, label: str) -> None:
    """Sentences, text rules and CSS classes of one field; safe to call once per form instance."""
    _say_required(field, label)
    if is_plain_text(field):
        _guard_text(field)
    _dress(field.widget)


def _guard_text(field: forms.CharField) -> None:
    lines = has_lines(field)
    limit = field.max_length or (LONG_TEXT if lines else SHORT_TEXT)
    kept = [v for v in field.validators if not isinstance(v, REPLACED_VALIDATORS)]
    field.validators = [*kept, partial(refuse_hidden_signs, lines=lines), partial(refuse_long, limit=limit)]
    # The browser's maxlength cuts a pasted text without a word; the form says it instead.
    field.widget.attrs.pop("maxlength", None)


def _say_required(field: forms.Field, label: str) -> None:
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    verb = "上传" if isinstance(field, forms.FileField) else "选择" if chosen else "填写"
    if field.error_messages["required"] == REQUIRED_AS_DJANGO_SAYS:
        field.error_messages["required"] = f"请{verb}{label}。"
    if chosen:
        field.error_messages["invalid_choice"] = f"请从列表中选择{label}。"


def _dress(widget: forms.Widget) -> None:
    for part in getattr(widget, "widgets", [widget]):
        classes = part.attrs.get("class", "").split()
        if not part.is_hidden and _css_of(part) not in classes:
            part.attrs["class"] = " ".join([*classes, _css_of(part)])


def _css_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect):
        return "choices"  # Django writes it on the box around the choices
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
