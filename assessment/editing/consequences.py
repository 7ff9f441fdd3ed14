"""The rules that name candidates for a consequence or a commendation, as rows a clerk fills in."""

from assessment.editing.codes import code_of
from assessment.editing.register import Register
from assessment.editing.shapes import Group, Leaf, Rows
from assessment.editing.sources import source

KINDS = [("consequence", "惩戒"), ("commendation", "表彰")]
PLACES = "留空即不看名次"
POINTS = "留空即不看总分"


def consequences(register: Register) -> Rows:
    groups = [*register.groups, *register.classes]
    tests = Group("when", "条件（须同时符合）", lambda _: _tests(register))
    row = Group("", "条", lambda _: [
        Leaf("name", "名称", must=True, help="例如 末位且未完成任务"),
        Leaf("kind", "性质", "choice", KINDS, initial="consequence"),
        Leaf("text", "文件规定的措施", "long", must=True),
        tests,
        Leaf("groups", "适用分组", "many", groups, help="都不选即适用所有分组"),
        Leaf("repeated", "连续几期", "whole", initial=1, help="连续几期已发布的排名都符合才列入"),
        Leaf("code", "代码", help="留空则按名称拼音生成"),
    ], pack=_coded)  # fmt: skip
    help = "系统只列出符合条件的单位和理由，是否处理由领导凭文件决定。"
    return Rows("consequences", "结果运用", row, "条", help=help, folds=True)


def _tests(register: Register) -> list:
    return [
        Leaf("bottom", "名次在后几位", "whole", help=PLACES),
        Leaf("top", "名次在前几位", "whole", help=PLACES),
        Rows("unmet", "未完成的任务", _task(register), "项", help="各项都未完成才算"),
        Rows("met", "已完成的任务", _task(register), "项", help="各项都完成才算"),
        Rows("zero", "全部为零的数", source("", "数", register), "个数", help="例如签约、到位都为零"),
        Rows("present", "不为零的数", source("", "数", register, first="recorded"), "个数", help="例如一票否决事项"),
        Leaf("total_below", "总分低于", "number", help=POINTS),
        Leaf("total_at_least", "总分不低于", "number", help=POINTS),
    ]  # fmt: skip


def _task(register: Register) -> Group:
    return Group("", "项", lambda _: [
        source("measure", "完成数", register),
        source("target", "任务数", register, first="measure"),
        Leaf("share", "完成比例", "number", initial=1, help="全部完成写 1，过半写 50%"),
    ])  # fmt: skip


def _coded(row: dict) -> dict:
    name = row.get("name")
    return row | {"code": code_of(name)} if isinstance(name, str) and name and not row.get("code") else row
