"""What the economic office does with each lead: accepts it, screens it item by item, tells the referrer.

Every deed has a random number generator of its own project, so that nothing here changes what happens on the road.
"""

from datetime import datetime, timedelta
from random import Random

from assessment.demonstration.cast import Cast
from projects import actions
from projects.models import LeadState, Opinion, Project, ScreeningResult

WAITS = 0.35  # of the newest leads, how many still wait for a step
FRESH = timedelta(days=4)
NO_BECAUSE = (
    ("land", "所需用地超出镇内可用指标，近期无法安排。"),
    ("environment", "生产工艺涉及电镀，不符合园区环境准入要求。"),
    ("untrue", "经电话核实，所留联系方式和企业情况不实。"),
)
NOTES = {
    "policy": "属鼓励类",
    "land": "可使用闲置厂房",
    "energy": "用电容量满足",
    "concession": "未提出特殊优惠",
}


class Screener:
    """Plans and does the steps of one lead, from its registration on."""

    def __init__(self, cast: Cast, project: Project, *, goes_on: bool, name: str) -> None:
        self.cast, self.project, self.goes_on, self.name = cast, project, goes_on, name
        self.rng = Random(f"screening {project.code}")  # noqa: S311 - invented data, not a secret

    def plan(self, at: datetime) -> None:
        """Accepted within hours or a day or two, judged within the days of the rule or a little late."""
        if at > self.cast.end - FRESH and self.rng.random() < WAITS:
            return
        day = timedelta(days=1)
        accepted = at + timedelta(hours=self.rng.choice((1, 2, 4, 20)))
        judged = accepted + day * self.rng.choice((1, 1, 2, 3, 5))
        self.cast.schedule(accepted, self._accept)
        self.cast.schedule(accepted + timedelta(minutes=40), self._open)
        if not (judged > self.cast.end - FRESH and self.rng.random() < WAITS):
            self.cast.schedule(judged, self._propose)

    def _reload(self) -> Project:
        self.project.refresh_from_db()
        return self.project

    def _accept(self, at: datetime) -> None:
        if self._reload().is_open:
            actions.accept_lead(project=self.project, by=self.cast.people["office_clerk"], at=at)

    def _open(self, at: datetime) -> None:
        if self._reload().is_open:
            actions.open_screening(project=self.project, by=self.cast.people["office_clerk"], at=at)

    def _propose(self, at: datetime) -> None:
        if not self._reload().is_open:
            return
        refused = not self.goes_on and self.rng.random() < 0.3
        code, reason = self.rng.choice(NO_BECAUSE) if refused else ("", "")
        row = self.project.screenings.get()
        opinions = {line.pk: self._opinion(line.code, against=code) for line in row.lines.all()}
        result = ScreeningResult.NOT_PURSUED if refused else ScreeningResult.QUALIFIED
        row = actions.propose_result(
            screening=row, opinions=opinions, result=result, reason_code=code, reason=reason, version=row.version,
            by=self.cast.people["office_clerk"], at=at,
        )  # fmt: skip
        self.cast.schedule(at + timedelta(hours=self.rng.choice((2, 5, 20))), self._decide)

    def _opinion(self, item: str, *, against: str) -> tuple[str, str]:
        if item == against:
            return Opinion.FAIL, "不具备条件"
        return Opinion.PASS, NOTES.get(item, "")

    def _decide(self, at: datetime) -> None:
        if not self._reload().is_open:
            return
        row = self.project.screenings.get()
        director = self.cast.people["director"]
        actions.decide_screening(screening=row, version=row.version, by=director, at=at)
        if at < self.cast.end - 5 * FRESH or self.rng.random() < 0.6:
            self.cast.schedule(at + timedelta(hours=self.rng.choice((3, 22, 46))), self._tell)

    def _tell(self, at: datetime) -> None:
        if not self._reload().is_open:
            return
        good = self.project.lead_state == LeadState.QUALIFIED
        text = (
            "经研判为有效线索，已安排专人对接，请继续协助联系投资方。"
            if good
            else "经研判暂不予跟进，原因已当面说明，感谢提供信息。"
        )
        actions.give_feedback(
            project=self.project, told=self.name, way="电话", text=text, given_on=at.astimezone(self.cast.zone).date(),
            by=self.cast.people["office_clerk"], at=at,
        )  # fmt: skip
