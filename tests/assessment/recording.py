"""Records and reports of the town's units, by short names; what a test does not say is ordinary."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from assessment import actions
from assessment.models import FigureKind
from promo.web.downloads import XLSX
from tests.factories import NOW, TODAY, slip
from tests.ground.sheet_files import saved

SPRING = date(2026, 3, 5)
WAN = 1_000_000  # 分


def make_kind(
    town, code: str = "export_earnings", *, unit: str = "usd", is_event: bool = False, name: str = ""
):
    """The kind of that code, made when it is not there yet."""
    found = FigureKind.objects.filter(region=town.region, code=code).first()
    return found or actions.add_figure_kind(
        region=town.region, code=code, name=name or f"指标{code}", unit=unit, is_event=is_event,
        by=town.people["supervisor"], at=NOW,
    )  # fmt: skip


def make_event_kind(town, code: str = "criticisms", **more):
    return make_kind(town, code, unit="count", is_event=True, **more)


def enter(
    town, key: str = "village", *, kind=None, by: str = "office_clerk", quantity: int = 5 * WAN, **more
):
    """A recorded figure with its paper: 5万美元 of the spring."""
    fields = {"document": f"凭证{quantity}号", "file": slip("凭证.pdf"), "happened_on": SPRING} | more
    return actions.enter_record(
        kind=kind or make_kind(town), unit=town.units[key], quantity=quantity, by=town.people[by],
        at=fields.pop("at", NOW), **fields,
    )  # fmt: skip


def verify(town, row, *, by: str = "office_director", at: datetime = NOW):
    row.refresh_from_db()
    return actions.verify_record(row=row, version=row.version, by=town.people[by], at=at)


def verified(town, key: str = "village", *, at: datetime = NOW, **more):
    return verify(town, enter(town, key, at=at, **more), at=at)


def take_back(town, row, *, on: date = TODAY, at: datetime = NOW):
    """A verified reversal."""
    against = actions.reverse_record(
        row=row,
        reason="重复登记",
        document="更正通知",
        statistical_on=on,
        by=town.people["office_clerk"],
        at=at,
    )
    return verify(town, against, at=at)


def make_duty(town, *, due_on: date, at: datetime, start: date = date(2026, 10, 1), **more):
    """A monthly report, laid down at a moment before it is due."""
    fields = {"title": "招商引资工作月报", "period_end": date(2026, 11, 1)} | more
    return actions.make_duty(
        region=town.region, period_start=start, due_on=due_on, by=town.people["supervisor"], at=at, **fields
    )


def hand_in(town, duty, key: str = "village", *, on: date, at: datetime = NOW, **more):
    """Entered by the office with the day of its stamp of receipt."""
    return actions.hand_in(
        duty=duty,
        unit=town.units[key],
        received_on=on,
        by=town.people[more.pop("by", "office_clerk")],
        at=at,
        **more,
    )


def exempt(town, duty, key: str = "village", *, at: datetime = NOW):
    asked = actions.ask_exemption(
        duty=duty,
        unit=town.units[key],
        reason="村班子换届",
        document="请示",
        by=town.people["office_clerk"],
        at=at,
    )
    return actions.decide_exemption(
        exemption=asked, grant=True, words="", by=town.people["office_director"], at=at
    )


def record_sheet(
    rows: Iterable[Sequence],
    *,
    head: Sequence[str] = ("单位", "日期", "数值", "依据"),
    name: str = "登记表.xlsx",
) -> SimpleUploadedFile:
    """A workbook as an office fills it in."""
    return SimpleUploadedFile(name, saved([head, *rows]), content_type=XLSX)
