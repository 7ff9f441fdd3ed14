"""How a report says things: exact figures in, customary sentences out (practice 2.d, wording conventions).

Percentages are compared in 百分点; a fall is 下降8.92%, never 增长-8.92%; a rate without a target is —. Every figure is
rounded here once, with the same two places as the tables, so words and tables cannot differ.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from projects.measures import Measure
from promo.money import round_to, show_money, stripped

DASH = "—"
NONE = "无"
CURRENCY = {"yuan": "CNY", "usd": "USD"}


def quantity_words(measure: Measure, amount: Fraction) -> str:
    """A sum of the ledger with its unit: '5,000万元', '800万美元', '3个', '2.5个'."""
    if measure.unit == "count":
        return f"{stripped(f'{round_to(amount, 2):,f}')}个"
    return show_money(amount, CURRENCY[measure.unit])


def percent_words(rate: Fraction) -> str:
    """'62.50%'."""
    return f"{round_to(rate * 100, 2):,f}%"


def completion_words(rate: Fraction | None) -> str:
    """'完成年度任务的62.50%'; without a target the rate is not given at all."""
    return "年度任务未下达" if rate is None else f"完成年度任务的{percent_words(rate)}"


def pace_words(points: Fraction | None) -> str:
    """'超时序进度3.21个百分点', '低于时序进度12.92个百分点', '与时序进度持平'; '' without a target."""
    if points is None:
        return ""
    shown = round_to(points, 2)
    if not shown:
        return "与时序进度持平"
    return f"{'超' if shown > 0 else '低于'}时序进度{abs(shown):,f}个百分点"


def gap_words(points: Fraction) -> str:
    """'低12.92个百分点', '高3.21个百分点'."""
    shown = round_to(points, 2)
    return f"{'低' if shown < 0 else '高'}{abs(shown):,f}个百分点"


def net_words(measure: Measure, amount: Fraction) -> str:
    """'5,000万元', or '净核减500万元' for a sum below zero."""
    return f"{'净核减' if amount < 0 else ''}{quantity_words(measure, abs(amount))}"


def added_words(measure: Measure, amount: Fraction) -> str:
    """'本期新增5,000万元', '本期无新增', '本期净核减500万元' where reversals outweigh what came."""
    if not amount:
        return "本期无新增"
    return f"本期{'新增' if amount > 0 else '净核减'}{quantity_words(measure, abs(amount))}"


def growth_words(change: Fraction | None) -> str:
    """'同比增长8.92%', '同比下降8.92%', '同比持平'; None, a base of zero, is '上年同期为零'."""
    if change is None:
        return "上年同期为零"
    shown = round_to(change * 100, 2)
    if not shown:
        return "同比持平"
    return f"同比{'增长' if shown > 0 else '下降'}{abs(shown):,f}%"


def year_on_year_words(measure: Measure, base: Fraction, change: Fraction | None) -> str:
    """'上年同期5,000万元，同比增长8.92%': the base and its currency are named, so that nobody has to ask."""
    if change is None:
        return growth_words(change)
    return f"上年同期{quantity_words(measure, base)}，{growth_words(change)}"


def listed(names: Iterable[str]) -> str:
    """'石桥村、柳河村', or 无."""
    return "、".join(names) or NONE


def joined(*parts: str) -> str:
    """The parts that say something, with commas, and a full stop."""
    said = "，".join(part for part in parts if part)
    return f"{said}。" if said else ""


def leading_words(places: Sequence[tuple[int, str]], count: int = 3) -> str:
    """'位居前三位的是石桥村、柳河村、东庄村' out of (place, name) in order; units that share a place are all named."""
    best = [(place, name) for place, name in places if place <= count]
    if len(places) < 2 or not best:
        return ""
    if len(best) == len(places):
        return f"排名依次为{_in_places(places)}"
    return f"位居前{_number(count)}位的是{_in_places(best)}"


def trailing_words(places: Sequence[tuple[int, str]], count: int = 3) -> str:
    """'排名靠后的是柳河村' for the last `count`, only where they are not among the first as well.

    Units that share a place are all named: the fixed order of the list is no reason to name one and spare its equal.
    """
    if len(places) < 2 * count:
        return ""
    cut = places[-count][0]
    last = [(place, name) for place, name in places if place >= cut]
    return f"排名靠后的是{_in_places(last)}" if cut > count else ""


def _in_places(places: Sequence[tuple[int, str]]) -> str:
    """Names in order; those that share a place stand together: '石桥村、柳河村和东庄村（并列第2）'."""
    shared: dict[int, list[str]] = {}
    for place, name in places:
        shared.setdefault(place, []).append(name)
    said = []
    for place, names in shared.items():
        said.append(names[0] if len(names) == 1 else f"{'、'.join(names[:-1])}和{names[-1]}（并列第{place}）")
    return "、".join(said)


def _number(count: int) -> str:
    return "零一二三四五六七八九十"[count]
