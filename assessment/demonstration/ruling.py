"""The rules of the invented town: what proves a start of construction, decided not long ago."""

from datetime import date, datetime, time, timedelta

from assessment.demonstration.cast import Cast
from assessment.demonstration.papers import paper
from projects import actions
from projects.models import Project
from projects.rulebook import KINDS

PAPERS = (("works_permit", "施工许可证"), ("site_photo", "现场施工照片"))
DAYS_AGO = 75


def _begins(cast: Cast) -> date:
    """Some weeks ago, but never before the year that the rule is decided in."""
    return max(cast.today - timedelta(days=DAYS_AGO), date(cast.today.year, 1, 1))


def plan(cast: Cast) -> None:
    """A start needs its permit and photographs from then on."""
    on = _begins(cast)
    items = [{"stage": "started", "need": "paper", "code": c, "name": n, "required": True} for c, n in PAPERS]
    items.append(
        {"stage": "started", "need": "field", "code": "host_place", "name": "落户地", "required": True}
    )

    def decide(at: datetime) -> None:
        actions.set_rule(
            region=cast.region, kind="gates", document=KINDS["gates"].default | {"items": items}, valid_from=on,
            basis=f"青石政办〔{on.year}〕7号（演示）", by=cast.people["director"], at=at,
            file=paper("开工认定条件", "关于明确项目开工认定条件的通知", "施工许可证、现场施工照片齐备方可认定开工。"),
        )  # fmt: skip

    cast.schedule(datetime.combine(on, time(8, 40), cast.zone), decide)


def papers_for(cast: Cast, project: Project, kind: str, on: date) -> dict | None:
    """What the gate asks of a start since then."""
    if kind != "started" or on < _begins(cast):
        return None
    return {
        code: [paper(f"{name}-{project.code}", name, project.name, f"{on:%Y年%m月%d日}")]
        for code, name in PAPERS
    }
