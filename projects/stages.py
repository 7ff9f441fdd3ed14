"""The road of a project as data: order, what proves each stage, what it posts to the ledger, days allowed.

Sources: the stages named by the assignment (lead, signed, funded, started, completed; 投产 and 达产 after), with
在谈, 意向, 框架, 注册 and 备案 between them. Order is explicit, so that a stage can be put in later.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """`posts` names the measures a verified milestone is worth; `days_allowed` is how long the next step may take."""

    code: str
    name: str
    order: int
    date_label: str = ""
    evidence: str = ""
    is_main: bool = False
    is_recorded: bool = True  # a milestone row sets it; otherwise it follows from something else
    needs_amount: bool = False
    counts: tuple[str, ...] = ()
    days_allowed: int | None = None
    is_step: bool = True  # a milestone that is no step of the road (a supplementary agreement) is not


STAGES: tuple[Stage, ...] = (
    Stage("lead", "线索", 10, is_main=True, is_recorded=False, days_allowed=60),
    Stage("negotiating", "在谈", 20, "开始洽谈日期", "来访或拜访记录、会议纪要", days_allowed=180),
    Stage("intent", "意向", 30, "意向书日期", "意向书", days_allowed=180),
    Stage("framework", "框架协议", 40, "框架协议日期", "框架协议", days_allowed=180),
    Stage(
        "signed",
        "签约",
        50,
        "合同签订日期",
        "正式投资合同",
        True,
        True,
        True,
        ("signed_count",),
        days_allowed=90,
    ),
    Stage("supplement", "补充协议", 55, "补充协议日期", "补充协议", needs_amount=True, is_step=False),
    Stage("registered", "注册", 60, "营业执照日期", "营业执照", days_allowed=60),
    Stage("filed", "备案", 70, "备案（核准）日期", "备案或核准文件", days_allowed=90),
    Stage("funded", "到位", 80, is_main=True, is_recorded=False, days_allowed=180),
    Stage(
        "started", "开工", 90, "开工日期", "施工许可、现场照片", True, True, False, ("started_count",), 540
    ),
    Stage("completed", "竣工", 100, "竣工日期", "竣工验收资料", True, True, False, ("completed_count",), 180),
    Stage("producing", "投产", 110, "投产日期", "首张销售发票或用电、完税凭证", counts=("producing_count",)),
    Stage("at_capacity", "达产", 120, "达产日期", "产值与设计产能对照资料"),
)
BY_CODE = {stage.code: stage for stage in STAGES}
STEPS = tuple(stage for stage in STAGES if stage.is_step)
CHOICES = [(stage.code, stage.name) for stage in STEPS]
RECORDED = tuple(stage for stage in STAGES if stage.is_recorded)
RECORDED_CHOICES = [(stage.code, stage.name) for stage in RECORDED]
FINISHED = ("completed", "producing", "at_capacity")  # a finished project cannot stand still


def furthest(codes) -> str:
    """The furthest of the stages reached; 'lead' when there is none."""
    steps = [code for code in codes if BY_CODE[code].is_step]
    return max(steps, key=lambda code: BY_CODE[code].order, default="lead")


def later_than(code: str) -> tuple[Stage, ...]:
    return tuple(stage for stage in STEPS if stage.order > BY_CODE[code].order)
