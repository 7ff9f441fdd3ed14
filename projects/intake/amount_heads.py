"""Which sum a column of money holds: contract, arrived in all, this year or this month, fixed assets, equipment."""

import re

SURE, USUAL, WEAK, LAST = 4, 3, 2, 1
MONEY = re.compile(
    r"投资|资金|金额|到位|到资|到账|引资|外资|固投|投入|合同额|协议额|签约额|概算|估算|造价|固定资产|设备"
)
NOT_MONEY = re.compile(
    r"(?:方|商|主体|者|人|企业|单位|公司|时间|日期|简介|内容|编号|来源|来源地|性质|类型|属性|类别|方式|强度|率|比|比例|凭证|说明|情况说明|是否.*|协议书?|合同书?|意向|计划|项目|客商)$"
    r"|目标|任务|使用资金|贷款|融资|补助|扶持|奖励|税|流动资金|铺底|注册|土地|土建|厂房|缺口|需求|应到|型号|台数|设备名称"
)
ARRIVED = re.compile(r"到位|到资|到账|到款|实到|实际利用|实际使用外资|实际外资")
AHEAD = re.compile(r"计划|预计|预期|拟|应|目标|预算")
MONTH = re.compile(r"本月|当月|(?<![0-9\-—至到年])[0-9]{1,2}月(?!底|末|份?累计)|月度")
YEAR = re.compile(
    r"当年|本年|今年|年度|全年|年内|年初|(?:19|20)\d\d年?(?!.*(?:截至|以来))|上半年|下半年|[一二三四1-4]季度|本季|[0-9]{1,2}月?[-—~至到][0-9]{1,2}月"
)
OF_THIS_YEAR = re.compile(r"年初|(?:今年|本年度?|当年|年内)以来")
SINCE = re.compile(r"截至|截止|至今|以来|自.*起|累计至|至目前|年[0-9]{1,2}月[底末]累计")
MONTH_OF_YEAR = re.compile(
    r"20\d\d年(?:1[0-2]|0?[1-9])月份?(?![0-9底末止日前]|份?累计|[-—~至到][0-9])(?!.*累计)"
)
DONE = re.compile(r"完成投资|投资完成|实际完成|已完成|已投资|已投入|实际投资|完成额|实际投入")
OF_YEAR = re.compile(
    r"(?:年度|当年|本年|今年|(?:19|20)\d\d年?|本期|首期|一期|二期|三期|季度|本月|当月|月度).*(?:投资|金额|资金|计划)"
)
PART = re.compile(r"自筹|银行|财政|专项|其他资金|债券|上级|股权|省外|境外|县外|市外")


def amount_claims(text: str) -> tuple[tuple[str, int], ...]:
    """`text` is a plain head (see headers.plain_head), all its levels together where one alone says nothing."""
    if not MONEY.search(text) or NOT_MONEY.search(text):
        return ()
    if ARRIVED.search(text):
        return _arrived(text)
    if DONE.search(text):
        return ()
    if re.search(r"纳统|入统|列统|统计库|统计|入库(?:项目)?(?:计划)?总?投资", text):
        return (("stat_amount", USUAL),)
    if re.search(r"固定资产|固投|固资", text):
        return (("fixed_amount", USUAL),)
    if "设备" in text:
        return (("equipment_amount", USUAL),)
    if OF_YEAR.search(text):
        return ()
    return _contract(text)


def _arrived(text: str) -> tuple[tuple[str, int], ...]:
    if AHEAD.search(text):
        return ()
    abroad = re.search(r"外资|利用", text)
    if (MONTH.search(text) or MONTH_OF_YEAR.search(text)) and not SINCE.search(text):
        return (("arrived_month_amount", WEAK if abroad else USUAL),)
    if YEAR.search(text) and (OF_THIS_YEAR.search(text) or not SINCE.search(text)):
        return (("arrived_year_amount", WEAK if abroad else USUAL),)
    if PART.search(text):
        return (("arrived_amount", LAST),)
    return (("arrived_amount", WEAK if abroad else SURE if "累计" in text or SINCE.search(text) else USUAL),)


def _contract(text: str) -> tuple[tuple[str, int], ...]:
    if PART.search(text):
        return ()
    if re.search(r"外资", text):
        return (("contract_amount", LAST),)
    if re.search(r"合同|协议|签约", text):
        return (("contract_amount", SURE),)
    if re.search(
        r"总投资|投资总额|总额|计划|投资额|投资规模|投资金额|拟投资|意向|概算|估算|引资|投资$|投资数|投资概|规模",
        text,
    ):
        return (("contract_amount", USUAL),)
    return (
        (("contract_amount", WEAK),) if re.fullmatch(r"(?:项目|资金)?金额|投资情况|总投入|投入", text) else ()
    )
