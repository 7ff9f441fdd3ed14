"""Candidates for consequences and commendations: named by the rules of the scheme, decided by people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from assessment.models import ConsequenceDecision, RunState, ScoreLine, ScoreRun, Talk
from assessment.proposing import is_repeated
from assessment.reports.standing import document_of
from assessment.scheme_document import KINDS, ConsequenceRule
from promo.tables import Column, Table

Held = Mapping[int, frozenset[str]]  # unit id -> codes of the rules that held


@dataclass(frozen=True)
class Candidate:
    """One unit under one rule, with the reasons and, once there is one, the decision that stands."""

    rule: ConsequenceRule
    line: ScoreLine
    reasons: str
    decision: ConsequenceDecision | None = None

    @property
    def state(self) -> str:
        return self.decision.get_outcome_display() if self.decision else "待决定"


def candidates_of(run: ScoreRun) -> list[Candidate]:
    """In the order of the rules, then of the ranking. A constant number of statements."""
    rules = {one.code: one for one in document_of(run.scheme).consequences}
    if not rules:
        return []
    before = _held_before(run, most=max(one.repeated for one in rules.values()) - 1)
    decided = {(one.unit_id, one.rule): one for one in run.decisions.standing().select_related("decided_by")}
    found = [
        Candidate(rules[code], line, _reasons(rules[code], why), decided.get((line.unit_id, code)))
        for line in run.lines.all()
        for code, why in line.details.get("holds", ())
        if code in rules and is_repeated(rules[code], [code in held.get(line.unit_id, ()) for held in before])
    ]
    order = list(rules)
    return sorted(found, key=lambda one: (order.index(one.rule.code), one.line.order))


def _reasons(rule: ConsequenceRule, why: str) -> str:
    return f"{why}；连续{rule.repeated}期如此" if rule.repeated > 1 else why


def _held_before(run: ScoreRun, *, most: int) -> list[Held]:
    """The published rankings before this one, newest first: which rules held for whom."""
    if most < 1:
        return []
    rows = ScoreRun.objects.published().filter(scheme__region=run.region, scheme__year=run.scheme.year)
    rows = rows.filter(until__lt=run.until).order_by("-until", "-number")
    ids = list(rows.values_list("pk", flat=True)[:most])
    lines = ScoreLine.objects.filter(run__in=ids).values_list("run_id", "unit_id", "details")
    found: dict[int, dict[int, frozenset[str]]] = {pk: {} for pk in ids}
    for run_id, unit_id, details in lines:
        found[run_id][unit_id] = frozenset(code for code, _ in details.get("holds", ()))
    return [found[pk] for pk in ids]


def candidate_table(run: ScoreRun, candidates: Sequence[Candidate], *, may_decide: bool = False) -> Table:
    number = f"第{run.number}期" if run.state == RunState.PUBLISHED else "未发布"
    return Table(
        title=f"{run.region.name}{run.scheme.year}年考核结果运用建议名单（{number}）",
        columns=[
            Column("性质", lambda one: KINDS[one.rule.kind], width=4),
            Column("情形", "rule.name", width=14),
            Column("单位", "line.unit_name", width=10, link=lambda one: _line(run, one)),
            Column("事实依据", "reasons", width=30),
            Column("办法规定的措施", "rule.text", width=20),
            Column("决定", "state", width=8, link=(lambda one: _decide(run, one)) if may_decide else None),
            Column("依据文件", lambda one: one.decision.document if one.decision else None, width=12),
        ],
        rows=candidates,
        as_of=run.as_of,
        notes=["本名单由系统按考核办法的条件列出，仅供研究；是否采取措施由有权决定的人依文件决定。"],
    )


def _line(run: ScoreRun, one: Candidate) -> str:
    return reverse("assessment:line_show", args=[run.pk, one.line.unit_id])


def _decide(run: ScoreRun, one: Candidate) -> str:
    return reverse("assessment:decision_add", args=[run.pk, one.line.unit_id, one.rule.code])


def decision_table(
    rows: Sequence[ConsequenceDecision], *, title: str, talks: Mapping[int, Talk] | None = None
) -> Table:
    """Decisions with their documents, newest first; a change stands above what it changed. `talks` (decision -> the
    talk that followed) is for those who may know of talks: None leaves the column out."""
    return Table(
        title=title,
        columns=[
            Column("单位", "unit.name", width=10),
            Column("性质", lambda row: KINDS[row.kind], width=4),
            Column("情形", "rule_name", width=12),
            Column("事实依据", "reasons", width=24),
            Column("决定", "get_outcome_display", width=8),
            Column("措施", "measure", width=20),
            Column("依据文件", "document", width=12),
            Column("决定日期", "decided_on", kind="day"),
            Column("决定人", "decided_by.name"),
            Column("变更", lambda row: "变更原决定" if row.changes_id else None),
            *(_talk_columns(talks) if talks is not None else ()),
        ],
        rows=rows,
    )


def _talk_columns(talks: Mapping[int, Talk]) -> list[Column]:
    """The talk that followed, or where one is recorded."""

    def link(row: ConsequenceDecision) -> str:
        talk = talks.get(row.pk)
        return talk.get_absolute_url() if talk else f"{reverse('assessment:talk_add')}?decision={row.pk}"

    def words(row: ConsequenceDecision) -> str:
        return talks[row.pk].get_kind_display() if row.pk in talks else "登记"

    return [Column("谈话或表扬", words, width=8, link=link)]
