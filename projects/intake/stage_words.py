"""Hear how far a project is from what a ledger says: a word of the list, or a sentence of a clerk.

The furthest step that is said to be done counts; what is planned, not yet done or being done for a later step does not.
A contract is 签约; a mere agreement (协议) is a framework and is pointed out.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from promo.reading import fold


@dataclass(frozen=True)
class Heard:
    """`code` is empty when the words are clear."""

    stage: str | None
    code: str = ""


NOT_YET = (
    r"(?:未|尚未|还未|没有|待|拟|拟于.{0,12}|计划|准备|即将|预计|力争|争取|将|正在办理|正在|办理|推进|推动"
    r"|筹备|开展|促成|督促|有望|待定|确保|下步|下一步).{0,8}?"
)
WHOLE = "(?<!主体)(?<!主体工程)(?<!主体结构)(?<!基础)"  # a shell that stands is no finished plant
# From the end of the road to its beginning; each with the words that say it is reached.
DONE: tuple[tuple[str, str], ...] = (
    ("at_capacity", r"达产(?:达效)?|达效|满产"),
    ("producing",
    r"(?:正常|正在|已经?|开始)(?:生产(?!线|车间|设备)|营业|经营)|生产中(?!心)|^营业$|(?<!试)(?<!试运行)投产|(?<!试)投入(?:生产|使用|运营)|(?<!试)运营(?!方|商|公司|中心)|正式生产|开业|投用"),
    ("completed", rf"{WHOLE}(?:竣工|完工|建成(?!后))|通过验收|已验收"),
    ("started", r"开工|动工|破土|奠基|在建|建设中|施工(?!许可|图|招标|单位|准备)|开挖|钢结构.{0,3}(?:安装|吊装)"
        "|主体.{0,4}(?:封顶|完成|建设|完工|竣工|建成)|封顶|基础.{0,4}(?:完成|建设|施工)|打桩|桩基|安装设备|设备.{0,3}安装|设备调试|厂房.{0,3}(?:建设|装修)|土建|装修"),
    ("funded", r"(?:资金|首期款?|款项|首笔.{0,4}|注册资金)(?:已|全部|部分)?到(?:位|账|资)|到资|已到位|实缴"),
    ("filed", r"备案|(?<!成)立项|核准"),
    ("registered", r"注册|营业执照|工商登记|成立(?:公司|新公司|项目公司)|公司成立"),
    ("signed", r"(?<!意向)(?<!意向性)签约|签(?:订|署|定)?(?:(?!意向).){0,8}合同|合同.{0,3}签(?:订|署|定)|合同已签"
        "|正式签(?:订|署|约)(?!.{0,4}协议)"),
    ("framework", r"框架.{0,4}协议|框架|(?<!意向)(?<!保密)协议"),
    ("intent", r"意向|合作备忘录|备忘录"),
    ("negotiating", r"洽谈|在谈|谈判|对接|跟踪|跟进|考察|来访|走访|商谈|磋商|接洽|接触"),
)  # fmt: skip
FIXED: dict[str, str] = {
    "terminated": r"(?:已|项目)?(?:终止|停止(?:谈判|洽谈|合作|推进)?|取消|退出|解约|流产|放弃|撤销|终结|中止合作"
    "|淘汰|不再(?:合作|推进|投资|跟踪))(?:合作|谈判|洽谈|项目|协议|合同|推进|跟踪)?"
    "|(?:项目|客商|投资方|企业|合作)?已?(?:流失|放弃|撤资|终止)",
    "suspended": r"(?:已|项目)?(?:暂停|暂缓|搁置|停工|停滞|中止|停建|缓建)(?:推进|建设|实施|洽谈|合作|施工)?",
}
BARE: dict[str, str] = {
    "started": r"续建",
    "funded": r"(?:已|全部|部分|首笔)?到(?:位|资|账)",
    "signed": r"(?:已|正式|投资)*合同",
}
ENDED = re.compile(
    r"(?:终止|停止|取消|解除|放弃|不再)(?:谈判|洽谈|合作|合同|协议|签约|投资|推进|项目|跟踪|实施)|(?:洽谈|谈判|合作)(?:失败|破裂|未果)|因.{1,12}终止|已终止|已取消|已退出|已解约|合同终止|协议终止|项目终止"
)
HALTED = re.compile(
    r"(?:已|目前|暂时|项目)(?:暂停|暂缓|搁置|停工|停滞)|暂停(?:推进|建设|洽谈|合作|施工)|暂缓(?:推进|建设|实施)"
)
ORDER = tuple(code for code, _ in DONE)
# Work that goes on is begun; a licence or a contract that is being seen to is not had.
GOES_ON = re.compile(r"\|正在办理\|正在\|办理\|推进\|推动\|筹备\|开展")
NOT_THE_THING = "(?:前|手续|准备|条件|事宜|洽谈|商谈|谈判|磋商|文本|条款|草案|初稿)"


def _not_yet(code: str, pattern: str) -> re.Pattern:
    """What takes a step back again: before it (未、拟、计划), or behind it (手续、准备、办理中)."""
    if code == "negotiating":
        return re.compile(r"(?!)")
    ahead = GOES_ON.sub("", NOT_YET) if code == "started" else NOT_YET
    busy = "|(?:办理|审批)?中(?!心)" if code in ("registered", "filed") else ""
    return re.compile(rf"{ahead}(?:{pattern})|(?:{pattern})(?:{NOT_THE_THING}{busy})")


COMPILED = tuple((code, re.compile(pattern), _not_yet(code, pattern)) for code, pattern in DONE)
AGREEMENT = re.compile(r"协议")
CLEAR_AGREEMENT = re.compile(r"框架|意向|保密")
STATES = re.compile(r"^(?:\(|【|\[)?[0-9一二三四五六七八九十]{1,2}[.、)）]")


OF_LIST = re.compile(
    r"(拟签约|待签约|在谈|洽谈|意向|已签约|签约|注册|在建|开工|竣工|投产|达产|终止)(?:待建|未开工)?(?:类|在库)?(?:的)?(?:项目|库|$)"
)


def stage_of_list(title: str) -> str | None:
    """The stage of a whole list by its title or sheet: 拟签约项目台账. None unless exactly one is named."""
    found = {hear_stage(word).stage for word in OF_LIST.findall(re.sub(r"\s+", "", fold(title)))}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=20_000)
def hear_stage(text: str) -> Heard:
    """The stage that a cell, a heading or a sheet's name says; None with a code where it does not tell."""
    words = STATES.sub("", re.sub(r"\s+", "", fold(text)))
    words = re.sub(r"\(\d+[个项家户]?\)", "", words)
    for code, pattern in (FIXED | BARE).items():
        if re.fullmatch(rf"{pattern}(?:项目|阶段|类)?", words):
            return Heard(code)
    if ENDED.search(words):
        return Heard("terminated")
    if HALTED.search(words):
        return Heard("suspended")
    return _along_the_road(words)


def _along_the_road(words: str) -> Heard:
    clauses = [part for part in re.split(r"[,。;，；!]", words) if part]
    done, pending = set(), set()
    for clause in clauses:
        for code, reached, not_yet in COMPILED:
            if not reached.search(clause):
                continue
            rest = not_yet.sub("", clause)
            (done if reached.search(rest) else pending).add(code)
    stage = next((code for code in ORDER if code in done), None)
    if stage is None:
        stage = _before(pending)
    if stage is None:
        return Heard(None, "unclear_stage")
    if stage == "framework" and AGREEMENT.search(words) and not CLEAR_AGREEMENT.search(words):
        return Heard(stage, "agreement_not_contract")
    return Heard(stage)


def _before(pending: set[str]) -> str | None:
    """A contract that is not yet signed is negotiated; of later steps not yet taken nothing is known."""
    return "negotiating" if pending & {"signed", "framework", "intent"} else None
