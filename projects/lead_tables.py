"""The lead register as a table: one row a lead, one column a clock; page and workbook from the same columns."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from projects.clocks import NAMES, WORDS, Clock, Light
from projects.lead_lights import LeadLights
from projects.models import LeadState, Project
from projects.tables import SIGNATURE, said_words
from promo.tables import Column, Lit, Table

TONES = {
    Light.GREEN: "green", Light.YELLOW: "amber", Light.RED: "red", Light.DONE: "neutral", Light.NONE: "neutral",
}  # fmt: skip
STATE_TONES = {
    LeadState.REGISTERED: "amber", LeadState.SUPPLEMENT: "amber", LeadState.ACCEPTED: "blue",
    LeadState.SCREENING: "blue", LeadState.QUALIFIED: "green",
}  # fmt: skip
OUTDATED = "研判标准已更新，请重新核对"


def _link(lead: Project) -> str:
    return reverse("projects:screening_show", args=[lead.pk])


def clock_words(clock: Clock) -> Lit | None:
    """What a cell says of a clock; None where it does not run."""
    if clock.light == Light.NONE:
        return None
    return Lit(clock.sentence, TONES[clock.light])


def state_words(lead: Project) -> Lit:
    return Lit(lead.get_lead_state_display(), STATE_TONES.get(lead.lead_state, "neutral"))


def light_words(lights: LeadLights) -> str:
    """'红灯', '黄灯', '绿灯' or '—', for the workbook."""
    return {Light.RED: "红灯", Light.YELLOW: "黄灯", Light.GREEN: "绿灯"}.get(lights.light, WORDS[Light.NONE])


def lead_table(
    rows: Sequence[Project],
    lights: Mapping[int, LeadLights],
    *,
    place: str,
    on: date,
    for_sheet: bool = False,
) -> Table:
    """Rows need investor and lead unit; `for_sheet` adds what a page has no room for."""

    def clock(code: str):
        return lambda lead: clock_words(lights[lead.pk].of(code))

    columns = [
        Column("编号", "code"),
        Column("项目名称", "name", link=_link, width=16),
        Column("投资方", "investor.name", width=12),
        Column("引资单位", "lead_unit.short_name"),
        Column("投资额（原话）", said_words),
        Column("登记时间", "registered_at", "moment"),
        Column("线索状态", state_words),
        *(Column(name, clock(code), group="办理时限", width=7) for code, name in NAMES.items()),
    ]
    if for_sheet:
        columns[5:5] = [
            Column("信息来源", "get_channel_display"),
            Column("接收时间", "received_at", "moment"),
            Column("接收人", "received_by"),
        ]
        columns += [
            Column("亮灯", lambda lead: light_words(lights[lead.pk])),
            Column("最近到期", lambda lead: next_due(lights[lead.pk]), "day"),
        ]
    columns.append(Column("提示", lambda lead: OUTDATED if lights[lead.pk].is_outdated else "", width=10))
    return Table(f"{place}招商线索登记表", columns, rows, as_of=on, signature=SIGNATURE if for_sheet else "")


def next_due(lights: LeadLights) -> date | None:
    return lights.next.due_on if lights.next else None
