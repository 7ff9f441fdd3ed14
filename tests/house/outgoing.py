"""A long list that was made as a workbook, and a saved layout, for the world of the house."""

from django.utils import timezone

from promo.tables import Arrangement, Placed
from tests.factories import NOW, slip
from units.actions import ask_for_export, keep_export, save_layout


def long_list(clerk):
    """A workbook of the clerk's, made and not yet over."""
    now = timezone.now()
    export = ask_for_export(
        address="/projects/export/", name="项目清单", filter_note="", rows=3_000, by=clerk, at=now
    )
    keep_export(export=export, file=slip("清单.xlsx"), rows=3_000, by=clerk, at=now)
    return export


def table_layout(unit, by):
    wanted = Arrangement(
        (Placed("项目名称", "项目"), Placed("合同金额/内资", "内资", ("签约金额",))), unit="yi"
    )
    return save_layout(
        region=unit.region, view="projects:project_export", address="/projects/export/", table="项目清单",
        name=f"{unit.name}报表", arrangement=wanted, is_default=False, by=by, at=NOW,
    )  # fmt: skip
