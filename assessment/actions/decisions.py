"""Decisions about candidates: a person decides with a document; the system only names who and why."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.models import ConsequenceDecision, RunState, ScoreRun
from assessment.models.decision import Outcome
from assessment.reports.candidates import Candidate, candidates_of
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Unit


@transaction.atomic
def decide_consequence(
    *, run: ScoreRun, unit: Unit, rule: str, outcome: str, measure: str, document: str, decided_on: date, by,
    at: datetime, expected: int | None = None,
) -> ConsequenceDecision:  # fmt: skip
    """Record what was decided. `expected` is the decision the person saw (None for none); a change is a new row.

    Raises Refused where the ranking is not published, the unit is no candidate under the rule, the day does not fit,
    or somebody decided meanwhile.
    """
    if run.state != RunState.PUBLISHED:
        raise Refused("排名发布以后才能作出决定。")
    candidate = candidate_of(run, unit, rule)
    standing = candidate.decision
    if (standing.pk if standing else None) != expected:
        raise Stale()
    if outcome not in Outcome.values:
        raise Refused("请选择决定。", field="outcome")
    if not document.strip():
        raise Refused("请填写依据文件；没有文件不能作出决定。", field="document")
    today = timezone.localdate(at)
    if not timezone.localdate(run.published_at) <= decided_on <= today:
        raise Refused("决定日期应在排名发布之日至今天之间。", field="decided_on")
    try:
        with transaction.atomic():
            row = ConsequenceDecision.objects.create(
                run=run, unit=unit, rule=rule, rule_name=candidate.rule.name, kind=candidate.rule.kind,
                reasons=candidate.reasons, outcome=outcome, measure=measure, document=document,
                decided_on=decided_on, changes=standing, decided_by=by, decided_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale() from error
    record(
        row, "consequence_changed" if standing else "consequence_decided", by=by, at=at, unit=unit.name,
        rule=candidate.rule.name, outcome=row.get_outcome_display(), document=document,
    )  # fmt: skip
    return row


def candidate_of(run: ScoreRun, unit: Unit, rule: str) -> Candidate:
    """Raises Refused when the unit is not on the list under this rule."""
    for one in candidates_of(run):
        if one.line.unit_id == unit.pk and one.rule.code == rule:
            return one
    raise Refused("该单位不在这一情形的建议名单中。")
