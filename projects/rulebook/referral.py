"""Rules about the first referrer: how long the notice hangs, who may not be confirmed for a reward.

Notice of 5 working days and the persons barred: Xuanzhou, Rongcheng (officials, staff paid from the budget, investors
and their partners).
"""

from projects.rulebook.settings import Flag, Number, Rows, RuleKind, Words

REFERRAL = RuleKind(
    "referral",
    "第一引荐人认定",
    "公示多少个工作日、申诉期多长，哪些人只记为信息来源、不能认定。",
    (
        Number("notice", "公示期", "个工作日", 5, 1, 60),
        Number("appeal", "申诉期", "个工作日", 5, 0, 60),
        Flag("acknowledgement", "认定须有投资方确认书", False),
        Rows(
            "relations",
            "引荐人身份",
            (Words("code", "代码", most=20), Words("name", "身份", most=30), Flag("barred", "不能认定")),
            (
                {"code": "ordinary", "name": "一般引荐人", "barred": False},
                {"code": "investor", "name": "投资方本人", "barred": True},
                {"code": "partner", "name": "投资方股东、合伙人或员工", "barred": True},
                {"code": "official", "name": "公职人员、财政供养人员", "barred": True},
            ),
            least=1,
        ),
    ),
)
