"""Why a project pauses, ends, comes back or leaves the register."""

from django import forms

from projects.forms.facts import WithFiles
from promo.web.fields import DayField, EvidenceFilesField
from promo.web.forms import PromoForm, VersionField


class StatusForm(PromoForm):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField()


class SuspendForm(PromoForm):
    """`codes` are the office's reasons."""

    code = forms.ChoiceField(label="原因类别")
    on = DayField(label="暂停日期")
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField()

    def __init__(self, *args, codes: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "请选择"), *codes.items()]


class TerminateForm(WithFiles, SuspendForm):
    files = EvidenceFilesField(label="决定文件")
    field_order = ["code", "on", "reason", "files"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "终止日期"


class ReviveForm(WithFiles):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    files = EvidenceFilesField(label="决定文件")
    version = VersionField()


class VersionForm(PromoForm):
    """A single button that still says which state of the row the person saw."""

    version = VersionField()
