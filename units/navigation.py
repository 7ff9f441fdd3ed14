"""The menu as data: title, URL name, roles that see it. A door says the same; the menu only saves a refusal."""

from dataclasses import dataclass

from django.urls import reverse

from units.access import (
    ALL_ROLES,
    BUSINESS_ROLES,
    OFFICE_ROLES,
    OVERSIGHT_ROLES,
    REGION_ROLES,
    UNIT_ROLES,
    Access,
)
from units.models import KEEPERS, Role


@dataclass(frozen=True)
class Item:
    title: str
    url_name: str
    roles: frozenset
    prefixes: tuple[str, ...]
    folds: bool = False  # stands under 更多 where the menu would be too long for a screen


MANY = 11  # entries that stand side by side on a screen of 1366

MENU = (
    Item("工作台", "home", ALL_ROLES, ("/",)),
    Item("看板", "assessment:dashboard", BUSINESS_ROLES - UNIT_ROLES, ("/dashboard/",)),
    Item("线索", "projects:lead_register", BUSINESS_ROLES, ("/leads/",)),
    Item(
        "引荐",
        "projects:claim_list",
        BUSINESS_ROLES,
        ("/claims/", "/notices/", "/protections/", "/objections/"),
    ),
    Item("项目库", "projects:project_list", BUSINESS_ROLES, ("/projects/", "/transfers/")),
    Item(
        "服务", "projects:step_list", BUSINESS_ROLES, ("/next-steps/", "/blockers/", "/permits/", "/items/")
    ),
    Item(
        "资金", "projects:arrival_list", BUSINESS_ROLES, ("/arrivals/", "/milestones/", "/ledger/", "/plans/")
    ),
    Item(
        "核实",
        "projects:verify_desk",
        OFFICE_ROLES | {Role.SUPERVISOR},
        ("/verify/", "/opinions/", "/disputes/", "/evidence/"),
    ),
    Item("部门意见", "projects:opinion_list", UNIT_ROLES, ("/opinions/",)),
    Item("台账导入", "projects:import_list", OFFICE_ROLES | {Role.UNIT_CLERK}, ("/imports/",)),
    Item(
        "考核排名",
        "assessment:run_list",
        BUSINESS_ROLES,
        ("/scores/", "/targets/", "/schemes/", "/marks/", "/records/"),
    ),
    Item(
        "疑点核查",
        "assessment:finding_list",
        OVERSIGHT_ROLES | {Role.OFFICE_DIRECTOR},
        ("/integrity/",),
        folds=True,
    ),
    Item(
        "督办",
        "assessment:slip_list",
        OVERSIGHT_ROLES | UNIT_ROLES,
        ("/slips/",),
    ),  # fmt: skip
    Item("统计周期", "assessment:period_list", BUSINESS_ROLES, ("/periods/", "/campaigns/"), folds=True),
    Item("督查通报", "assessment:report_list", BUSINESS_ROLES, ("/reports/",)),
    Item("办理记录", "assessment:history", REGION_ROLES | {Role.ADMINISTRATOR}, ("/history/",), folds=True),
    Item(
        "规定",
        "projects:rule_list",
        frozenset({Role.ADMINISTRATOR, Role.OFFICE_DIRECTOR}),
        ("/rules/",),
        folds=True,
    ),
    Item(
        "汇率",
        "projects:rate_list",
        frozenset({Role.ADMINISTRATOR, Role.OFFICE_DIRECTOR}),
        ("/rates/",),
        folds=True,
    ),
    Item("统计报表", "assessment:official_list", BUSINESS_ROLES, ("/official/",), folds=True),
    Item("表格版式", "units:layout_list", KEEPERS, ("/layouts/",), folds=True),
    Item("工作日历", "units:calendar_show", frozenset({Role.ADMINISTRATOR}), ("/calendar/",), folds=True),
    Item(
        "单位变动",
        "assessment:unit_change_list",
        frozenset({Role.OFFICE_DIRECTOR}),
        ("/units/changes/",),
        folds=True,
    ),
    Item("单位", "units:unit_list", frozenset({Role.ADMINISTRATOR}), ("/units/", "/regions/")),
    Item("人员", "units:user_list", frozenset({Role.ADMINISTRATOR}), ("/people/",)),
)


def menu_for(access: Access, path: str) -> list[dict]:
    """The entries this person sees; the one whose pages include `path` is active."""
    items = [item for item in MENU if not access.roles.isdisjoint(item.roles)]
    folded = [item for item in items if item.folds] if len(items) > MANY else []
    shown = [_entry(item, path) for item in items if item not in folded]
    if folded:
        children = [_entry(item, path) for item in folded]
        shown.append(
            {"title": "更多", "children": children, "active": any(one["active"] for one in children)}
        )
    return shown


def _entry(item: Item, path: str) -> dict:
    return {"title": item.title, "url": reverse(item.url_name), "active": _is_active(item, path)}


def _is_active(item: Item, path: str) -> bool:
    return any(path == prefix if prefix == "/" else path.startswith(prefix) for prefix in item.prefixes)
