"""The calendar of periods: which an office reports by, when each is due, how long stragglers may come, what is closed.

Nothing is in use until an office decides, because a closed period moves what counts. Due dates that fall on a day off
move to the next working day ("节假日顺延"); 1st/15th (24 a year) and two weeks (26) are different kinds.
"""

from projects.rulebook.settings import Choice, Flag, Number, Rows, RuleKind, Words
from promo.periods import PeriodKind

IN_USE = [choice for choice in PeriodKind.choices if choice[0] != PeriodKind.CAMPAIGN]

PERIODS = RuleKind(
    "periods",
    "统计周期",
    "按哪些周期统计和报送，期末后多少天截止，补报宽限几个工作日，结账后的数据计入哪一期。",
    (
        Rows(
            "kinds",
            "周期",
            (
                Choice("kind", "周期", IN_USE, "month"),
                Number("cut", "数据截止：期末后", "天", 0, 0, 60),
                Number("due", "报送截止：期末后", "天", 3, 0, 90, help="遇休息日顺延"),
                Number("grace", "补报宽限", "个工作日", 3, 0, 60),
                Flag("asks", "单位须报送"),
                Flag("locks", "结账后补报计入下一期"),
                Words("what", "报送内容", required=False, most=100),
            ),
            unique=("kind",),
            help="没有列入的周期不结账。报送截止次日起为宽限期，宽限期满后结账。",
        ),
        Number("first_month", "年度从几月起", "月", 1, 1, 12, help="如12月起，至次年11月止"),
        Number("remind", "截止前提醒", "天", 1, 0, 15),
        Number("opened", "批准重开最长", "天", 15, 1, 90),
    ),
)
