"""The firm out of a cell that also names a person of it: 样例公司（张某 138…）, 样例集团/张某, a line each."""

import re
from dataclasses import dataclass
from functools import lru_cache

from projects.intake.phones import BREAKS, NUMBER, hear_phones
from projects.intake.words import fold_letters

ASKED = re.compile(
    r"(?:及其?|和|与|、|/|,|，|\+|&|[(（]).{0,4}?(?:联系|对接人|负责人|联络人|法人代表|代表|电话|手机)"
)
FIRM_ENDS = re.compile(
    r".*(?:公司|(?<![(（])集团|总厂|合作社|合伙(?:企业)?[)）]?|研究院|研究所|商会|协会|大学|学院|医院|银行|事务所|基金|会社|厂|企业|Ltd\.?|Inc\.?|GmbH|LLC)"
    r"(?:[(（](?:集团|筹|有限合伙|普通合伙)[)）])?",
    re.IGNORECASE | re.DOTALL,
)
PERSON = re.compile(r"[\u4e00-\u9fff·*某]{2,5}(?:先生|女士|总)?")
PERSON_AHEAD = re.compile(
    rf"(?P<person>{PERSON.pattern})(?:[\s/、:：]+(?P<apart>\S.*)|[(（](?P<inside>.+)[)）]\s*)", re.DOTALL
)


@dataclass(frozen=True)
class Firm:
    name: str
    contact: str = ""
    phones: tuple[str, ...] = ()


@lru_cache(maxsize=200)
def names_a_contact(head: str) -> bool:
    """Whether the head of an investor's column also asks for a person of it or for a number."""
    return bool(ASKED.search(head.rpartition("/")[2]) or ASKED.search(head))


@lru_cache(maxsize=4_000)
def firm_in(text: str) -> Firm:
    """The firm and who speaks for it; all of the words are the firm where nobody can be told from it."""
    plain = fold_letters(text)
    words = NUMBER.sub(" ", plain).strip()
    numbers = tuple(hear_phones(text).numbers) if NUMBER.search(plain) else ()
    ahead = PERSON_AHEAD.fullmatch(words)
    if ahead and not FIRM_ENDS.fullmatch(ahead["person"]):
        firm = FIRM_ENDS.fullmatch((ahead["apart"] or ahead["inside"]).strip())
        if firm:
            return Firm(firm[0], ahead["person"], numbers)
    firm = FIRM_ENDS.match(words)
    if firm:
        return Firm(firm[0].strip(), _people(words[firm.end() :]), numbers)
    parts = [part for part in BREAKS.split(re.sub(r"[()（）:：]", " ", words)) if part]
    if len(parts) > 1 and all(PERSON.fullmatch(part) for part in parts[1:]):
        return Firm(parts[0], "、".join(parts[1:]), numbers)
    return Firm(text if not numbers else words, "", numbers)


def _people(rest: str) -> str:
    """The names behind a firm; 联系人 and the like are no names."""
    plain = re.sub(r"联系人|负责人|对接人|法人代表|联系电话|电话|手机|[()（）:：]", " ", rest)
    return "、".join(part for part in BREAKS.split(plain) if PERSON.fullmatch(part))
