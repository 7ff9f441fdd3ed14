"""Slips at each of their steps, for the world of the house."""

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
    return {
        "slip": waits, "signed_slip": signed, "replied_slip": replied,
        "supervision_file": waits.steps.get().files.get(),
    }  # fmt: skip


def _issued(cast: Town, rows: SimpleNamespace):
    return actions.issue_slip(
        unit=rows.unit, colour="blue", source="other", title="关于项目进度的督办", situation="项目进度偏慢。",
        demand="限期整改。", by=cast.people["supervisor"], at=NOW, files=[slip("督办附件.pdf")],
    )  # fmt: skip
