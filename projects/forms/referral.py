"""What is typed on the way to a first referrer: proposal, objection, answer, decision, revocation."""

from django import forms

from projects.forms.leads import phone_field
from projects.models import FindingRole
from projects.referrals import CaseNow, ClaimLine, Finding
from promo.web.fields import EvidenceFilesField
from promo.web.forms import PromoForm, VersionField

BARRED_SOURCE = "barred_source"
NOBODY = "none"
FINDINGS = [
    (FindingRole.HELPER.value, FindingRole.HELPER.label),
    (FindingRole.SOURCE.value, FindingRole.SOURCE.label),
    (BARRED_SOURCE, "信息来源（身份不能认定）"),
    (FindingRole.NONE.value, FindingRole.NONE.label),
]
REASONS_HELP = "写明依据的事实和材料。"
OUTCOME_HELP = "被认定为第一引荐人的，下面对应的认定结果不用选。"
DOCUMENT_HELP = "会议纪要或文件的名称、文号。"


def long_text(label: str, *, max_length: int, rows: int = 4, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


def claim_words(line: ClaimLine) -> str:
    """'张三（柳河村申报，2026-11-03 09:20）' in a list of choices."""
    unit = line.claim.claiming_unit
    who = f"{unit.short_name}申报" if unit else line.claim.get_kind_display()
    return f"{line.claim.name}（{who}）"


class ProposeForm(PromoForm):
    claim = forms.ChoiceField(label="拟认定的引荐人", widget=forms.RadioSelect)
    proposal = long_text("拟认定理由", max_length=500, help_text=REASONS_HELP)
    version = VersionField()

    def __init__(self, *args, now: CaseNow, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        able = [line for line in now.lines if not line.is_barred]
        self.fields["claim"].choices = [(line.claim.pk, claim_words(line)) for line in able]

    def for_action(self) -> dict:
        data = dict(self.cleaned_data)
        return {**data, "claim": self.now.line_of(int(data["claim"])).claim}


class ReferForm(PromoForm):
    reason = long_text("提请仲裁的理由", max_length=300, rows=3)
    version = VersionField()


class DecideForm(PromoForm):
    """One choice per claim that is not the first. With `choosing` (a leader) the first is chosen here too."""

    outcome = forms.ChoiceField(label="结论", choices=(), widget=forms.RadioSelect, help_text=OUTCOME_HELP)
    reasons = long_text("认定理由", max_length=1000, help_text=REASONS_HELP)
    document = forms.CharField(label="文件名称及文号", max_length=120, help_text=DOCUMENT_HELP)
    files = EvidenceFilesField(label="认定文件", required=False)
    version = VersionField()

    def __init__(self, *args, now: CaseNow, choosing: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.choosing = now, choosing
        self.fields["outcome"].choices = self._outcomes()
        for line in now.lines:
            self._add_finding(line)
        names = ["outcome", *(f"finding_{line.claim.pk}" for line in now.lines)]
        self.order_fields([*names, "reasons", "document", "files", "version"])

    def _outcomes(self) -> list[tuple[str, str]]:
        if self.choosing:
            able = [line for line in self.now.lines if not line.is_barred]
            return [
                *((str(line.claim.pk), f"认定{claim_words(line)}") for line in able),
                (NOBODY, "均不予认定"),
            ]
        claim = self.now.case.proposed_claim
        return [(str(claim.pk), f"予以认定：{claim.name}"), (NOBODY, "不予认定")]

    def _add_finding(self, line: ClaimLine) -> None:
        proposed = not self.choosing and line.claim == self.now.case.proposed_claim
        first = FindingRole.SOURCE if line.is_barred else FindingRole.NONE if proposed else FindingRole.HELPER
        field = forms.ChoiceField(
            label=f"{claim_words(line)}的认定结果", choices=FINDINGS, initial=first.value, required=False
        )
        field.widget.attrs["class"] = "form-select"
        self.fields[f"finding_{line.claim.pk}"] = field

    def for_action(self) -> dict:
        data = self.cleaned_data
        return {
            "findings": {line.claim.pk: self._finding(line) for line in self.now.lines},
            **{name: data[name] for name in ("reasons", "document", "files", "version")},
        }

    def _finding(self, line: ClaimLine) -> Finding:
        role = self.cleaned_data.get(f"finding_{line.claim.pk}") or FindingRole.NONE.value
        if role == BARRED_SOURCE:
            return Finding(FindingRole.SOURCE.value, bars_reward=True)
        return Finding(role)

    @property
    def chosen(self):
        """The claim to be confirmed, or None."""
        pk = self.cleaned_data["outcome"]
        return None if pk == NOBODY else self.now.line_of(int(pk)).claim


class ObjectionForm(PromoForm):
    """An objection to a notice, or an appeal against a decision."""

    objector = forms.CharField(
        label="提出人", max_length=60, help_text="代他人或单位提出的，填写其姓名或名称。"
    )
    phone = phone_field("联系电话", max_length=30)
    text = long_text("内容和理由", max_length=1000, rows=5)
    files = EvidenceFilesField(label="证明材料", required=False)


class AnswerForm(PromoForm):
    upheld = forms.ChoiceField(
        label="答复意见", choices=[("no", "不成立"), ("yes", "成立")], widget=forms.RadioSelect
    )
    answer = long_text("答复内容", max_length=500)
    version = VersionField()

    def for_action(self) -> dict:
        return {**self.cleaned_data, "upheld": self.cleaned_data["upheld"] == "yes"}


class RevokeForm(PromoForm):
    role = forms.ChoiceField(label="撤销后认定为", choices=FINDINGS, initial=FindingRole.SOURCE.value)
    reasons = long_text("撤销理由", max_length=1000)
    document = forms.CharField(label="文件名称及文号", max_length=120, help_text=DOCUMENT_HELP)
    files = EvidenceFilesField(label="撤销依据文件", required=False)
    version = VersionField()

    def for_action(self) -> dict:
        data = dict(self.cleaned_data)
        barred = data["role"] == BARRED_SOURCE
        return {**data, "role": FindingRole.SOURCE.value if barred else data["role"], "bars_reward": barred}
