"""Forms of looking over an import: draw rows, say what was found of one, have all of it verified."""

from django import forms

from projects.models import SampleVerdict
from projects.models.sampling import MOST_SAMPLED
from promo.web.forms import PromoForm

SEED = r"^[0-9A-Za-z]{1,40}$"


class DrawForm(PromoForm):
    size = forms.IntegerField(label="抽查行数", min_value=1, max_value=MOST_SAMPLED)
    seed = forms.RegexField(
        label="抽样种子",
        regex=SEED,
        required=False,
        max_length=40,
        help_text="可填摇号所得数字；不填由系统随机给出。同一种子总是抽出同样的行。",
        error_messages={"invalid": "种子只能是数字和字母。"},
    )


class CheckForm(PromoForm):
    verdict = forms.ChoiceField(label="核对结果", choices=SampleVerdict.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="说明", required=False, max_length=200, help_text="不一致的必填。")


class VerifyForm(PromoForm):
    reason = forms.CharField(
        label="处理情况", required=False, max_length=200, help_text="抽查有不一致的行时必填。"
    )
