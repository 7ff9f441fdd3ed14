"""The dictionary of column heads: what offices call things, as patterns, each with how surely it says so.

Of two columns that claim one field the surer one is taken, of equals the first; the other may have a second meaning
(签约时间 beside 实际签约时间 is the statistical day). The words come from the header sets of real counties.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from projects.intake.amount_heads import amount_claims
from promo.reading import fold

SURE, USUAL, WEAK, LAST = 4, 3, 2, 1
Claims = tuple[tuple[str, int], ...]
BRACKETED = re.compile(r"[(\[【〔《][^()\[\]【】〔〕《》]*[)\]】〕》]")
# 联系人（电话）, 投资方（联系人及电话）: what stands in the brackets is asked for as well.
WITH_PERSON = re.compile(
    r"^(.*(?:联系人|对接人|联络人|负责人|投资[方商人者]|投资(?:主体|企业|单位)|客商|业主)(?:名称|姓名)?)"
    r"\(([^()]*(?:联系人|对接人|负责人|电话|手机|联系方式)[^()]*)\)$"
)
AHEAD = re.compile(
    r"^(?:其中[:,]?|[0-9]{1,2}[.、]|\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,2}[、.]|[*★☆#])+"
)
FIRM = "(?:企业|项目|投资方|投资商|投资人|客商|公司|业主|投资企业|投资主体|外方|项目方|甲方)"
ABOUT = "(?:基本)?(?:情况|信息|资料)"
WHEN = "(?:具体)?(?:时间|日期|年月|时点|年月日)"
PLAN = "(?:计划|预计|拟|预期|约定|力争|目标|拟定)"
REAL = "(?:实际|正式)?"

# Heads that look like one of ours and are not; and those of another person than the firm's.
NOT_OURS = re.compile(
    r"序号|编次|行次|栏次|(?:备案|纳统|统计|入统|原|规划|立项)项目名称|.*(?:率|占比|比重|比例|强度|得分|评分|排名|个数|项目数|数量)"
    r"|(?:更新|填报|上报|报送|登记|录入|统计|填表|调度|报告)(?:时间|日期|月份)|上报月份|是否.*|.*(?:简称)|.*(?:框架|意向)[^额金]*(?:时间|日期)"
)
OFFICE_PERSON = re.compile(
    r"(?:引资单位|招引单位|责任单位|牵头单位|包抓|包联|包保|区级|市级|县级|镇级|省级|属地|镇街|招商|服务|跟踪|填报|部门|单位|联系领导|驻点).{0,4}"
    r"(?:联系人|负责人|责任人|经办人|联络员|电话|手机|联系方式).*"
)
AND = r"(?:及其?|和|与|、|/|,|\+|&)"
# 责任单位及责任人: one cell with a unit and a person of it; without a word between them the column is the person's.
UNIT_AND_PERSON = re.compile(
    rf"(?P<unit>[^/、]*(?:单位|部门|主体|镇街|乡镇|街道|小组|专班|分队)){AND}[\u4e00-\u9fff]{{0,4}}(?:人|人员|领导|专员|干部|秘书)(?:姓名)?"
    rf"(?:{AND}?(?:联系)?(?:电话|方式|手机))?"
    rf"|[\u4e00-\u9fff]{{0,4}}(?:人|人员|领导|专员|干部|秘书){AND}(?P<after>[^/、]*(?:单位|部门|主体|镇街|乡镇|街道|小组|专班|分队))"
)
BETWEEN = re.compile(AND)
# 投资方及联系人: one cell with a firm, a person of it and perhaps a number (see firm_cells).
FIRM_AND_PERSON = re.compile(
    rf"(?P<firm>投资(?:方|商|主体|人|者|企业|单位|公司)|(?:引进|签约)?(?:企业|公司)|客商|(?:项目)?业主)(?:名称)?{AND}"
    rf"(?:企业|公司|客商|投资方)?(?:(?:联系人|对接人|负责人|联络人|法人代表|代表)(?:姓名)?(?:{AND}?(?:联系)?(?:电话|方式|手机))?"
    r"|(?:联系)?(?:电话|方式|手机))"
)
FIRM_AHEAD = re.compile(r"(?:投资|建设|业主|企业|公司|合作|施工|设计)(?:单位|主体|方)")
NAME = (
    r"(?:招商|引资|招商引资|引进|签约|在谈|意向|储备|入库|拟建|投资|洽谈|谋划|重点|合作|落地|开工|拟签约|线索"
    r"|新建|建设|外资|内资|入驻|入园|落户|续建|在建|竣工|投产|新签约|新开工|拟引进|来访|推介|省级|市级|县级|重大|产业|工业"
    r"|、|/)*"
)
MET = "(?:引进|招引|落户|入驻|入园|签约|在谈|洽谈|招商|来访|来源|合作|意向|拟投资|重点)"  # how an office came by a firm

RULES: tuple[tuple[str, Claims], ...] = (
    (r"系统识别码", (("row_key", SURE),)),
    (rf"{NAME}项目(?:信息)?(?:全称|名称|名)(?:及.*|和.*)?|项目/?企业名称|企业/?项目名称", (("name", SURE),)),
    (r"名称|线索名称|标的名称|工程名称|项目标题", (("name", USUAL),)),
    (rf"{NAME}项目", (("name", LAST),)),
    (r"(?:项目|台账|系统|入库|档案|平台)(?:编号|编码|代码|ID|id|号)|编号|编码|项目序列号", (("code", USUAL),)),
    (r"(?:项目)?备案.*(?:代码|编号|文号|证号|号)|(?:项目)?赋码|投资项目(?:统一)?代码|.*在线平台.*代码",
    (("filing_code", USUAL),)),
    (r".*(?:社会)?信用代码|组织机构代码|税号|纳税人识别号", (("credit_code", USUAL),)),
    (rf"(?!项目){FIRM}(?:单位|企业)?(?:简介|概况|{ABOUT}|介绍|背景|实力)", (("investor_intro", USUAL),)),
    (
        r"(?:项目|主要|外方|外来|境外|意向|潜在|拟)?投资(?:方|商|主体|人|者|单位|企业|公司|客商|业主)(?:单位|企业|公司)?(?:名称|全称)?|客商(?:名称|姓名|单位)?|外来投资(?:方|者|企业)|投资(?:集团|意向方)(?:名称)?|(?:外方|外资|中方|主要)?股东(?:名称)?|外[方商](?:名称)?",
        (("investor", SURE),),
    ),
    (
        rf"(?:{MET}?(?:企业|公司)|客户)(?:名称|全称)|{MET}(?:企业|公司|客商)|(?:项目)?(?:业主|法人)(?:单位|名称)?"
        r"|项目(?:公司|单位|主体|法人|业主)(?:名称)?|(?:建设|承建|实施)(?:单位|主体)(?:名称)?|合作(?:方|单位)|签约(?:方|单位)|乙方(?:名称)?|企业",
        (("investor", WEAK), ("name", LAST)),
    ),
    (
        r"(?:项目)?(?:引资|招引|引进|招商|招商引资|引荐|首谈|引税|首报)(?:责任|牵头)?(?:单位|部门|主体|镇街|乡镇|街道)(?:名称)?",
        (("lead_unit", SURE),),
    ),
    (
        r"(?:项目)?(?:责任|牵头|承办|负责|主办|包联|包抓|包保|落实|服务|跟踪|招商责任|主体责任|洽谈|包挂|挂联|责任招商)(?:单位|部门|主体)(?:.{0,2}责任人)?(?:名称)?"
        r"|责任(?:镇街|乡镇|街道)"
        r"|(?:所属|驻点)?(?:招商|驻点|招引|片|驻外)(?:招商)?(?:小)?(?:组|分队|队)(?:别|名称)?",
        (("lead_unit", USUAL),),
    ),
    (
        r"(?:所属|所在|上报|填报|报送|申报|隶属|帮扶|推荐|承接|对接|联系|属地|主管)?(?:单位|部门)(?:名称)?|单位别"
        r"|(?:招商|工作)?专班(?:名称)?",
        (("lead_unit", WEAK),),
    ),
    (r"(?:镇|乡|乡镇|镇街|镇街道|镇乡|街道|镇乡街道|乡镇街道|镇场|区域|园区|镇区|县市区|辖区)(?:名称)?",
    (("lead_unit", LAST), ("host", LAST))),
    (
        r"(?:项目|拟|计划)?落(?:户|地)(?:地|镇街|镇村|乡镇|园区|地点|地址|位置|区域|平台|片区|板块|单位|村)?|(?:项目|拟|建设|意向)?选址(?:位置|地点|情况)?"
        r"|(?:项目|建设|实施)+(?:地点|地址|位置|所在地|区域|地)|(?:所属|所在|拟落)?(?:片区|属地)|(?:所在|所属|承载|落户|拟落户)(?:地|镇街|乡镇|园区|平台|镇|街道)"
        r"|厂址|地点|地址|具体位置",
        (("host", USUAL),),
    ),
    (
        r"(?:项目)?(?:所属|主导|细分|投向)?(?:产业|行业)(?:类型|类别|分类|方向|领域|门类|大类|属性|链|名称)?|(?:重点)?产业链(?:条)?|产业归属|三次产业|国民经济行业(?:分类|类别|代码)?",
        (("industry", USUAL),),
    ),
    (
        r"内资?/?外资?(?:类别|性质)?|内外资(?:类别|类型|性质|属性)?|外资/?内资|(?:项目)?(?:资金|资本|投资)(?:性质|类型|属性|类别)|内资(?:或|、|和|与)?外资",
        (("ownership", USUAL),),
    ),
    (r"项目(?:属性|标签|标识)|标签", (("tags", USUAL),)),
    (r"(?:项目)?建设(?:性质|类型|类别)|项目性质|新建?(?:或|、|/)?续建?|建设方式", (("kind", USUAL),)),
    (r"性质", (("kind", LAST),)),
    (
        r"(?:项目|当前|目前|招商|推进|进展|建设|实施|工作|入驻|经营|现)*(?:所处)?(?:阶段|状态)(?:名称|描述)?|项目所处(?:阶段|环节)|所处环节",
        (("stage", SURE),),
    ),
    (
        r"(?:项目|工作|建设|工程|目前|当前|最新|洽谈|对接|推进|实施|前期|现阶段)*(?:进度|进展|推进|形象进度|落实)(?:情况|程度|状况|描述)?(?:[、及和,/]*(?:备注|说明|问题|存在问题))?",
        (("stage", USUAL),),
    ),
    (r"(?:项目|目前|当前)*(?:洽谈|对接|跟踪|落地|开工|建设|履约|实施)情况", (("stage", WEAK),)),
    (r"目前情况|(?:项目)?现状|状况|项目动态|(?:项目)?意向", (("stage", LAST),)),
    (
        r"(?:总?投资|资金|金额|合同|引资)?(?:额|总额)?(?:币种|币别|货币)(?:种类|类型|名称|单位)?|计价(?:币种|货币)|(?:金额|投资额?|资金)(?:计量)?单位",
        (("currency", USUAL),),
    ),
    (
        r"(?:项目)?(?:签约|合同|协议|签署)(?:文本|文件)?(?:类型|类别|性质|形式|种类)|签约方式",
        (("signing_kind", USUAL),),
    ),
    (rf"(?:项目)?(?:实际|正式)(?:合同|协议)?签(?:约|订|署)(?:合同|协议)?{WHEN}", (("signed_on", SURE),)),
    (rf"(?:项目)?(?:实际|正式)(?:开工|动工)(?:建设)?{WHEN}", (("started_on", SURE),)),
    (rf"(?:项目)?(?:实际|正式)(?:竣工|完工|建成){WHEN}", (("completed_on", SURE),)),
    (rf"(?:项目)?(?:实际|正式)(?:投产|投入生产|投运|运营){WHEN}", (("produced_on", SURE),)),
    (rf"{REAL}(?:合同|协议|项目|投资合同|投资协议)?签(?:约|订|署)(?:合同|协议)?{WHEN}", (("signed_on", USUAL),
    ("signed_stat_on", LAST))),
    (rf"签(?:约|订)(?:统计|认定|确认|入库){WHEN}|(?:统计|认定|确认)签(?:约|订){WHEN}|{WHEN}\(签约\)",
    (("signed_stat_on", USUAL), ("signed_on", LAST))),
    (rf"(?:项目)?{PLAN}(?:开工|动工|开工建设|建设){WHEN}|{PLAN}(?:开工|动工)", (("planned_start_on", USUAL),)),
    (rf"(?:项目)?{PLAN}(?:竣工|完工|建成){WHEN}|{PLAN}(?:竣工|完工|建成)", (("planned_completion_on", USUAL),)),
    (rf"(?:项目)?{PLAN}(?:建成)?(?:投产|投用|运营|营业|投入使用){WHEN}|{PLAN}投产", (("planned_production_on",
    USUAL),)),
    (rf"(?:项目)?{PLAN}.*{WHEN}", ()),
    (rf"(?:项目)?{REAL}(?:开工|动工|开工建设|奠基)(?:确认|认定|建设)?{WHEN}", (("started_on", USUAL),)),
    (rf"(?:项目)?{REAL}(?:竣工|完工|建成)(?:确认|认定|验收)?{WHEN}", (("completed_on", USUAL),)),
    (rf"(?:项目)?{REAL}(?:建成)?(?:投产|投入生产|投运|运营|开业|投入运营|投用)(?:运营|达效)?(?:确认|认定)?{WHEN}",
    (("produced_on", USUAL),)),
    (rf"(?:项目)?{REAL}(?:达产|达效)+(?:确认|认定)?{WHEN}", (("at_capacity_on", USUAL),)),
    (rf"(?:公司|企业|工商|项目公司)?(?:注册|登记注册|注册登记|成立|设立|工商登记|领照){WHEN}|营业执照(?:办理)?{WHEN}",
    (("registered_on", USUAL),)),
    (rf"(?:项目)?(?:备案|核准|立项|发改备案)+(?:批复)?{WHEN}", (("filed_on", USUAL),)),
    (rf"(?:首次|初次|最早)?(?:对接|接洽|洽谈|首谈|接触|来访|考察){WHEN}", (("first_contact_on", USUAL),)),
    (rf"{FIRM}(?:方)?(?:联系人|联络人|对接人)(?:姓名)?", (("contact", SURE),)),
    (r"联系人(?:姓名)?|联络人|对接人(?:姓名)?", (("contact", USUAL),)),
    (rf"{FIRM}?(?:负责人|法人代表|法定代表人|经办人|(?<=[方业司商主])代表)(?:姓名)?", (("contact", LAST),)),
    (
        rf"{FIRM}?(?:联系人|负责人|联络人|对接人)(?:姓名)?(?:及|和|、|/|与|,|\+)(?:联系)?(?:电话|方式|手机|电话号码|联系方式)(?:号码)?",
        (("contact_phones", USUAL),),
    ),
    (
        rf"{FIRM}?(?:联系人|负责人|联络人|对接人)?(?:联系|办公)?(?:电话|方式|手机|手机号|手机号码|电话号码|号码)(?:号码)?|联系方式",
        (("phones", USUAL),),
    ),
    (
        r"(?:主要|项目)*(?:建设)?(?:内容|简介|概况|介绍|描述|基本情况)(?:(?:及|和|与|、)(?:规模|简介|内容|产品))?|(?:主要)?建设(?:规模|内容)(?:(?:及|和|与|、)(?:主要)?(?:内容|规模|产品))?"
        r"|内容简介|投资内容|主要产品.*|项目规模.*|建设规模",
        (("summary", USUAL), ("summary_2", LAST)),
    ),
    (r"(?:项目|信息|线索|项目信息)来源(?:渠道)?|来源渠道|招商方式", (("source", USUAL),)),
    (r".*(?:来源地|来源地区|所在地|注册地|国别.*|来源区域)", (("origin", USUAL),)),
    (r".*(?:土地|用地|占地|供地)(?:面积|需求|规模|情况|亩数)?", (("land", USUAL),)),
    (r"(?:项目)?(?:研判|评审|会商)(?:结果|意见|情况)", (("screening", USUAL),)),
    (r"(?:第一|首个)?(?:引荐|介绍|信息提供|引资|招引|推荐)人(?:姓名)?", (("referrer", USUAL),)),
    (r"备注(?:说明)?|(?:变更|其他|变动)?说明|备考|其他|其它|其他事项|需要?说明的(?:问题|事项|情况)",
    (("remark", USUAL),)),
)  # fmt: skip
COMPILED = tuple((re.compile(pattern), claims) for pattern, claims in RULES)
OF_A_PLAN = re.compile(
    r"(?:项目|建设|工程)?(?:预计|预期|计划|拟定?|下一?步|力争|目标)(?:$|.*(?:时间|日期|进度|节点|安排|工期|步|计划|工作))"
)
PLANNED_DAYS = {
    "started_on": "planned_start_on", "completed_on": "planned_completion_on", "produced_on": "planned_production_on",
}  # fmt: skip
REAL_DAYS = frozenset(
    {"signed_on", "signed_stat_on", "registered_on", "filed_on", "at_capacity_on", "first_contact_on"}
)
GENERIC = re.compile(r"(?:名称|姓名|时间|日期|金额|电话|手机|单位|额|数额|总额|编号|情况|阶段|进度)")
OF_DAYS = re.compile(r"时间|日期|节点|年月|时点")


@lru_cache(maxsize=4_000)
def claims_of(parts: tuple[str, ...]) -> Claims:
    """What a head of one to three levels may mean, the surest first; () for nothing we know."""
    levels = [plain_head(part) for part in parts if plain_head(part)]
    if not levels:
        return ()
    if len(levels) == 1 and _holds_two_sums(levels[0]):
        return ()
    if len(levels) == 1 and "/" in levels[0] and not _claims(levels[0]):
        levels = [plain_head(part) for part in parts[0].split("/") if plain_head(part)] or levels
    last, above = levels[-1], levels[:-1]
    if above and OFFICE_PERSON.fullmatch(above[-1] + last):
        return tuple((field, LAST) for field, _ in _claims(last))
    joined = [re.sub(r"(?:情况|信息)$", "", parent) + last for parent in reversed(above)]
    tries = [*joined, last] if GENERIC.fullmatch(last) else [last, *joined]
    if above and any(OF_DAYS.search(parent) for parent in above) and not OF_DAYS.search(last):
        tries.insert(0, f"{last}时间")
    tries += ["".join(levels), *(last + parent for parent in above)] if above else []
    found = next((found for text in tries if (found := _claims(text))), ())
    return _ahead(found) if of_a_plan(above) and not last.startswith(("实际", "正式")) else found


def contracts_first(parts: list[tuple[str, ...]], claims: list[Claims]) -> list[Claims]:
    """The claims without those of an agreement (协议投资额, 签订协议时间) where another column is of the contract."""
    heads = ["".join(part) for part in parts]
    for field in ("contract_amount", "signed_on"):
        said = [any(one == field for one, _ in claim) for claim in claims]
        if any(
            is_said and "合同" in head and "协议" not in head
            for head, is_said in zip(heads, said, strict=True)
        ):
            claims = [
                () if is_said and "协议" in head and "合同" not in head else claim
                for head, claim, is_said in zip(heads, claims, said, strict=True)
            ]
    return claims


def of_a_plan(levels: Iterable[str]) -> bool:
    """Whether heads over a column (计划时间, 下步计划) say that what stands under them lies ahead."""
    return any(OF_A_PLAN.match(level) for level in levels)


def _ahead(claims: Claims) -> Claims:
    """The claims of a head that stands under a plan: its days are those planned, where they are kept at all."""
    return tuple(
        (PLANNED_DAYS.get(field, field), strength) for field, strength in claims
        if field in PLANNED_DAYS or field not in REAL_DAYS
    )  # fmt: skip


def _of_unit(text: str) -> Claims:
    """What a head says that names a unit and a person; a column of the unit alone goes before."""
    found = UNIT_AND_PERSON.fullmatch(text)
    if not found or FIRM_AHEAD.match(text):
        return ()
    unit = found["unit"] or found["after"]
    return (("lead_unit", WEAK),) if ("lead_unit" in dict(_claims(unit))) else ()


def _holds_two_sums(text: str) -> bool:
    """总投资/到位资金 in one cell: no column of either. 投资情况/到位资金 is a head under another."""
    parts = [{} if part.endswith("情况") else dict(amount_claims(part)) for part in BETWEEN.split(text)]
    return len(parts) > 1 and all(parts) and parts[0].keys().isdisjoint(parts[-1].keys())


def _claims(text: str) -> Claims:
    if of_unit := _of_unit(text):
        return of_unit
    if of_firm := FIRM_AND_PERSON.fullmatch(text):
        return _claims(of_firm["firm"])
    if OFFICE_PERSON.fullmatch(text):
        return ()
    for pattern, claims in COMPILED:
        if pattern.fullmatch(text):
            return () if NOT_OURS.fullmatch(text) else claims
    return () if NOT_OURS.fullmatch(text) else amount_claims(text)


def plain_head(text: str) -> str:
    """A head without white space, brackets, numbering and stars: '*2.项目名称（全称）：' is 项目名称."""
    flat = WITH_PERSON.sub(r"\1及\2", re.sub(r"\s+", "", fold(text)))
    bare = BRACKETED.sub("", flat)
    while bare != flat and BRACKETED.search(bare):
        bare = BRACKETED.sub("", bare)
    flat = re.sub(r"^内\(外\)资", "内外资", flat) if flat.startswith("内(外)") else bare
    if not bare and text.strip():
        flat = re.sub(r"[()\[\]]", "", re.sub(r"\s+", "", fold(text)))
    flat = AHEAD.sub("", flat).strip("*:;,。.、_-—")
    return re.sub(r"(?<=.)(?:基本情况|基本信息|有关情况)(?=.)", "", flat)
