"""What a column of a ledger can mean: the fields, their grammar, and which of them the register keeps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """`kind` names the grammar of the cells (see cells.READERS); `longest` in signs; `is_ahead` for planned days."""

    name: str
    kind: str
    longest: int = 0
    is_ahead: bool = False


FIELDS: dict[str, Field] = {
    "row_key": Field("系统识别码", "text", 40),
    "code": Field("项目编号", "text", 40),
    "name": Field("项目名称", "text", 120),
    "investor": Field("投资方", "text", 120),
    "lead_unit": Field("引资单位", "text", 60),
    "host": Field("落户地", "text", 60),
    "industry": Field("产业类型", "text", 40),
    "ownership": Field("内资/外资", "ownership"),
    "kind": Field("建设性质", "project_kind"),
    "tags": Field("项目属性", "tags", 200),
    "stage": Field("项目阶段", "stage"),
    "contract_amount": Field("合同投资额", "amount"),
    "arrived_amount": Field("累计到位资金", "amount"),
    "arrived_year_amount": Field("当年到位资金", "amount"),
    "arrived_month_amount": Field("当月到位资金", "amount"),
    "arrived_opening_amount": Field("上年底累计到位资金", "amount"),
    "arrived_past_amount": Field("以前年度到位资金", "amount"),
    "fixed_amount": Field("固定资产投资", "amount"),
    "equipment_amount": Field("设备投资", "amount"),
    "stat_amount": Field("纳统投资额", "amount"),
    "currency": Field("币种或单位", "text", 20),
    "signing_kind": Field("签约类型", "text", 40),
    "signed_on": Field("签约日期", "day"),
    "signed_stat_on": Field("签约统计日期", "day"),
    "registered_on": Field("注册日期", "day"),
    "filed_on": Field("备案日期", "day"),
    "started_on": Field("开工日期", "day"),
    "completed_on": Field("竣工日期", "day"),
    "produced_on": Field("投产日期", "day"),
    "at_capacity_on": Field("达产日期", "day"),
    "first_contact_on": Field("对接日期", "day"),
    "planned_start_on": Field("计划开工日期", "day", is_ahead=True),
    "planned_completion_on": Field("计划竣工日期", "day", is_ahead=True),
    "planned_production_on": Field("计划投产日期", "day", is_ahead=True),
    "contact": Field("联系人", "text", 60),
    "phones": Field("联系电话", "phones", 80),
    "contact_phones": Field("联系人及电话", "contact_phones", 140),
    "summary": Field("项目内容", "text", 2000),
    "summary_2": Field("项目内容（二）", "text", 2000),
    "investor_intro": Field("投资方简介", "text", 2000),
    "credit_code": Field("统一社会信用代码", "text", 40),
    "filing_code": Field("备案项目代码", "text", 60),
    "source": Field("项目来源", "text", 200),
    "origin": Field("资金来源地", "text", 60),
    "land": Field("用地", "text", 200),
    "screening": Field("研判结果", "text", 200),
    "referrer": Field("引荐人", "text", 60),
    "remark": Field("备注", "text", 500),
}
AMOUNTS = tuple(code for code, field in FIELDS.items() if field.kind == "amount")
# What a project of the register takes from a ledger; every other field is read, shown and left in the file.
KEPT = frozenset(
    {
        "code", "name", "investor", "lead_unit", "host", "industry", "ownership", "kind", "stage", "contract_amount",
        "arrived_amount", "signed_on", "registered_on", "filed_on", "started_on", "completed_on", "produced_on",
        "at_capacity_on", "contact", "phones", "summary", "remark",
    }
)  # fmt: skip
