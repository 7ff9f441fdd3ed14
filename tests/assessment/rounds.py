"""A round of markers in the town of the tests: three people mark 日常管理 of all assessed units."""

import json
from datetime import date, datetime, timedelta

from assessment import actions
from assessment.models import Marker, MarkingRound
from tests.assessment.scenario import UNTIL
from tests.factories import NOW

CODE = "management"
DEADLINE = NOW + timedelta(days=3)
LATER = NOW + timedelta(days=1)
OVER = DEADLINE + timedelta(minutes=1)
ASKED = (("supervisor", "督查办"), ("unit_head", "村"), ("office_director", "经济办"))


def open_round(judged, *, asked=ASKED, by: str = "supervisor", at: datetime = NOW, **more) -> MarkingRound:
    people = judged.people
    settings = {
        "code": CODE, "title": "日常管理多人评分", "marked_on": UNTIL, "deadline_at": DEADLINE,
    } | more  # fmt: skip
    return actions.open_round(
        scheme=judged.scheme,
        markers=[(people[who], of) for who, of in asked],
        by=people[by],
        at=at,
        **settings,
    )


def with_panel(text: str, how: dict, *, function: dict | None = None) -> str:
    """The scheme with 日常管理 given by a panel."""
    scheme = json.loads(text)
    panel = {"panel": CODE, "name": "日常管理"} | how
    for group in scheme["groups"]:
        for one in group["indicators"]:
            if one["code"] == CODE:
                del one["examples"]
                one.update(function or {"function": "panel_marks", "panel": panel})
                if function:
                    one["measure"] = panel
    return json.dumps(scheme, ensure_ascii=False)


BY_PLACE = {"function": "rank_points", "lowest_first": True, "less_each": 1}


def marker_of(row: MarkingRound, user) -> Marker:
    return Marker.objects.select_related("round__scheme").get(round=row, user=user)


def fill(
    judged, row: MarkingRound, who: str, value=800, *, at: datetime = LATER, hand_in=True, **more
) -> Marker:
    """Every unit that the person may mark: a number for all, or a number for each short name."""
    marker = marker_of(row, judged.people[who])
    names = {unit.pk: key for key, unit in judged.units.items()}
    sheet = actions.sheet_of(marker, at=at)
    files, reasons = more.pop("files", {}), more.pop("reasons", {})
    given = [
        actions.Given(
            one.unit_id,
            value.get(names[one.unit_id]) if isinstance(value, dict) else value,
            reasons.get(names[one.unit_id], ""),
            files.get(names[one.unit_id]),
        )
        for one in sheet.units
        if not isinstance(value, dict) or names[one.unit_id] in value
    ]
    return actions.save_sheet(
        marker=marker, given=given, revision=more.pop("revision", marker.revision),
        by=more.pop("by", judged.people[who]), at=at, hand_in=hand_in,
    )  # fmt: skip


def confirmed(judged, *, marks=((900, 800, 700)), confirm_at: datetime = OVER, **more) -> MarkingRound:
    """A round through all its doors: marked by each of ASKED, closed at its deadline, confirmed by the leader."""
    row = open_round(judged, **more)
    for (who, _), value in zip(more.get("asked", ASKED), marks, strict=True):
        fill(judged, row, who, value, at=row.deadline_at - timedelta(hours=1))
    actions.close_due_rounds(now=row.deadline_at)
    return actions.confirm_round(row=row, by=judged.people["leader"], at=max(confirm_at, row.deadline_at))


def day(month: int, of_month: int) -> date:
    return date(2026, month, of_month)
