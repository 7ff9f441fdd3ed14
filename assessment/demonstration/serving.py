"""What is done for a project between its milestones: who is in charge, plans, blockers, permits, next steps."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from assessment.demonstration.cast import Cast
from projects import actions
from projects.models import Project

SPONSORS = ("吴正平（镇长）", "高远山（副书记）", "林清泉（副镇长）")
BLOCKERS = (
    ("power", "厂区临时用电容量不足，需增容。", "306"),
    ("land", "地块边角有零星附着物尚未清理。", "303"),
    ("road", "进场道路路面破损，大件设备运输困难。", "202"),
    ("procedure", "环评报告需补充地下水监测数据。", "302"),
    ("labour", "熟练焊工缺口约20人。", "209"),
    ("water", "供水管网压力不足。", "207"),
)
STEPS = (
    "约投资方来镇复看地块", "提交设备采购合同复印件", "召开要素保障协调会", "核对施工许可材料", "补充用地预审意见",
)  # fmt: skip


class Service:
    """Plans and does the service for one project that was signed not long ago."""

    def __init__(self, cast: Cast, project: Project, *, wan: int, currency: str) -> None:
        self.cast, self.project, self.wan, self.currency = cast, project, wan, currency
        self.rng = Random(f"service {project.code}")  # noqa: S311 - invented data, not a secret

    def plan(self, signed_at: datetime) -> None:
        """Only what happened in the last months is worth a look."""
        if signed_at < self.cast.end - timedelta(days=300):
            return
        for days, act in (
            (2, self._in_charge),
            (3, self._agree_plan),
            (4, self._permits),
            (5, self._prepare),
        ):
            self.cast.schedule(signed_at + timedelta(days=days), act)
        if self.rng.random() < 0.45:
            self.cast.schedule(signed_at + timedelta(days=self.rng.randint(20, 60)), self._blocker)
        self.cast.schedule(self.cast.end - timedelta(days=self.rng.randint(1, 12)), self._next_step)

    def _is_open(self) -> bool:
        self.project.refresh_from_db()
        return self.project.is_open

    def _clerk(self):
        return self.cast.clerk_of(self.project.lead_unit.code)

    def _in_charge(self, at: datetime) -> None:
        if self._is_open():
            start = timezone.localdate(at) + timedelta(days=self.rng.choice((60, 90, 120)))
            actions.put_in_charge(
                project=self.project, version=self.project.version, owner=self._clerk(),
                sponsor=self.rng.choice(SPONSORS), planned_start_on=start,
                planned_completion_on=start + timedelta(days=360), by=self.cast.people["office_clerk"], at=at,
            )  # fmt: skip

    def _agree_plan(self, at: datetime) -> None:
        if not self._is_open():
            return
        day = timezone.localdate(at)
        total = Decimal(self.wan) * 10_000
        lines = [
            (day + timedelta(days=after), (total * percent / 100).quantize(Decimal("0.01")), note)
            for after, percent, note in ((45, 20, "首期"), (150, 40, "设备采购"), (330, 40, "投产前"))
        ]
        actions.plan_arrivals(
            project=self.project, lines=lines, currency=self.currency, reason="投资合同第六条", revision=0,
            by=self.cast.people["office_clerk"], at=at,
        )  # fmt: skip

    def _permits(self, at: datetime) -> None:
        if not self._is_open():
            return
        items = actions.take_template(
            project=self.project, which="permits", by=self.cast.people["office_clerk"], at=at
        )
        for place, item in enumerate(items[: self.rng.randint(3, 9)]):
            self.cast.schedule(at + timedelta(days=6 + 6 * place), lambda now, row=item: self._done(row, now))

    def _prepare(self, at: datetime) -> None:
        if self._is_open():
            actions.take_template(
                project=self.project, which="preparation", by=self.cast.people["office_clerk"], at=at
            )

    def _done(self, item, at: datetime) -> None:
        if not self._is_open():
            return
        item.refresh_from_db()
        day = timezone.localdate(at)
        actions.change_item(
            item=item, version=item.version, department=item.department, started_on=day - timedelta(days=3),
            promised_on=item.promised_on, done_on=day, number=f"{item.code[:3].upper()}-{day:%Y%m}（演示）",
            by=self.cast.people["office_clerk"], at=at,
        )  # fmt: skip

    def _blocker(self, at: datetime) -> None:
        if not self._is_open():
            return
        kind, text, unit = self.rng.choice(BLOCKERS)
        row = actions.raise_blocker(
            project=self.project, kind=kind, text=text, unit=self.cast.units[unit], by=self.cast.clerk_of(
                self.project.lead_unit.code), at=at,
        )  # fmt: skip
        if self.rng.random() < 0.6:
            self.cast.schedule(
                at + timedelta(days=self.rng.randint(8, 40)), lambda now: self._solve(row, now)
            )

    def _solve(self, row, at: datetime) -> None:
        if self._is_open():
            row.refresh_from_db()
            actions.resolve_blocker(
                blocker=row, version=row.version, resolved_on=timezone.localdate(at),
                resolution="已协调解决，现场确认。",
                by=self.cast.people["office_clerk"], at=at,
            )  # fmt: skip

    def _next_step(self, at: datetime) -> None:
        if self._is_open():
            actions.plan_step(
                project=self.project, text=self.rng.choice(STEPS),
                due_on=timezone.localdate(at) + timedelta(days=self.rng.choice((1, 3, 10, 20))),
                owner=self._clerk().name,
                by=self._clerk(), at=at,
            )  # fmt: skip
