"""The form of a rule, made from its kind: numbers, choices, yes or no, and lists of rows with spare rows at the end."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.forms.rule_rows import RowsField
from projects.rulebook import Choice, Flag, Number, RuleKind, Words
from projects.rulebook.settings import Rows, Setting
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm

FILE_MOST = 200_000  # bytes of a rule that is read from a file
ABOUT = ("valid_from", "basis", "files")
NOT_A_RULE = "这不是从本系统导出的规定文件。"


def field_of(setting: Setting) -> forms.Field:
    """The box of one setting."""
    if isinstance(setting, Rows):
        return RowsField(setting, label=setting.label, help_text=setting.help, required=False)
    if isinstance(setting, Flag):
        return forms.BooleanField(label=setting.label, help_text=setting.help, required=False)
    if isinstance(setting, Choice):
        return forms.ChoiceField(label=setting.label, choices=setting.choices, help_text=setting.help)
    if isinstance(setting, Words):
        return forms.CharField(
            label=setting.label, max_length=setting.most, required=setting.required, help_text=setting.help
        )
    return _number(setting)


def _number(setting: Number) -> forms.Field:
    sentence = f"{setting.label}应为{setting.least}至{setting.most}的整数。"
    help_text = "。".join(filter(None, (setting.help, f"不填为{setting.empty}" if setting.empty else "")))
    return forms.IntegerField(
        label=f"{setting.label}（{setting.unit}）", min_value=setting.least, max_value=setting.most,
        required=not setting.empty, help_text=help_text,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )  # fmt: skip


class RuleForm(PromoForm):
    """`document` fills the boxes. Cleans to what set_rule takes."""

    valid_from = DayField(label="起始日期", future=True, help_text="自这一天起适用，此前的不受影响。")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称、文号或会议纪要。")
    files = EvidenceFilesField(label="依据文件", required=False, help_text="红头文件或纪要的扫描件，一份。")

    def __init__(
        self, *args, kind: RuleKind, document: Mapping[str, Any], today: date, more: str = "", **kwargs
    ) -> None:
        self.kind = kind
        self.base_fields = {setting.key: field_of(setting) for setting in kind.settings} | self.base_fields
        initial = {**document, "valid_from": today, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        if more in self.fields and isinstance(self.fields[more], RowsField):
            self.fields[more].widget.spare += self.fields[more].widget.spare

    def settings(self) -> list:
        return [self[setting.key] for setting in self.kind.settings]

    def about(self) -> list:
        return [self[name] for name in ABOUT]

    @property
    def document(self) -> dict[str, Any]:
        return {setting.key: self.cleaned_data.get(setting.key) for setting in self.kind.settings}

    def clean_files(self) -> list:
        files = self.cleaned_data["files"]
        if len(files) > 1:
            raise ValidationError("依据文件只能上传一份。")
        return files

    def clean(self) -> dict:
        data = super().clean()
        if not any(setting.key in self.errors for setting in self.kind.settings):
            for problem in self.kind.check(self.document):
                self.add_error(problem.key if problem.key in self.fields else None, problem.sentence)
        return data

    def told(self) -> str:
        """What the rule would do; '' while a setting is wrong. Day and basis may still be missing."""
        self.is_valid()
        for name in ABOUT:
            self.errors.pop(name, None)
        return "" if self.errors else self.kind.tells(self.document)

    def for_action(self) -> dict:
        """Keyword arguments of set_rule but the place and the kind."""
        data = self.cleaned_data
        file = data["files"][0] if data["files"] else None
        return {
            "document": self.document,
            "valid_from": data["valid_from"],
            "basis": data["basis"],
            "file": file,
        }


def rule_from_file(file, kind: RuleKind) -> dict[str, Any]:
    """The document in a file that was exported here or elsewhere. Raises ValidationError with a sentence."""
    if file is None:
        raise ValidationError("请选择要读入的文件。")
    if file.size > FILE_MOST:
        raise ValidationError(NOT_A_RULE)
    try:
        said = json.loads(file.read().decode("utf-8-sig"))
        json.dumps(
            said, ensure_ascii=False
        ).encode()  # half a sign (\ud800) is no text: no page could show it
    except (ValueError, RecursionError) as error:
        raise ValidationError(NOT_A_RULE) from error
    if not isinstance(said, dict) or not isinstance(said.get("document"), dict):
        raise ValidationError(NOT_A_RULE)
    if said.get("kind") != kind.code:
        raise ValidationError(f"文件中的规定不是“{kind.name}”。")
    document = kind.default | said["document"]
    for problem in kind.check(document):
        raise ValidationError(problem.sentence)
    return document
