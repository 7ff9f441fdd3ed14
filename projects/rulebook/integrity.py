"""What counts as doubtful: days, shares and sums from which a supervisor looks twice."""

from projects.rulebook.settings import Number, Rows, RuleKind, Words

INTEGRITY = RuleKind(
    "integrity",
    "疑点核查",
    "签约多久没有到位资金、补登多少天、期末集中登记到什么程度、哪些金额档次，列为疑点供督查核查。",
    (
        Number("unpaid_days", "签约未到位", "天", 180, 30, 1825, help="超过后仍没有到位资金的列为疑点"),
        Number("split_days", "同一投资方签约间隔", "天", 90, 1, 730, help="间隔之内合计达到档次的列为疑点"),
        Number("backdated_days", "接收早于登记", "天", 30, 1, 3650, help="超过后列为疑点；台账导入的不列"),
        Number("burst_days", "季末登记", "天", 5, 1, 30, help="季度最后几天"),
        Number("burst_share", "季末登记占全季", "%", 60, 10, 100, help="超过后列为疑点"),
        Number("burst_least", "季末登记至少", "件", 4, 2, 1000, help="件数少于此数的不列"),
        Rows(
            "thresholds",
            "金额档次",
            (Words("name", "档次", most=20), Number("wan", "金额", "万元", 1000, 1, 100_000_000)),
            (
                {"name": "500万元", "wan": 500},
                {"name": "1000万元", "wan": 1_000},
                {"name": "1亿元", "wan": 10_000},
                {"name": "5亿元", "wan": 50_000},
                {"name": "10亿元", "wan": 100_000},
            ),
            unique=("wan",),
            help="考核办法中的金额条件自动列入",
        ),
    ),
)
