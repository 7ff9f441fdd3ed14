"""How an office issues its periodic reports: what each kind contains in which order, for whom, and as which paper.

By default reports are what they were before there was a rule: an office that decides nothing sees no change.
A report keeps the document it was drafted under, so a default that changes later touches no report that exists.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from projects.rulebook.settings import Choice, Number, Rows, RuleKind, Words

SECTIONS = (
    ("overview", "总体情况"), ("ranking", "各类单位排名"), ("added", "本期新增"), ("problems", "存在问题"),
    ("unsettled", "难点和意见办理"), ("slips", "督办情况"), ("returns", "各单位报送情况"),
    ("followed", "上期要求落实情况"), ("demands", "下一步要求"),
)  # fmt: skip
OF_CAMPAIGN = (
    ("overview", "总体情况"), ("ranking", "单位排名"), ("recognised", "认定项目"), ("added", "本期新增"),
    ("problems", "存在问题"), ("checkpoints", "检查点"), ("demands", "下一步要求"),
)  # fmt: skip
READERS = (
    ("listed", "仅限分发名单"), ("leaders", "领导和督查办"), ("office", "领导、督查办和经济办"),
    ("units", "各单位"),
)  # fmt: skip
WHO_READS = {
    "listed": "只有分发名单上的人员和督查办可以查看", "leaders": "领导和督查办可以查看",
    "office": "领导、督查办和经济办可以查看", "units": "发布后各单位都可以查看",
}  # fmt: skip
RED, LETTER, PLAIN = FORMS = (("red", "红头文件"), ("letter", "信函"), ("plain", "内部报告"))
DRAFTED, NOT_DRAFTED, BY_CALENDAR = "yes", "no", "calendar"
DRAFTS = ((DRAFTED, "每期起草"), (NOT_DRAFTED, "不编发"))
ASKS_CALENDAR = ((BY_CALENDAR, "统计周期规定采用的，每期起草"), *DRAFTS)
ALL = tuple(code for code, _ in SECTIONS)
SHORT = ("overview", "added", "problems", "unsettled")  # a week's sheet ranks nobody


ON_PAPER = (
    Words("issuer", "署名机关", required=False, most=40, help="不填的为本级督查办"),
    Words(
        "paper_code",
        "机关代字",
        required=False,
        most=20,
        help="如高山镇政办。填写的，红头文件、信函发布时编发文字号；不填的用期号",
    ),
    Words("mark", "标注", "内部资料", required=False, most=20, help="内部报告左上角的文字"),
    Words("addressee", "主送", required=False, most=80, help="不填的不写主送机关"),
    Words("copies", "抄送", required=False, most=160, help="列入版记，机关之间用逗号或顿号分隔"),
    Words("printer", "印发机关", required=False, most=40, help="列入版记；抄送、印发机关都不填的不印版记"),
)


def section_rows(codes: Sequence[str]) -> list[dict[str, Any]]:
    return [{"order": number, "section": code, "heading": ""} for number, code in enumerate(codes, 1)]


def ordered(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(code, heading) of the sections in their order; '' for the usual heading."""
    rows = sorted(document["sections"], key=lambda row: row["order"])
    return [(row["section"], row["heading"]) for row in rows]


def tells(document: Mapping[str, Any], known: Sequence[tuple[str, str]] = SECTIONS) -> str:
    """What reports under this document will be like."""
    if document["drafts"] == NOT_DRAFTED:
        return "不编发，期末在起始日期当天或以后的各期不再起草；已经起草的照常办理。"
    names = dict(known)
    parts = [heading or names[code] for code, heading in ordered(document)]
    functions = "、".join(row["name"] for row in document["functions"])
    code = document["paper_code"] if document["form"] != PLAIN else ""
    numbered = f"，发文字号为{code}〔年份〕序号" if code else ""
    copies = f"，抄送{document['copies']}" if document["copies"] else ""
    return (
        f"标题用语为“{document['title']}”；依次写{'、'.join(parts)}，共{len(parts)}个部分；"
        f"按{dict(FORMS)[document['form']]}格式制发，由{document['issuer'] or '本级督查办'}署名{copies}{numbered}；"
        f"{f'送{functions}' if functions else '送分发名单上的人员'}，{WHO_READS[document['readers']]}。"
    )


def _kind(
    code: str, name: str, title: str, readers: str, form: tuple[str, str], sections: Sequence[str] = ALL,
    *, known: Sequence[tuple[str, str]] = SECTIONS, before: str = "地区名称",
    drafts: Sequence[tuple[str, str]] = DRAFTS,
) -> RuleKind:  # fmt: skip
    """`known` are the parts such a report may have, `before` what stands before the title, `drafts` whether there is
    one at all, what holds by default first."""
    return RuleKind(
        f"report_{code}",
        f"{name}编发",
        f"{name}是否编发，以及标题、内容、阅读范围和公文格式。期末在起始日期当天或以后的各期适用，已经起草的不变。",
        (
            Choice("drafts", "起草", drafts, drafts[0][0], help="不编发的各期以后不再补编，期号仍按周期排列"),
            Words("title", "标题", title, most=40, help=f"前面自动加上{before}"),
            Rows(
                "sections",
                "内容",
                (
                    Number("order", "顺序", "", None, 1, 20),
                    Choice("section", "部分", known, "overview"),
                    Words("heading", "标题用语", required=False, most=30),
                ),
                tuple(section_rows(sections)),
                unique=("section",),
                least=1,
                help="按顺序排列，序号自动编写。顺序留空的不列入；标题用语不填的用部分名称",
            ),
            Choice("readers", "阅读范围", READERS, readers, help="督查办和分发名单上的人员始终可以查看"),
            Rows(
                "functions",
                "送阅职务",
                (Words("name", "职务", most=30),),
                unique=("name",),
                help="如党委书记、镇长。填写后只送担任这些职务的人员，人员在分发名单中确定；不填的送名单上所有人员",
            ),
            Choice("form", "公文格式", FORMS, form[0]),
            *ON_PAPER,
        ),
        tells=partial(tells, known=known),
        by_supervision=True,
    )


REPORTS = {
    code: _kind(code, *said, drafts=ASKS_CALENDAR if code in ("week", "half_month") else DRAFTS)
    for code, said in {
        "fortnight": ("双周督查报告", "招商引资督查通报", "listed", PLAIN),
        "week": ("周报", "招商引资工作周报", "office", PLAIN, SHORT),
        "half_month": ("半月报", "招商引资工作半月报", "office", PLAIN),
        "month": ("月通报", "招商引资工作月通报", "units", RED),
        "quarter": ("季度通报", "招商引资工作季度通报", "units", RED),
        "half_year": ("半年通报", "招商引资工作半年通报", "units", RED),
        "year": ("年度通报", "招商引资工作年度通报", "units", RED),
    }.items()
}
REPORTS["campaign"] = _kind(
    "campaign", "专项行动通报", "通报", "units", RED, [code for code, _ in OF_CAMPAIGN],
    known=OF_CAMPAIGN, before="地区和专项行动名称",
)  # fmt: skip
