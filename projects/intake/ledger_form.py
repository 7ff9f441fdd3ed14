"""The columns of the house's own ledger: their order, widths and lists to choose from."""

from projects.intake.fields import FIELDS
from promo.sheets.filling import FillColumn

NAME = "项目台账"
DIRECTORY = "单位名录"
ORDER = (
    "code", "name", "investor", "lead_unit", "host", "industry", "ownership", "kind", "stage", "contract_amount",
    "arrived_amount", "signed_on", "started_on", "completed_on", "contact", "phones", "remark",
)  # fmt: skip
# The blank form also asks for what arrived this year: the rest of the whole is of the years before.
BLANK = tuple(
    code for own in ORDER for code in ((own, "arrived_year_amount") if own == "arrived_amount" else (own,))
)
WIDTHS = {
    "name": 34,
    "investor": 28,
    "remark": 30,
    "contract_amount": 16,
    "arrived_amount": 16,
    "arrived_year_amount": 16,
}
CHOICES = {
    "ownership": ("内资", "外资"),
    "kind": ("新建", "续建", "增资扩产", "技术改造"),
    "stage": (
        "在谈", "意向", "框架协议", "签约", "注册", "备案", "开工", "竣工", "投产", "达产", "暂停", "终止",
    ),
    "lead_unit": DIRECTORY,
}  # fmt: skip
KINDS = {"amount": "amount", "day": "day"}


def column_of(code: str) -> FillColumn:
    field = FIELDS[code]
    unit = "（万元）" if field.kind == "amount" else ""
    kind = KINDS.get(field.kind, "text")
    return FillColumn(field.name + unit, kind, WIDTHS.get(code, 14), CHOICES.get(code, ()))
