"""Supervision in the invented town: slips at every step of their way, each issued, signed and answered in its days."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from assessment import actions
from assessment.demonstration.papers import paper
from assessment.models import Finding, Slip
from assessment.reports.slips import free_matters
from projects.models import Project

FIRST, LATEST = 45, 6  # days ago
DEMAND = "逐个项目排定资金到位计划，限期补齐差距，书面报告办理情况。"


def plan(cast, timeline) -> None:
    """A look at the register, three slips from what it found, and a leader's instruction to the unit of the tour."""
    timeline.add(_at(cast, FIRST, 9), lambda at: actions.look_for_matters(region=cast.region, by=None, at=at))
    timeline.add(_at(cast, FIRST, 10), lambda at: _from_findings(cast, at))
    for ago in range(FIRST - 1, 0, -1):  # every morning, as the timetable does
        timeline.add(_at(cast, ago, 7), lambda at: actions.escalate_due_slips(now=at))
    timeline.add(_at(cast, LATEST + _weekend(cast, LATEST), 10), lambda at: _instructed(cast, at))
    timeline.add(_at(cast, 12, 15), lambda at: _checked(cast, at))
    timeline.add(_at(cast, 5, 16), lambda at: _talked(cast, at))
    timeline.add(_at(cast, 1, 9), lambda at: actions.look_for_matters(region=cast.region, by=None, at=at))


def _at(cast, ago: int, hour: int) -> datetime:
    return datetime.combine(cast.today - timedelta(days=ago), time(hour), cast.zone)


def _weekend(cast, ago: int) -> int:
    """Days back to the Friday before, where that day is a Saturday or Sunday: nobody signs an instruction then."""
    return max(0, (cast.today - timedelta(days=ago)).weekday() - 4)


def _from_findings(cast, at: datetime) -> None:
    """One is closed in time, one answered lately, one never signed for and so escalated twice."""
    rows = Finding.objects.open().matters().filter(kind="behind", unit__code__in=cast.clerks)
    units = sorted({row.unit for row in rows.exclude(unit__code="101").select_related("unit")}, key=_code)[:3]
    for unit, go in zip(units, (_closed, _answered, None), strict=False):
        found = free_matters(unit.pk)
        slip = actions.issue_slip(
            unit=unit, colour="blue", source="finding", title=f"关于{found[0].get_kind_display()}的督办",
            situation="\n".join(row.words for row in found)[:1000], demand=DEMAND, findings=found,
            by=cast.people["supervisor"], at=at,
        )  # fmt: skip
        if go:
            go(cast, slip, at)


def _code(unit) -> str:
    return unit.code


def _closed(cast, slip: Slip, at: datetime) -> None:
    _signed(cast, slip, at + timedelta(hours=3))
    _replied(cast, slip, at + timedelta(days=6))
    cast.schedule(at + timedelta(days=8), lambda now: _close(cast, slip, now))


def _answered(cast, slip: Slip, at: datetime) -> None:
    """Late: it has escalated by then, and its reply still waits."""
    _signed(cast, slip, at + timedelta(days=2))
    _replied(cast, slip, at + timedelta(days=FIRST - 4))


def _signed(cast, slip: Slip, at: datetime) -> None:
    cast.schedule(at, lambda now: _step(cast, slip, actions.sign_slip, now))


def _replied(cast, slip: Slip, at: datetime) -> None:
    def act(now: datetime) -> None:
        files = [paper("到资计划表", "到资计划表", slip.unit_name)]
        _step(cast, slip, actions.reply_slip, now, text="已逐个项目约定到资时间，见附表。", files=files)

    cast.schedule(at, act)


def _step(cast, slip: Slip, act: Callable, at: datetime, **more) -> None:
    slip.refresh_from_db()
    act(slip=slip, version=slip.version, by=cast.clerk_of(slip.unit.code), at=at, **more)


def _close(cast, slip: Slip, at: datetime) -> None:
    slip.refresh_from_db()
    actions.close_slip(
        slip=slip, text="经核查，到资计划已逐项落实，同意办结。", version=slip.version, at=at,
        by=cast.people["second_supervisor"],
    )  # fmt: skip


def _checked(cast, at: datetime) -> None:
    """Seen on the spot by one, confirmed by the other."""
    unit = cast.units["101"]
    projects = list(Project.objects.listed().active().filter(lead_unit=unit).order_by("pk")[:2])
    row = actions.record_field_check(
        unit=unit, projects=projects, checked_on=at.date(), place="石桥村工业小区", people="郑守一、冯思齐",
        parts={
            "effort": ("good", "村党支部书记每周调度一次，有会议记录。"),
            "negotiation": ("fair", "两个在谈项目有洽谈记录，最近一次在半个月前。"),
            "capital": ("good", "核对银行回单原件，与台账一致。"),
            "progress": ("fair", "一处已平整场地，施工许可尚在办理。"),
        },
        summary="总体情况属实，督促加快办理施工许可。", by=cast.people["supervisor"], at=at,
        files=[paper("实地核查表", "实地核查表", unit.name)],
    )  # fmt: skip
    cast.schedule(
        at + timedelta(days=1),
        lambda now: actions.confirm_field_check(
            row=row, version=1, by=cast.people["second_supervisor"], at=now
        ),
    )


def _talked(cast, at: datetime) -> None:
    actions.record_talk(
        unit=cast.units["101"], kind="summons", person="石大年（村委会主任）", held_on=at.date(), held_by="吴正平",
        present="郑守一", basis="重点项目开工准备进展缓慢。", result="本人表态月底前完成场地平整，每周书面报告一次。",
        document="镇长办公会议纪要第19期", shown_to_head=True, by=cast.people["supervisor"], at=at,
        files=[paper("约谈记录", "约谈记录", "石桥村")],
    )  # fmt: skip


def _instructed(cast, at: datetime) -> None:
    actions.issue_slip(
        unit=cast.units["101"], colour="yellow", source="instruction", title="关于重点项目开工的督办",
        situation="重点项目签约后开工准备进展缓慢。", demand="五个工作日内报告开工准备情况和开工日期。",
        leader_name="吴正平", instruction="请督查办盯紧，限期开工。", instructed_on=at.date(), document="批示件26号",
        by=cast.people["supervisor"], at=at,
    )  # fmt: skip
