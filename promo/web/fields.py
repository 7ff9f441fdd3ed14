"""Form fields with a strict grammar: amounts with their unit, days, partial days, a choice of evidence files."""

from datetime import date
from decimal import Decimal

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from promo.days import EARLIEST, PartialDay, Precision, read_day, read_partial_day, show_day
from promo.money import read_amount, stripped, unit_of
from promo.reading import Unreadable
from promo.web.uploads import SUFFIXES, check_file

LAST_PLANNED = date(2100, 12, 31)
FILES_AT_ONCE = 10


class AmountWidget(forms.MultiWidget):
    """A number box named like the field and, beside it, its unit: words, or a choice named `<field>_unit`."""

    use_fieldset = False

    def __init__(self, units: tuple[str, ...], attrs: dict | None = None) -> None:
        self.units = units
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        choice = forms.Select(choices=[(unit, unit) for unit in units], attrs={"aria-label": "单位"})
        super().__init__({"": box, "unit": choice} if len(units) > 1 else {"": box}, attrs)

    def decompress(self, value: Decimal | None) -> list:
        if value is None:
            return ["", self.units[0]]
        _, scale = unit_of(self.units[0])
        return [plain(value / scale), self.units[0]]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_

    def render(self, name, value, attrs=None, renderer=None):
        boxes = super().render(name, value, attrs, renderer)
        if len(self.units) > 1:
            return format_html('<div class="input-group amount">{}</div>', boxes)
        unit = format_html('<span class="input-group-text">{}</span>', self.units[0])
        return format_html('<div class="input-group amount">{}{}</div>', boxes, unit)


class AmountInput(forms.Field):
    """An amount typed in the unit shown beside it; cleans to Decimal major units (元, 美元), None when left empty.

    The first of `units` is the one offered; several make a choice. For an amount in another currency use
    units=("万", "亿"). Negative is always refused, zero unless `zero`.
    """

    def __init__(
        self, *, units: tuple[str, ...] = ("万元", "元", "亿元"), zero: bool = False, **kwargs
    ) -> None:
        self.units = tuple(units)
        self.zero = zero
        kwargs.setdefault("widget", AmountWidget(self.units))
        super().__init__(**kwargs)

    def to_python(self, value) -> Decimal | None:
        text, unit = ([*value, None, None] if isinstance(value, list) else [value, None])[:2]
        if not (text or "").strip():
            return None
        unit = unit or self.units[0]
        if unit not in self.units:
            raise ValidationError("请从列表中选择单位。", code="unit")
        try:
            return read_amount(text, unit=unit)
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable), code="invalid") from unreadable

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is not None and value < 0:
            raise ValidationError("金额不能为负数。", code="negative")
        if value is not None and value == 0 and not self.zero:
            raise ValidationError("金额必须大于0。", code="zero")

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


def plain(value: Decimal) -> str:
    """A decimal for a number box: no exponent, no commas, no idle zeros."""
    return stripped(f"{value:f}")


class DayInput(forms.DateInput):
    """The browser's own calendar; what was typed comes back as it was."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"min": EARLIEST.isoformat(), **(attrs or {})}, format="%Y-%m-%d")


class DayField(forms.Field):
    """A calendar day from 1978 on. `future=False` (the default) refuses days after `today`, which the form hands in."""

    widget = DayInput

    def __init__(self, *, earliest: date = EARLIEST, future: bool = False, **kwargs) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.future = future
        self.today: date | None = None

    def to_python(self, value) -> date | None:
        if isinstance(value, date):
            return value
        if not (value or "").strip():
            return None
        try:
            day = read_day(value, earliest=self.earliest, latest=LAST_PLANNED)
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable), code="invalid") from unreadable
        self._refuse_future(day)
        return day

    def _refuse_future(self, day: date) -> None:
        if not self.future and self.today and day > self.today:
            raise ValidationError(f"日期不能晚于今天（{show_day(self.today)}）。", code="future")

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class PartialDayField(DayField):
    """A day of which perhaps only the month or the year is known; cleans to promo.days.PartialDay."""

    widget = forms.TextInput

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("placeholder", "如 2026-03-05 或 2026-03")
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value):
        return as_typed(value) if isinstance(value, PartialDay) else value

    def to_python(self, value) -> PartialDay | None:
        if isinstance(value, PartialDay):
            return value
        if not (value or "").strip():
            return None
        try:
            partial = read_partial_day(value, earliest=self.earliest, latest=LAST_PLANNED)
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable), code="invalid") from unreadable
        self._refuse_future(partial.day)
        return partial


def as_typed(partial: PartialDay) -> str:
    """A partial day in the shortest form that reads back the same."""
    words = partial.day.isoformat()
    if partial.precision == Precision.UNTIL:
        return f"截至{words}"
    return words[: {Precision.MONTH: 7, Precision.YEAR: 4}.get(partial.precision, 10)]


class EvidenceFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"accept": ",".join(SUFFIXES), **(attrs or {})})


class EvidenceFilesField(forms.FileField):
    """Several evidence files, each checked by name, size and content; cleans to a list of UploadedFile."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", EvidenceFilesInput())
        kwargs.setdefault("help_text", evidence_help())
        super().__init__(**kwargs)

    def clean(self, data, initial=None) -> list:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > FILES_AT_ONCE:
            raise ValidationError(f"一次最多上传{FILES_AT_ONCE}个文件，现有{len(files)}个。", code="too_many")
        for file in files:
            check_file(file, most_bytes=settings.UPLOAD_MAX_BYTES)
        return list(files)


def evidence_help() -> str:
    """What may be uploaded, for the line under the file box."""
    size = settings.UPLOAD_MAX_BYTES // 2**20
    return f"可选多个文件，支持PDF、OFD、JPG、PNG、Word（docx）、Excel（xlsx），每个不超过{size}MB。"
