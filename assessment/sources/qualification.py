"""Which projects count for a measure: conditions that must all hold, as plain data (taxonomy, modifiers on M1/M2)."""

from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any


def condition(grammar: str, words: str, **rule: Any) -> dict:
    """How a scheme document writes a condition, and how a sentence says it ("{}" is its value)."""
    return {"grammar": grammar, "words": words, **rule}


# name -> its grammar and words. `list` holds texts, `choices` known codes, `yuan` an amount in 元, `rate` a share.
CONDITIONS: dict[str, dict] = {
    "industry": condition("list", "产业类型为{}"),
    "not_industry": condition("list", "产业类型不为{}"),
    "ownership": condition("choices", "资金性质为{}", kind="ownership"),
    "kind": condition("choices", "建设性质为{}", kind="kind"),
    "not_kind": condition("choices", "不含{}项目", kind="kind"),
    "host_place": condition("list", "落户地为{}"),
    "not_host_place": condition("list", "落户地不为{}"),
    "host_unit": condition("list", "落户单位为{}"),
    "channel": condition("choices", "信息来源为{}", kind="channel"),
    "origin": condition("list", "投资方来自{}"),
    "not_origin": condition("list", "投资方不来自{}"),
    "label": condition("list", "列入“{}”"),
    "not_label": condition("list", "未列入“{}”"),
    "form": condition("choices", "资金形式为{}", kind="form"),
    "not_form": condition("choices", "资金形式不含{}", kind="form"),
    "contract_at_least": condition("yuan", "合同总额{}及以上"),
    "contract_below": condition("yuan", "合同总额不足{}"),
    "contract_usd_at_least": condition("usd", "合同外资{}及以上"),
    "contract_usd_below": condition("usd", "合同外资不足{}"),
    "arrived_at_least": condition("yuan", "累计到位{}及以上"),
    "arrival_ratio_at_least": condition("rate", "资金到位率达到{}"),
    "signed_since": condition("day", "{}以后签约"),
    "signed_before": condition("day", "{}以前签约"),
    "signed_this_year": condition("flag", "本年度签约|非本年度签约"),
    "started_this_year": condition("flag", "本年度开工|非本年度开工"),
    "expansion": condition("flag", "增资扩产项目|非增资扩产项目"),
}


@dataclass(frozen=True)
class Qualification:
    """Conditions on the project (and, for `form`, on the sum) behind a posting; None is no condition.

    Sizes are those of the contracts and arrivals that count up to the run's last day, whoever earned the credit.
    """

    industry: tuple[str, ...] | None = None
    not_industry: tuple[str, ...] | None = None
    ownership: tuple[str, ...] | None = None
    kind: tuple[str, ...] | None = None
    not_kind: tuple[str, ...] | None = None
    host_place: tuple[str, ...] | None = None
    not_host_place: tuple[str, ...] | None = None
    host_unit: tuple[str, ...] | None = None
    channel: tuple[str, ...] | None = None
    origin: tuple[str, ...] | None = None
    not_origin: tuple[str, ...] | None = None
    label: tuple[str, ...] | None = None
    not_label: tuple[str, ...] | None = None
    form: tuple[str, ...] | None = None
    not_form: tuple[str, ...] | None = None
    contract_at_least: Fraction | None = None
    contract_below: Fraction | None = None
    contract_usd_at_least: Fraction | None = None
    contract_usd_below: Fraction | None = None
    arrived_at_least: Fraction | None = None
    arrival_ratio_at_least: Fraction | None = None
    signed_since: date | None = None
    signed_before: date | None = None
    signed_this_year: bool | None = None
    started_this_year: bool | None = None
    expansion: bool | None = None

    def asked(self) -> list[tuple[str, Any]]:
        """(condition, value) for what is asked, in a fixed order."""
        return [
            (one.name, getattr(self, one.name)) for one in fields(self) if getattr(self, one.name) is not None
        ]

    @cached_property
    def key(self) -> str:
        return ";".join(f"{name}={_text(value)}" for name, value in self.asked())


EVERYTHING = Qualification()


@dataclass(frozen=True)
class Weighted:
    """One line of a table of coefficients or of points per project: the first line that fits counts."""

    where: Qualification
    factor: Fraction

    @cached_property
    def key(self) -> str:
        return f"{self.where.key}->{self.factor}"


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
