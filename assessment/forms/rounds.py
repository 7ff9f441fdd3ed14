"""What is typed to open, put off or cancel a marking round, and the sheet that each marker fills in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from assessment.forms.marks import TYPED
from assessment.models import MarkedUnit, MarkingRound, PanelMark
from assessment.panels import shown
from projects.forms.leads import MomentField
from promo.reading import fold
from promo.web.fields import DayField
from promo.web.forms import PromoForm, VersionField
from promo.web.uploads import SUFFIXES, check_file
from units.models import User

PLACE = re.compile(r"[0-9]{1,4}", re.ASCII)
REASON_MOST = PanelMark._meta.get_field("reason").max_length


def per_cent(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=100, required=False, help_text=help_text,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "请填写1至100的整数。"),
    )  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One who can be asked: where he works, and the class proposed for him."""

    user: User
    post: str
    proposed: str
    in_office: bool


@dataclass(frozen=True)
class PersonRow:
    person: Person
    tick: BoundField
    marker_class: BoundField


class OpenRoundForm(PromoForm):
    """`entries` are choices 'scheme:code'; `people` become one row each: a tick and a class."""

    entry = forms.ChoiceField(label="评分项目", help_text="打分还是排序，按考核办法的规定。")
    title = forms.CharField(label="名称", max_length=100, help_text="例如：第三季度日常管理评分。")
    marked_on = DayField(
        label="评分日期", future=True, help_text="截止日期在这一天及以后的考核按这次评分计算。"
    )
    deadline_at = MomentField(label="截止时间", help_text="到时自动截止，可在截止前延长。")
    evidence_from = per_cent(
        "高分须附材料（满分的%）", "达到这一比例须写明依据并上传材料，100即满分。不填则不要求。"
    )
    evidence_below = per_cent("低分须附材料（满分的%）", "低于这一比例须写明依据并上传材料。不填则不要求。")
    may_tie = forms.BooleanField(label="排序时允许并列", required=False)
    shows_names = forms.BooleanField(label="确认后向单位公开评分人姓名和依据", required=False)
    markers = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, entries: Sequence[tuple[str, str]], people: Sequence[Person], **kwargs) -> None:
        self.people = list(people)
        self.base_fields = dict(self.base_fields)
        for one in self.people:
            self.base_fields[f"ask-{one.user.pk}"] = forms.BooleanField(label=one.user.name, required=False)
            self.base_fields[f"class-{one.user.pk}"] = forms.CharField(
                label=f"{one.user.name}的类别", max_length=20, required=False, initial=one.proposed
            )
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = entries

    @property
    def settings(self) -> list[BoundField]:
        return [box for box in self.visible_fields() if not box.name.startswith(("ask-", "class-"))]

    def rows(self, *, in_office: bool) -> list[PersonRow]:
        return [
            PersonRow(one, self[f"ask-{one.user.pk}"], self[f"class-{one.user.pk}"])
            for one in self.people
            if one.in_office == in_office
        ]

    @property
    def office_rows(self) -> list[PersonRow]:
        return self.rows(in_office=True)

    @property
    def unit_rows(self) -> list[PersonRow]:
        return self.rows(in_office=False)

    @property
    def asks_units(self) -> bool:
        return any(row.tick.value() for row in self.unit_rows)

    def asked(self) -> list[tuple[User, str]]:
        return [
            (one.user, self.cleaned_data[f"class-{one.user.pk}"])
            for one in self.people
            if self.cleaned_data[f"ask-{one.user.pk}"]
        ]


class ExtendRoundForm(PromoForm):
    deadline_at = MomentField(label="新的截止时间")
    reason = forms.CharField(label="延长原因", max_length=200, widget=forms.Textarea({"rows": 2}))
    expected = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def clean_expected(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["expected"])
        except ValueError as error:
            raise ValidationError("表单已失效，请刷新页面后重新填写。") from error


class CancelRoundForm(PromoForm):
    reason = forms.CharField(label="作废原因", max_length=200, widget=forms.Textarea({"rows": 2}))


@dataclass(frozen=True)
class SheetRow:
    unit: MarkedUnit
    value: BoundField
    reason: BoundField
    file: BoundField
    kept_file: str


class SheetForm(PromoForm):
    """A row of boxes for each unit: mark or place, reason, paper. `kept` are the marks entered last."""

    revision = VersionField()

    def __init__(self, *args, row: MarkingRound, units, most, kept: dict[int, PanelMark], **kwargs) -> None:
        self.round, self.units, self.most, self.kept = row, list(units), most, kept
        self.base_fields = dict(self.base_fields)
        for one in self.units:
            self._add(one, kept.get(one.unit_id))
        super().__init__(*args, **kwargs)

    def _add(self, one: MarkedUnit, before: PanelMark | None) -> None:
        key, name = one.unit_id, one.unit_name
        box = forms.TextInput(
            {"inputmode": "numeric" if self.round.is_ballot else "decimal", "autocomplete": "off"}
        )
        self.base_fields[f"mark-{key}"] = forms.CharField(
            label=f"{name}的{'名次' if self.round.is_ballot else '评分'}", max_length=20, required=False, widget=box,
            initial=self._typed(before),
        )  # fmt: skip
        self.base_fields[f"reason-{key}"] = forms.CharField(
            label=f"{name}的评分依据", max_length=REASON_MOST, required=False,
            initial=before.reason if before else "", widget=forms.TextInput({"placeholder": "评分依据"}),
        )  # fmt: skip
        self.base_fields[f"file-{key}"] = forms.FileField(
            label=f"{name}的佐证材料", required=False, widget=forms.FileInput({"accept": ",".join(SUFFIXES)})
        )

    def _typed(self, before: PanelMark | None) -> str:
        if before is None:
            return ""
        if self.round.is_ballot:
            return "" if before.place is None else str(before.place)
        return "" if before.hundredths is None else f"{Decimal(before.hundredths) / 100:f}"

    def rows_of(self, unit_class: str) -> list[SheetRow]:
        return [
            SheetRow(
                one, self[f"mark-{one.unit_id}"], self[f"reason-{one.unit_id}"], self[f"file-{one.unit_id}"],
                self.kept[one.unit_id].file_name if one.unit_id in self.kept else "",
            )
            for one in self.units
            if one.unit_class == unit_class
        ]  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean()
        for one in self.units:
            self._clean_value(f"mark-{one.unit_id}")
            self._clean_file(f"file-{one.unit_id}")
        return cleaned

    def _clean_value(self, name: str) -> None:
        typed = fold(self.cleaned_data.get(name) or "")
        if not typed:
            self.cleaned_data[name] = None
        elif self.round.is_ballot and PLACE.fullmatch(typed):
            self.cleaned_data[name] = int(typed)
        elif not self.round.is_ballot and TYPED.fullmatch(typed):
            self.cleaned_data[name] = int(Decimal(typed) * 100)
        else:
            self.add_error(
                name, "请填写名次。" if self.round.is_ballot else "请填写数字，最多两位小数，例如 8.5。"
            )

    def _clean_file(self, name: str) -> None:
        if file := self.cleaned_data.get(name):
            try:
                check_file(file, most_bytes=settings.UPLOAD_MAX_BYTES)
            except ValidationError as error:
                self.add_error(name, error)

    def given(self) -> list[tuple[int, int | None, str, object]]:
        """(unit id, hundredths or place, reason, new paper) of every unit."""
        data = self.cleaned_data
        return [
            (
                one.unit_id, data[f"mark-{one.unit_id}"], " ".join(data[f"reason-{one.unit_id}"].split()),
                data[f"file-{one.unit_id}"],
            )
            for one in self.units
        ]  # fmt: skip

    def fault(self, unit_id: int, sentence: str) -> None:
        self.add_error(f"mark-{unit_id}", sentence)

    def full_mark(self, unit_class: str) -> str:
        found = {self.most[one.unit_id] for one in self.units if one.unit_class == unit_class}
        most = found.pop() if len(found) == 1 else None
        return shown(most) if most is not None else ""


def proposed_deadline(today: date, *, days: int = 7) -> str:
    """What the box of the deadline holds at first: a week later at the end of the working day."""
    return f"{date.fromordinal(today.toordinal() + days).isoformat()}T17:30"
