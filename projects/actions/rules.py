"""A rule of the office is decided: checked, dated, with its basis; the one before stays as it was."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.models import OfficeRule
from projects.rulebook import KINDS
from projects.rulebook.showing import differences
from projects.rules_in_force import rule_for
from promo.days import show_day
from promo.models.event import record
from promo.refusal import Refused
from units.actions import keep_paper
from units.models import Region


@transaction.atomic
def set_rule(
    *, region: Region, kind: str, document: Mapping[str, Any], valid_from: date, basis: str, by, at: datetime, file=None
) -> OfficeRule:  # fmt: skip
    """A new rule of a kind for `region` and what lies below it, from `valid_from` on.

    It may begin earlier in the year (a document often comes after its date), but never before the rule it follows, so
    that no day is ruled twice. Refused with the first thing wrong with the document, beside its setting.
    """
    for problem in KINDS[kind].check(document):
        raise Refused(problem.sentence, field=problem.key)
    if not basis.strip():
        raise Refused("请填写依据。", field="basis")
    Region.take_turn(region.pk)
    latest = OfficeRule.objects.filter(region=region, kind=kind).order_by("valid_from", "revision").last()
    _refuse_day(valid_from, latest, timezone.localdate(at))
    before = rule_for(kind, region=region, on=valid_from).document
    changes = differences(KINDS[kind], before, document)
    if latest is not None and not changes:
        raise Refused("内容与现行规定相同，无须重新公布。")
    again = latest is not None and latest.valid_from == valid_from
    paper = keep_paper(region=region, file=file, by=by, at=at) if file else None
    try:
        with transaction.atomic():
            row = OfficeRule.objects.create(
                region=region, kind=kind, document=dict(document), valid_from=valid_from, basis=basis.strip(),
                revision=latest.revision + 1 if again else 1, paper=paper, decided_by=by, decided_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("这项规定刚由他人公布，请刷新查看。") from error
    record(
        row, "rule_set", by=by, at=at, name=row.get_kind_display(), region=region.name, valid_from=valid_from,
        reason=row.basis, text="；".join(changes)[:1000],
    )  # fmt: skip
    return row


def _refuse_day(valid_from: date, latest: OfficeRule | None, today: date) -> None:
    if valid_from < today.replace(month=1, day=1):
        raise Refused("起始日期不能早于今年1月1日。", field="valid_from")
    if valid_from > today.replace(year=today.year + 1, month=12, day=31):
        raise Refused("起始日期不能晚于明年12月31日。", field="valid_from")
    if latest is not None and valid_from < latest.valid_from:
        day = show_day(latest.valid_from)
        raise Refused(f"起始日期不能早于最近一次规定的起始日期（{day}）。", field="valid_from")
