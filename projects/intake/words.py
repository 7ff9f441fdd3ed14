"""What ledgers write for kinds of money and of building, for nothing at all and for the same as above."""

import re

from promo.reading import fold

OWNERSHIPS: dict[str, str] = {
    "foreign": r"外资|外商|合资|中外|港资|台资|港澳台|侨资|外方|境外|^外$",
    "domestic": r"内资|民资|民营|民间|境内(?!外)|国资|国有|国内|央企|国企|^内$",
}
KINDS: dict[str, str] = {
    "expansion": r"增资|扩产|扩建|扩能|追加投资",
    "upgrade": r"技改|技术改造|技术升级|改造升级",
    "continuing": r"续建|结转|在建续",
    "new": r"新建|新办|新项目|新引进|新上|新增|新签|新设",
}
NOTHING = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "无", "暂无", "一", "×", "\u3000"}) - {
    "一"
}
NOT_STATED = re.compile(
    r"(?:待|未|另)(?:定|议|明确|确定|补充|核实|签|签约|签订|开工|动工|竣工|投产|注册|备案|填)?|面议|不详|不明|保密|暂(?:未|不).{0,6}|尚未.{0,6}|未知|空"
)
DITTO = frozenset({"同上", "同前", "同上行", "〃", "″", "”", '"', "''", "``", "同 上", "仝上", "…同上"})
UNWRAPPED = re.compile(r'="(.*)"', re.DOTALL)
EXAMPLE = re.compile(r"(?:示例|样例|范例|例|例如|例行|填写示例)[:：]?\d*")
ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|GETTING_DATA|SPILL!)|#{4,}", re.IGNORECASE)


def fold_letters(text: str) -> str:
    """Full-width letters and digits as plain ones; Chinese punctuation stays."""
    return "".join(fold(sign) if "０" <= sign <= "ｚ" else sign for sign in text)


def one_of(words: dict[str, str], text: str) -> str | None:
    """The only code one of whose words stands in `text`; None where none or several do."""
    found = [code for code, pattern in words.items() if re.search(pattern, text)]
    return found[0] if len(found) == 1 else None


def kind_of(text: str) -> str | None:
    """扩建 in 新建扩建 is no expansion and no new building: two words are two readings."""
    found = one_of(KINDS, text)
    if found is None and re.search(KINDS["expansion"], text) and not re.search(KINDS["new"], text):
        return "expansion"
    return found
