"""Slips at each of their steps, field checks and a talk, for the world of the house."""

from types import SimpleNamespace

from assessment import actions
from tests.cast import Town
from tests.factories import NOW, slip


def pressed(cast: Town, rows: SimpleNamespace) -> dict:
    """One to sign, one to answer, one to check, of the unit of `rows`."""
    waits, signed, replied = (_issued(cast, rows) for _ in range(3))
    for one in (signed, replied):
        actions.sign_slip(slip=one, version=1, by=rows.clerk, at=NOW)
    answer = {"text": "已整改", "version": 2, "by": rows.clerk, "at": NOW, "files": [slip("整改报告.pdf")]}
    actions.reply_slip(slip=replied, **answer)
    seen, confirmed = (_checked(cast, rows) for _ in range(2))
    actions.confirm_field_check(row=confirmed, version=1, by=cast.people["other_supervisor"], at=NOW)
    talk = actions.record_talk(
        unit=rows.unit, kind="summons", person="负责人", held_on=NOW.date(), held_by="镇领导", basis="进度偏慢",
        result="限期整改", document="会议纪要", shown_to_head=True, by=cast.people["supervisor"], at=NOW,
    )  # fmt: skip
    return {
        "field_check": seen, "confirmed_check": confirmed, "talk": talk,
        "slip": waits, "signed_slip": signed, "replied_slip": replied,
        "supervision_file": waits.steps.get().files.get(),
    }  # fmt: skip


def _checked(cast: Town, rows: SimpleNamespace):
    return actions.record_field_check(
        unit=rows.unit, projects=[rows.project], checked_on=NOW.date(), place="现场", people="督查办",
        parts={"progress": ("fair", "正在平整场地。")}, by=cast.people["supervisor"], at=NOW,
        files=[slip("核查表.pdf")],
    )  # fmt: skip


def _issued(cast: Town, rows: SimpleNamespace):
    return actions.issue_slip(
        unit=rows.unit, colour="blue", source="other", title="关于项目进度的督办", situation="项目进度偏慢。",
        demand="限期整改。", by=cast.people["supervisor"], at=NOW, files=[slip("督办附件.pdf")],
    )  # fmt: skip
