"""The claims on a project as a case sees them: in the order in which they count, with what each rests on.

Claims of a merged project belong to the project that was kept (projects.family); nothing is decided here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from projects.family import family_ids
from projects.models import (
    Evidence,
    OfficeRule,
    Project,
    ReferralCase,
    ReferralClaim,
    ReferralFinding,
)
from projects.receipts import Receipt, in_order, receipt, tied
from projects.rulebook import KINDS
from projects.rules_in_force import RuleInForce, rule_for
from promo.calendar import exceptions_since

ABOUT_CLAIM = ReferralClaim._meta.label_lower
PAPER_KINDS = {
    "receipt": "接收凭证",
    "acknowledgement": "投资方确认书",
    "support": "其他材料",
    "decision": "认定文件",
    "protection": "保护依据",
}


@dataclass
class ClaimLine:
    """One claim. `rank` begins with 1; `is_tied` where another claim that may be confirmed has the same minute."""

    claim: ReferralClaim
    receipt: Receipt
    rank: int
    relation: str
    is_barred: bool
    is_tied: bool = False
    files: list[Evidence] = field(default_factory=list)
    finding: ReferralFinding | None = None

    @property
    def has_acknowledgement(self) -> bool:
        return any(file.kind == "acknowledgement" for file in self.files)


@dataclass(frozen=True)
class Finding:
    """What a decision says of one claim that is not the first; a barred relation bars the reward in any case."""

    role: str
    note: str = ""
    bars_reward: bool = False


@dataclass
class CaseNow:
    """Everything a page or an action asks about: `case` is None before anybody proposed or referred anything."""

    project: Project
    case: ReferralCase | None
    lines: list[ClaimLine]
    rule: RuleInForce
    on: date
    family: list[int]

    @property
    def first_is_tied(self) -> bool:
        """The first place among those that may be confirmed is shared."""
        able = [line for line in self.lines if not line.is_barred]
        return bool(able) and able[0].is_tied

    @property
    def has_tie(self) -> bool:
        return any(line.is_tied for line in self.lines)

    def line_of(self, claim: ReferralClaim | int | None) -> ClaimLine | None:
        pk = claim if isinstance(claim, int) else claim.pk if claim else None
        return next((line for line in self.lines if line.claim.pk == pk), None)


def case_now(project: Project, *, on: date) -> CaseNow:
    """Needs `project.region` loaded; a fixed number of statements."""
    family = list(family_ids(project))
    claims = ReferralClaim.objects.filter(project__in=family).select_related(
        "claiming_unit", "received_unit", "recorded_by", "project"
    )
    case = ReferralCase.objects.filter(project=project).select_related(
        "proposed_claim", "proposed_by", "project"
    )
    rule = rule_for("referral", region=project.region, on=on)
    return CaseNow(project, case.first(), _lines(list(claims), project, rule), rule, on, family)


def _lines(claims: list[ReferralClaim], project: Project, rule: RuleInForce) -> list[ClaimLine]:
    if not claims:
        return []
    receipts = _receipts(claims, project)
    names, barred = rule.names("relations"), barred_codes(rule)
    by_pk = {claim.pk: claim for claim in claims}
    lines = [
        ClaimLine(
            claim=by_pk[row.key], receipt=row, rank=rank, is_barred=by_pk[row.key].relation in barred,
            relation=names.get(by_pk[row.key].relation, by_pk[row.key].relation),
        )
        for rank, row in in_order(receipts)
    ]  # fmt: skip
    able = tied([line.receipt for line in lines if not line.is_barred])
    files, findings = _files(by_pk), last_findings(claims)
    for line in lines:
        line.is_tied = line.claim.pk in able
        line.files, line.finding = files[line.claim.pk], findings.get(line.claim.pk)
    return lines


def barred_codes(rule: RuleInForce) -> frozenset[str]:
    """Relations that the rule keeps from being confirmed."""
    return frozenset(row["code"] for row in rule["relations"] if row["barred"])


def _receipts(claims: Sequence[ReferralClaim], project: Project) -> list[Receipt]:
    """Two statements: the calendar, and the rule on late registration of each day of registering."""
    earliest = min(timezone.localdate(claim.received_at) for claim in claims)
    exceptions = exceptions_since(earliest)
    days = {claim.pk: timezone.localdate(claim.recorded_at) for claim in claims}
    allowed = _late_registration(project, set(days.values()))
    return [
        receipt(
            claim.pk, claim.received_at, claim.recorded_at, workdays=allowed[days[claim.pk]],
            exceptions=exceptions,
        )
        for claim in claims
    ]  # fmt: skip


def _late_registration(project: Project, days: set[date]) -> dict[date, int]:
    """Working days between hearing and registering, as the rule of each day said; one statement."""
    rows = list(OfficeRule.objects.in_force(kind="clocks", region=project.region, on=max(days)))
    documents = {day: next((row.document for row in rows if row.valid_from <= day), {}) for day in days}
    return {day: (KINDS["clocks"].default | found)["late_registration"] for day, found in documents.items()}


def _files(claims: dict) -> dict[int, list[Evidence]]:
    found = defaultdict(list)
    rows = Evidence.objects.filter(subject=ABOUT_CLAIM, subject_id__in=claims).select_related("uploaded_by")
    for row in rows:
        row.kind_name = PAPER_KINDS.get(row.kind, "")
        found[row.subject_id].append(row)
    return found


def last_findings(claims: Sequence[ReferralClaim]) -> dict[int, ReferralFinding]:
    """By claim, what the last decision that spoke of it said; no statement where there are no claims."""
    if not claims:
        return {}
    rows = ReferralFinding.objects.filter(claim__in=[claim.pk for claim in claims]).select_related("decision")
    return {row.claim_id: row for row in rows.order_by("decision__sequence")}
