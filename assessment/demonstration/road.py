"""What happens to one invented project: deeds with their moments, each through an action of the product."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from assessment.demonstration import ruling
from assessment.demonstration.cast import Cast
from assessment.demonstration.following import follow
from assessment.demonstration.invented import Idea
from assessment.demonstration.papers import paper
from assessment.demonstration.serving import Service
from projects import actions
from projects.models import Project
from projects.stages import BY_CODE

WAN = Decimal(10_000)
DEAD_BECAUSE = (
    "投资方资金链紧张，主动放弃",
    "用地条件不能满足，双方协商终止",
    "投资方另行选址",
    "停止谈判超过半年",
)
HOSTS = ("青石工业园", "石桥村", "镇区", "物流园")
CHANNELS = ("referral", "investor", "chain", "stationed", "visit", "event", "mission", "online", "superior")
TALKS = (
    ("visit", "赴企业总部拜访，介绍用地和用工条件。"),
    ("reception", "投资方来镇实地考察，看了两处地块。"),
    ("meeting", "就投资协议条款逐项商谈，大部分已达成一致。"),
    ("progress", "协调自然资源所核对用地红线。"),
    ("service", "帮办人员代办立项手续，已提交材料。"),
    ("progress", "现场查看施工进度，协调临时用电。"),
    ("call", "设备陆续进场，督促加快安装。"),
)


@dataclass
class Fate:
    """How far a project goes and how well it is looked after."""

    idea: Idea
    unit: str
    lead_on: date
    reaches: str  # the last milestone that happens
    is_quiet: bool = False
    dies: bool = False
    partners: tuple[str, ...] = ()


class Road:
    """Plans and does the deeds of one project."""

    def __init__(self, cast: Cast, rng: Random, fate: Fate) -> None:
        self.cast, self.rng, self.fate = cast, rng, fate
        self.project: Project | None = None
        self.clerk = cast.clerk_of(fate.unit)
        self.deeds: list[tuple[datetime, Callable]] = []

    # --- planning -------------------------------------------------------------------------------------------------
    def plan(self) -> list[tuple[datetime, Callable]]:
        """(moment, act) pairs in no particular order; the caller drops what lies in the future."""
        day = self.fate.lead_on
        self._on(day, self._register)
        order = BY_CODE[self.fate.reaches].order
        steps = dict(self._steps(day))
        for kind, on in steps.items():
            if BY_CODE[kind].order <= order:
                self._on(on, self._recorder(kind, on))
        if "signed" in steps and order >= BY_CODE["signed"].order:
            self._money(steps["signed"], order >= BY_CODE["started"].order)
            self._partners(steps["signed"])
        self._talks(day)
        if self.fate.dies:
            self._on(day + timedelta(days=self.rng.randint(150, 260)), self._terminate)
        return self.deeds

    def _steps(self, day: date) -> Iterator[tuple[str, date]]:
        gaps = (
            ("negotiating", 4, 20), ("intent", 8, 30), ("signed", 15, 70), ("registered", 8, 30), ("filed", 10, 35),
            ("started", 20, 80), ("completed", 150, 260), ("producing", 20, 60),
        )  # fmt: skip
        for kind, least, most in gaps:
            day += timedelta(days=self.rng.randint(least, most))
            yield kind, day

    def _on(self, day: date, act: Callable) -> None:
        self.deeds.append((self._office_hours(day), act))

    def _office_hours(self, day: date) -> datetime:
        while day.weekday() >= 5:
            day += timedelta(days=1)
        minute = self.rng.randint(0, 8 * 60 - 1)
        return datetime.combine(day, time(9)).replace(tzinfo=self.cast.zone) + timedelta(minutes=minute)

    def _money(self, signed_on: date, builds: bool) -> None:
        share_left, day = 100, signed_on + timedelta(days=self.rng.randint(6, 25))
        for _ in range(self.rng.randint(2, 5) if builds else self.rng.randint(0, 2)):
            percent = self.rng.randint(8, 30)
            if percent > share_left:
                break
            share_left -= percent
            self._on(day, self._arrival(percent, day))
            day += timedelta(days=self.rng.randint(20, 75))

    def _partners(self, signed_on: date) -> None:
        if self.fate.partners:
            self._on(signed_on + timedelta(days=self.rng.randint(8, 20)), self._sharer(signed_on))

    def _talks(self, day: date) -> None:
        last = self.cast.today - timedelta(days=75 if self.fate.is_quiet else 2)
        while (day := day + timedelta(days=self.rng.randint(30, 58))) <= last:
            self._on(day, self._talker(day, *self.rng.choice(TALKS)))

    # --- doing ----------------------------------------------------------------------------------------------------
    def _register(self, at: datetime) -> None:
        idea, rng = self.fate.idea, self.rng
        unit = self.cast.units[self.fate.unit]
        said = idea.wan * WAN
        self.project = actions.register_lead(
            lead_unit=unit, investor_name=idea.investor, received_at=at - timedelta(hours=rng.randint(1, 60)),
            received_by=self.clerk.name, received_unit=unit, channel=rng.choice(CHANNELS), name=idea.name,
            industry=idea.industry, ownership=idea.ownership, host_place=rng.choice(HOSTS),
            amount_text=self._said(), amount=said, currency=idea.currency, amount_is_approximate=True,
            contact=rng.choice("赵钱孙李周吴") + "经理", phone=f"138{rng.randint(0, 9999):04d}0000",
            summary=f"拟建设{idea.name}，主要面向{idea.origin}及周边市场。", by=self.clerk, at=at,
            claim={"kind": "person", "name": f"{rng.choice('赵钱孙李周吴')}某", "workplace": idea.origin, "phone": ""},
        )  # fmt: skip
        self.cast.projects.append(self.project)
        follow(self.cast, self.project, self.fate, at)

    def _said(self) -> str:
        idea = self.fate.idea
        unit = {"CNY": "元", "USD": "美元", "HKD": "港币", "EUR": "欧元", "JPY": "日元"}[idea.currency]
        return f"约{idea.wan / 10_000:g}亿{unit}" if idea.wan >= 10_000 else f"约{idea.wan}万{unit}"

    def _alive(self) -> bool:
        self.project.refresh_from_db()
        return self.project.is_open

    def _recorder(self, kind: str, on: date) -> Callable:
        def act(at: datetime) -> None:
            if not self._alive():
                return
            idea, stage = self.fate.idea, BY_CODE[kind]
            proof = paper(
                f"{stage.name}材料-{self.project.code}",
                f"{stage.name}材料",
                idea.name,
                idea.investor,
                f"{on:%Y年%m月%d日}",
            )
            fact = actions.record_milestone(
                project=self.project, kind=kind, event_on=on, by=self.clerk, at=at, files=[proof],
                papers=ruling.papers_for(self.cast, self.project, kind, on),
                amount=idea.wan * WAN if kind == "signed" else None, currency=idea.currency,
            )  # fmt: skip
            self.cast.desk.wait_for(fact, at=at, rng=self.rng)
            if kind == "signed":
                Service(self.cast, self.project, wan=idea.wan, currency=idea.currency).plan(at)

        return act

    def _arrival(self, percent: int, on: date) -> Callable:
        def act(at: datetime) -> None:
            if not self._alive():
                return
            idea = self.fate.idea
            amount = (idea.wan * WAN * percent / 100).quantize(Decimal("0.01"))
            slip = paper(
                f"银行回单-{self.project.code}-{on:%m%d}", "银行电子回单", idea.investor,
                f"{idea.currency} {amount:,}", f"{on:%Y年%m月%d日}",
            )  # fmt: skip
            kind = self.rng.choice(("cash", "cash", "cash", "construction", "equipment", "land"))
            fact = actions.record_arrival(
                project=self.project, amount=amount, currency=idea.currency, kind=kind, event_on=on, by=self.clerk,
                at=at, files=[slip],
            )  # fmt: skip
            self.cast.desk.wait_for(fact, at=at, rng=self.rng)

        return act

    def _sharer(self, signed_on: date) -> Callable:
        def act(at: datetime) -> None:
            if not self._alive():
                return
            first = 10_000 - 3_000 * len(self.fate.partners)
            pairs = [(self.fate.unit, first), *((code, 3_000) for code in self.fate.partners)]
            actions.share_credit(
                project=self.project, shares=[(self.cast.units[code], part) for code, part in pairs],
                valid_from=signed_on, reason="联合招商协议", version=self.project.version, at=at,
                by=self.cast.people["director"],
                files=[paper(f"联合招商协议-{self.project.code}", "联合招商协议", self.fate.idea.name)],
            )  # fmt: skip

        return act

    def _talker(self, day: date, kind: str, text: str) -> Callable:
        def act(at: datetime) -> None:
            if self._alive():
                actions.record_progress(
                    project=self.project, happened_on=day, kind=kind, text=text, by=self.clerk, at=at
                )

        return act

    def _terminate(self, at: datetime) -> None:
        if self._alive() and not self.cast.desk.holds(self.project):
            actions.terminate(
                project=self.project, reason=self.rng.choice(DEAD_BECAUSE), version=self.project.version,
                by=self.cast.people["director"], at=at,
            )  # fmt: skip
