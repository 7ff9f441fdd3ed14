"""Which projects a measure counts and how, in the sentences that stand under its postings."""

from typing import Any

from assessment.functions.words import percent, plain, quantity
from assessment.sources import CONDITIONS, EVERYTHING, Measured, Qualification, Shares
from projects.models import ArrivalKind, Channel, Kind, Ownership
from promo.days import show_day

CHOICES = {"ownership": Ownership, "kind": Kind, "channel": Channel, "form": ArrivalKind}
SHARES = {
    Shares.EQUAL: "联合引进的项目由各单位平均计入。",
    Shares.WHOLE: "联合引进的项目由各单位各按全额计入。",
    Shares.LEAD: "联合引进的项目全部计入份额最大的单位。",
}


def measure_words(source: Measured) -> list[str]:
    """One sentence each: what counts, by which factors, divided how."""
    found = [] if source.where == EVERYTHING else [f"计入条件：{qualification_words(source.where)}。"]
    if source.table:
        lines = [f"{qualification_words(one.where)}的{plain(one.factor)}" for one in source.table]
        found.append(f"系数：{'；'.join([*lines, f'其他{plain(source.otherwise)}'])}。依次适用第一个相符的。")
    found += [SHARES[source.shares]] if source.shares in SHARES else []
    found += ["只计单个最大的项目。"] if source.highest else []
    return found + (["按上报数计入，含核减部分。"] if source.reported else [])


def qualification_words(where: Qualification) -> str:
    return "，".join(_condition(name, value) for name, value in where.asked()) or "全部项目"


def _condition(name: str, value: Any) -> str:
    rule = CONDITIONS[name]
    if rule["grammar"] == "flag":
        yes, no = rule["words"].split("|")
        return yes if value else no
    return rule["words"].format(_said(rule, value))


def _said(rule: dict, value: Any) -> str:
    if rule["grammar"] == "choices":
        labels = dict(CHOICES[rule["kind"]].choices)
        return "、".join(labels.get(code, code) for code in value)
    if rule["grammar"] == "list":
        return "、".join(value)
    if rule["grammar"] == "day":
        return show_day(value)
    return percent(value) if rule["grammar"] == "rate" else quantity(value, rule["grammar"])
