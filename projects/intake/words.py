"""What ledgers call things: column names, stages, ownership and kinds, each with the words offices write for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A meaning a column can have. `kind` is text, amount, day, phones or one of the word lists; `longest` in signs."""

    name: str
    kind: str
    words: tuple[str, ...]
    longest: int = 0


FIELDS: dict[str, Field] = {
    "code": Field("项目编号", "text", ("项目编号", "项目代码", "台账编号", "编号"), 40),
    "name": Field("项目名称", "text", ("项目名称", "招商项目名称", "名称"), 120),
    "investor": Field(
        "投资方",
        "text",
        ("投资方", "投资方名称", "投资主体", "投资商", "投资企业", "投资单位", "投资者"),
        120,
    ),
    "lead_unit": Field(
        "引资单位", "text", ("引资单位", "招引单位", "引进单位", "招商单位", "责任单位", "牵头单位"), 60
    ),
    "host": Field(
        "落户地",
        "text",
        ("落户地", "落地镇村", "落户地点", "项目选址位置", "选址", "建设地点", "所属片区"),
        60,
    ),
    "industry": Field("产业类型", "text", ("产业类型", "产业类别", "所属产业", "行业", "行业类别"), 40),
    "ownership": Field("内资/外资", "ownership", ("内资/外资", "内外资", "资金性质", "内资外资")),
    "kind": Field("建设性质", "project_kind", ("建设性质", "项目性质", "建设类型")),
    "stage": Field("项目阶段", "stage", ("项目阶段", "项目状态", "项目进度", "进展情况", "所处阶段", "阶段")),
    "contract_amount": Field(
        "合同投资额",
        "amount",
        (
            "合同投资额",
            "合同金额",
            "合同总投资",
            "协议投资额",
            "计划总投资",
            "计划投资总额",
            "总投资",
            "投资总额",
            "投资额",
        ),
    ),
    "arrived_amount": Field(
        "累计到位资金", "amount", ("累计到位资金", "累计到位", "已到位资金", "到位资金累计", "累计到资")
    ),
    "signed_on": Field(
        "签约日期", "day", ("签约日期", "签约时间", "签订日期", "合同签订日期", "合同签订时间")
    ),
    "started_on": Field("开工日期", "day", ("开工日期", "开工时间", "开工确认时间", "实际开工时间")),
    "completed_on": Field("竣工日期", "day", ("竣工日期", "竣工时间", "竣工确认时间", "实际竣工时间")),
    "contact": Field("联系人", "text", ("联系人", "企业联系人", "项目联系人"), 60),
    "phones": Field("联系电话", "phones", ("联系电话", "电话", "联系方式", "手机号码"), 80),
    "summary": Field("项目内容", "text", ("项目内容", "项目简介", "建设内容", "主要建设内容"), 2000),
    "remark": Field("备注", "text", ("备注", "说明"), 500),
}
FIELD_OF_HEADER = {word: code for code, field in FIELDS.items() for word in field.words}

STAGES: dict[str, tuple[str, ...]] = {
    "negotiating": ("在谈", "洽谈", "洽谈中", "正在洽谈", "谈判", "跟踪", "对接", "拟签约", "未签约"),
    "intent": ("意向", "意向书", "签订意向书"),
    "framework": ("框架", "框架协议", "协议", "签订框架协议"),
    "signed": ("签约", "已签约", "签订合同", "已签合同", "正式签约", "签约未开工", "已签约未开工"),
    "registered": ("注册", "已注册", "工商注册", "注册登记"),
    "filed": ("备案", "已备案", "核准", "立项", "已立项"),
    "funded": ("到位", "到资", "已到资", "资金到位"),
    "started": ("开工", "已开工", "开工建设", "在建", "建设中"),
    "completed": ("竣工", "已竣工", "完工", "已完工", "建成", "竣工验收"),
    "producing": ("投产", "已投产", "投产运营", "运营", "投入生产"),
    "at_capacity": ("达产", "已达产", "达产达效"),
    "terminated": ("终止", "已终止", "停止谈判", "取消", "退出"),
    "suspended": ("暂停", "已暂停", "暂缓"),
}
OWNERSHIPS: dict[str, tuple[str, ...]] = {
    "domestic": ("内资", "国内", "民资"),
    "foreign": ("外资", "外商", "外商独资", "中外合资", "中外合作", "港澳台资"),
}
KINDS: dict[str, tuple[str, ...]] = {
    "new": ("新建", "新办", "新引进", "新上"),
    "continuing": ("续建", "结转"),
    "expansion": ("增资扩产", "增资", "扩建", "扩产", "改扩建"),
    "upgrade": ("技术改造", "技改"),
}


def meanings(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: code for code, spellings in words.items() for word in spellings}


WORD_LISTS = {
    "stage": meanings(STAGES),
    "ownership": meanings(OWNERSHIPS),
    "project_kind": meanings(KINDS),
}
NOTHING = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无"})
