"""Rules about the road: what must be proven before a stage counts, whose opinion is heard, which papers prove money.

Definitions of a start differ: business licence (Ezhou 2008), main works begun with tax registration and fixed assets
formed (a county rule of 2006), filing and formal start with the host's undertaking (Taizhou). So it is the office's.
"""

from projects.rulebook.settings import Choice, Flag, Number, Rows, RuleKind, Words
from projects.stages import RECORDED_CHOICES

NEEDS = (("paper", "材料"), ("stage", "前置节点"), ("field", "项目信息"), ("screening", "线索研判合格"))
FIELDS = (
    ("investor", "投资方"),
    ("credit_code", "统一社会信用代码"),
    ("host_place", "落户地"),
    ("industry", "产业类型"),
    ("contact", "联系人"),
    ("planned_start_on", "计划开工日期"),
)
ARRIVAL_KINDS = (
    ("cash", "货币资金"), ("equipment", "设备"), ("land", "土地价款"), ("construction", "建设投入"),
    ("working", "流动资金"), ("equity", "股权出资"), ("intangible", "无形资产"), ("loan", "股东借款"),
)  # fmt: skip

GATES = RuleKind(
    "gates",
    "节点认定条件",
    "每个节点认定前须具备的材料、前置节点和项目信息，须征求哪些部门意见。",
    (
        Rows(
            "items",
            "认定条件",
            (
                Choice("stage", "节点", RECORDED_CHOICES, "signed"),
                Choice("need", "条件", NEEDS, "paper"),
                Words("code", "代码", most=20, help="前置节点、项目信息填其代码，材料自定"),
                Words("name", "名称", most=40),
                Flag("required", "必备", True),
            ),
            unique=("stage", "need", "code"),
        ),
        Rows(
            "opinions",
            "征求意见",
            (
                Choice("stage", "节点", RECORDED_CHOICES, "started"),
                Words("code", "单位编码", most=20),
                Number("days", "办理时限", "个工作日", 5, 1, 60),
            ),
            unique=("stage", "code"),
        ),
    ),
)

ARRIVALS = RuleKind(
    "arrivals",
    "到位资金认定",
    "每种资金形式认可哪些凭证，到位合计可以超过合同多少。",
    (
        Rows(
            "papers",
            "认可的凭证",
            (
                Choice("kind", "资金形式", ARRIVAL_KINDS, "cash"),
                Words("code", "代码", most=20),
                Words("name", "凭证", most=40),
            ),
            (
                {"kind": "cash", "code": "bank_slip", "name": "银行进账单"},
                {"kind": "cash", "code": "verification", "name": "验资报告"},
                {"kind": "equity", "code": "verification", "name": "验资报告"},
                {"kind": "equity", "code": "bank_slip", "name": "银行进账单"},
                {"kind": "equipment", "code": "invoice", "name": "设备发票"},
                {"kind": "equipment", "code": "customs", "name": "进口报关单"},
                {"kind": "equipment", "code": "appraisal", "name": "评估报告"},
                {"kind": "land", "code": "land_payment", "name": "土地价款缴纳凭证"},
                {"kind": "construction", "code": "settlement", "name": "工程结算单"},
                {"kind": "construction", "code": "invoice", "name": "工程发票"},
                {"kind": "working", "code": "bank_slip", "name": "银行进账单"},
                {"kind": "intangible", "code": "appraisal", "name": "评估报告"},
                {"kind": "loan", "code": "bank_slip", "name": "银行进账单"},
            ),
            unique=("kind", "code"),
        ),
        Flag("typed_papers", "登记到位须选择凭证种类", False),
        Number("tolerance", "到位合计可超过合同", "%", 0, 0, 100, help="超过后须说明理由"),
        Number("slip_late", "计划到位逾期提醒", "天", 1, 0, 365),
    ),
)
