"""Transfers as a table, and the route of a project: where it was talked of first, through whose hands it went, where it
stands and pays tax."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse

from projects.models import Project, Transfer
from promo.tables import Column, Table


def transfer_address(row: Transfer) -> str:
    return reverse("projects:transfer_show", args=[row.pk])


def transfer_table(rows: Sequence[Transfer], *, on: date | None = None) -> Table:
    """Rows need the project, both units and the people loaded."""
    columns = [
        Column("项目编号", "project.code"),
        Column("项目", "project.name", link=transfer_address, width=18),
        Column("状态", "get_state_display"),
        Column("流转方式", "get_kind_display"),
        Column("转出单位", "from_unit.short_name"),
        Column("转入单位", "to_unit.short_name"),
        Column("转出单位保留", lambda row: f"{Decimal(row.from_share).scaleb(-2):.2f}%"),
        Column("生效日期", "valid_from", "day"),
        Column("申请时间", "asked_at", "moment"),
        Column("转出确认", "given_at", "moment"),
        Column("转入确认", "received_at", "moment"),
        Column("办结时间", "decided_at", "moment"),
        Column("文件或协议", "document", width=14),
    ]
    return Table("项目流转台账", columns, rows, as_of=on)


def route_of(project: Project, transfers: Sequence[Transfer]) -> list[tuple[str, str]]:
    """(what, where) from the first talk to the place of the taxes; decided transfers in their order between."""
    steps = [("首谈单位", project.first_talk_unit.name)] if project.first_talk_unit else []
    decided = [row for row in transfers if row.state == "decided"]
    steps += [(f"流转（{row.valid_from:%Y-%m-%d}）", row.to_unit.name) for row in decided]
    steps.append(("现引资单位", project.lead_unit.name))
    host = project.host_unit.name if project.host_unit else ""
    place = "　".join(filter(None, [host, project.host_place]))
    return [
        *steps,
        *([("落户地", place)] if place else []),
        *([("税收地", project.tax_place)] if project.tax_place else []),
    ]
