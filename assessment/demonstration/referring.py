"""Who brought the project: some claims are put up for notice and decided, a few disputed, some leads protected."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from assessment.demonstration.cast import Cast
from assessment.demonstration.papers import paper
from projects import actions
from projects.models import FindingRole, Project, ReferralClaim
from projects.referrals import Finding

DISPUTED_HELPER = "协助联络投资方，未提供最初信息。"


class Referring:
    """`how` is 'decided', 'disputed', 'notice' (still hanging out) or '' (claims only)."""

    def __init__(self, cast: Cast, project: Project, *, how: str) -> None:
        self.cast, self.project, self.how = cast, project, how

    def plan(self, at: datetime) -> None:
        if not self.how:
            return
        if self.how == "disputed":
            self.cast.schedule(at + timedelta(days=1), self._second_claim)
        begin = at + timedelta(days=6) if self.how != "notice" else self.cast.end - timedelta(days=2)
        self.cast.schedule(begin, self._propose)

    def _first(self) -> ReferralClaim | None:
        self.project.refresh_from_db()
        return self.project.referral_claims.first() if self.project.is_open else None

    def _second_claim(self, at: datetime) -> None:
        if not self._first():
            return
        village = self.cast.units["103"]
        actions.claim_referral(
            project=self.project, kind="unit", name=village.name, claiming_unit=village,
            received_at=at - timedelta(days=1), received_by="村两委", received_unit=village,
            statement="村干部在外务工老乡来电告知投资意向，随后转告引资单位。", by=self.cast.clerk_of("103"), at=at,
            files={"support": [paper(f"来电记录-{self.project.code}", "来电记录", self.project.name)]},
        )  # fmt: skip

    def _propose(self, at: datetime) -> None:
        claim = self._first()
        if not claim:
            return
        case = actions.propose_first_referrer(
            project=self.project, claim=claim, version=0, by=self.cast.people["office_clerk"], at=at,
            proposal="接收和登记时间最早，佐证齐全，拟认定为第一引荐人。",
        )  # fmt: skip
        first = datetime.combine(case.notice_from, time(10), self.cast.zone)
        if self.how == "disputed":
            self.cast.schedule(first, self._object)
            self.cast.schedule(first + timedelta(days=1), self._answer)
        if self.how != "notice":
            end = datetime.combine(case.notice_to, time(10), self.cast.zone)
            self.cast.schedule(end + timedelta(days=1), self._decide)

    def _object(self, at: datetime) -> None:
        if self._first():
            actions.raise_objection(
                case=self.project.referral_case, objector=self.cast.units["103"].name, unit=self.cast.units["103"],
                text="我村先得到消息，请核对接收时间。", by=self.cast.clerk_of("103"), at=at,
            )  # fmt: skip

    def _answer(self, at: datetime) -> None:
        if self._first():
            objection = self.project.referral_case.objections.get()
            actions.answer_objection(
                objection=objection, upheld=False, answer="经核对通话记录和登记时间，异议人的信息晚于申报人一天。",
                version=objection.version, by=self.cast.people["director"], at=at,
            )  # fmt: skip

    def _decide(self, at: datetime) -> None:
        claim = self._first()
        if not claim:
            return
        others = self.project.referral_claims.exclude(pk=claim.pk)
        case = self.project.referral_case
        actions.decide_referral(
            project=self.project, confirmed=True, reasons="公示期满，时间、材料核对一致，认定为第一引荐人。",
            document=f"青石招商〔{timezone.localdate(at).year}〕{self.project.pk % 90 + 1}号（演示）",
            findings={one.pk: Finding(FindingRole.HELPER, DISPUTED_HELPER) for one in others}, version=case.version,
            by=self.cast.people["director"], at=at,
            files=[paper(f"认定意见-{self.project.code}", "第一引荐人认定意见", self.project.name, claim.name)],
        )  # fmt: skip


def protect(cast: Cast, project: Project, *, since: date, at: datetime) -> None:
    """The lead unit alone negotiates for the days of the rule."""
    project.refresh_from_db()
    if project.is_open:
        actions.grant_protection(
            project=project, unit=project.lead_unit, starts_on=since, basis="首报首谈登记，材料齐全",
            by=cast.people["director"], at=at,
        )  # fmt: skip
