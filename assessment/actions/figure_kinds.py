"""Kinds of figures: set up by the office, renamed or put out of use, never deleted."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from assessment.models import FigureKind, FigureUnit
from assessment.models.figure_kind import CODE
from projects.measures import MEASURES
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import update_if_unchanged
from units.models import Region

# (code, name, unit, is_event, sentence): what most offices keep beside the ledger.
READY_MADE = (
    ("export_earnings", "出口创汇", "usd", False, "以海关或商务部门统计数为准。"),
    ("funds_won", "争取上级资金", "yuan", False, "以资金下达文件和到账凭证为准。"),
    ("fixed_assets", "入统固定资产投资", "yuan", False, "以统计部门认定的入统数为准。"),
    ("outreach_trips", "外出招商批次", "count", True, "每批次登记一次，附出访情况报告。"),
    ("visits_received", "接待来访客商批次", "count", True, "每批次登记一次，附接待记录。"),
    ("promotion_events", "专题推介活动", "count", True, "以活动方案和总结为准。"),
    ("commendations", "表彰", "count", True, "以表彰文件为准。"),
    ("criticisms", "通报批评", "count", True, "以通报文件为准。"),
    ("vetoes", "一票否决事项", "count", True, "以有权机关的处理决定为准。"),
)
TAKEN = "代码或名称已经有了，请换一个。"


@transaction.atomic
def add_figure_kind(
    *, region: Region, code: str, name: str, unit: str, is_event: bool, by, at: datetime, sentence: str = ""
) -> FigureKind:
    """A figure or an event that units are recorded with from now on. Code, unit and is_event stay for good."""
    if not re.fullmatch(CODE, code, re.ASCII):
        raise Refused("代码只能用小写字母和下划线，以字母开头，2至39个字符。", field="code")
    if code in MEASURES:
        raise Refused("这个代码是台账指标的代码，请换一个。", field="code")
    if unit not in FigureUnit.values:
        raise Refused("请从列表中选择计量单位。", field="unit")
    if is_event and unit != FigureUnit.COUNT:
        raise Refused("按次登记的事项，计量单位应为“个”。", field="unit")
    try:
        with transaction.atomic():
            kind = FigureKind.objects.create(
                region=region, code=code, name=name, unit=unit, is_event=is_event, sentence=sentence,
                recorded_by=by, recorded_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(TAKEN, field="code" if _has(region, code=code) else "name") from error
    record(kind, "figure_kind_added", by=by, at=at, name=name, code=code)
    return kind


@transaction.atomic
def add_ready_made_kinds(*, region: Region, by, at: datetime) -> list[FigureKind]:
    """The ready-made kinds whose code and name are not there yet."""
    found = [
        add_figure_kind(
            region=region, code=code, name=name, unit=unit, is_event=is_event, sentence=sentence, by=by, at=at
        )
        for code, name, unit, is_event, sentence in READY_MADE
        if not _has(region, code=code) and not _has(region, name=name)
    ]
    if not found:
        raise Refused("常用事项都已经有了。")
    return found


@transaction.atomic
def change_figure_kind(
    *, kind: FigureKind, version: int, name: str, sentence: str, is_active: bool, by, at: datetime
) -> FigureKind:
    """Another name or explanation, or in or out of use; what is recorded stays as it is."""
    try:
        with transaction.atomic():
            differs = update_if_unchanged(
                kind, version=version, name=name, sentence=sentence, is_active=is_active
            )
    except IntegrityError as error:
        raise Refused("这个名称已经有了，请换一个。", field="name") from error
    if differs:
        record(kind, "figure_kind_changed", by=by, at=at, name=kind.name, changes=differs)
    return kind


def _has(region: Region, **asked) -> bool:
    return FigureKind.objects.filter(region=region, **asked).exists()
