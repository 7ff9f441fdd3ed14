"""Sets of settings that offices use, ready to be taken into a form and changed there; none holds by itself.

Definitions of a start: business licence (Ezhou 2008); filing, permit and photos of the site (Taizhou); main works begun
with fixed assets formed (a county rule of 2006). Days of leads: Jiangmen 2024; a stricter set for large leads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from projects.rulebook.leads import CLOCKS, PROTECTION, SCREENING
from projects.rulebook.periods import PERIODS
from projects.rulebook.reports import REPORTS, SHORT, section_rows
from projects.rulebook.road import GATES


@dataclass(frozen=True)
class Preset:
    """`document` holds the settings that differ from the default of the kind."""

    code: str
    name: str
    document: Mapping[str, Any]


def _gate(stage: str, need: str, code: str, name: str, required: bool = True) -> dict[str, Any]:
    return {"stage": stage, "need": need, "code": code, "name": name, "required": required}


SIGNED = [
    _gate("signed", "screening", "qualified", "线索研判合格"),
    _gate("signed", "paper", "contract", "投资合同"),
]


def _kind(kind: str, due: int, grace: int, *, asks: bool = False, locks: bool = False) -> dict[str, Any]:
    what = "进展情况、存在问题、原因分析、下步措施" if asks else ""
    return {
        "kind": kind, "cut": 0, "due": due, "grace": grace, "asks": asks, "locks": locks, "what": what
    }  # fmt: skip


BOOKED = [
    _kind("month", 5, 3, asks=True, locks=True),
    _kind("quarter", 8, 3),
    _kind("half_year", 10, 5),
    _kind("year", 10, 5, locks=True),
]
MONTH = {"respond": 1, "judge": 3, "feedback": 7, "report": 14, "counting": "workdays"}

BRIEF = Preset("brief", "简报：总体情况、新增、问题、难点", {"sections": section_rows(SHORT)})
OF_CAMPAIGN = Preset(
    "brief",
    "简报：总体情况、排名、新增、问题",
    {"sections": section_rows(("overview", "ranking", "added", "problems"))},
)
TWO_LEADERS = Preset(
    "two_leaders",
    "只送党委书记、镇长",
    {"readers": "listed", "functions": [{"name": "党委书记"}, {"name": "镇长"}]},
)
WITH_IMPRINT = Preset(
    "imprint",
    "红头文件，带版记",
    {"form": "red", "copies": "县委督查室，县政府督查室", "printer": "党政办公室"},
)

PRESETS: dict[str, tuple[Preset, ...]] = {
    **{rule.code: (BRIEF, TWO_LEADERS, WITH_IMPRINT) for rule in REPORTS.values()},
    REPORTS["campaign"].code: (OF_CAMPAIGN, TWO_LEADERS, WITH_IMPRINT),
    CLOCKS.code: (
        Preset("standard", "1、3、7个工作日，每两周报送", MONTH),
        Preset("calendar", "1、3、7天（自然日），每两周报送", MONTH | {"counting": "days"}),
        Preset("monthly", "1、5、10个工作日，每月报送", MONTH | {"judge": 5, "feedback": 10, "report": 30}),
    ),
    SCREENING.code: (
        Preset("plain", "六项内容，不分投资额", {}),
        Preset("leader", "投资额1亿元以上由镇领导审定", {"leader_from": 10_000}),
    ),
    PROTECTION.code: (
        Preset("half_year", "保护180天，可延续一次90天", {}),
        Preset("quarter", "保护90天，不延续", {"days": 90, "renewals": 0}),
    ),
    PERIODS.code: (
        Preset(
            "fortnight", "双周报送，月度、年度结账", {"kinds": [_kind("fortnight", 2, 2, asks=True), *BOOKED]}
        ),
        Preset("month", "每月报送，月度、年度结账", {"kinds": BOOKED}),
    ),
    GATES.code: (
        Preset(
            "licence",
            "开工：领取营业执照",
            {"items": [*SIGNED, _gate("started", "paper", "licence", "营业执照")]},
        ),
        Preset(
            "permit",
            "开工：施工许可和现场照片",
            {
                "items": [
                    *SIGNED,
                    _gate("started", "stage", "filed", "备案"),
                    _gate("started", "paper", "permit", "施工许可证"),
                    _gate("started", "paper", "photos", "现场照片"),
                ]
            },
        ),
        Preset(
            "works",
            "开工：主体工程动工",
            {
                "items": [
                    *SIGNED,
                    _gate("started", "stage", "registered", "注册"),
                    _gate("started", "paper", "permit", "施工许可证"),
                    _gate("started", "paper", "main_works", "主体工程照片"),
                    _gate("started", "paper", "spending", "固定资产投入凭证"),
                ]
            },
        ),
    ),
}


def preset(kind: str, code: str) -> Preset | None:
    return next((one for one in PRESETS.get(kind, ()) if one.code == code), None)
