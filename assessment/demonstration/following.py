"""What begins with a lead besides its road: its screening, the question of who brought it, protection."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from assessment.demonstration.cast import Cast
from assessment.demonstration.referring import Referring, protect
from assessment.demonstration.screening import Screener
from projects.models import Project


def follow(cast: Cast, project: Project, fate, at: datetime) -> None:
    """Plan it; `fate.reaches` says whether the lead becomes more than one."""
    rng = Random(f"following {project.code}")  # noqa: S311 - invented data, not a secret
    claim = project.referral_claims.first()
    name = claim.name if claim else project.lead_unit.name
    Screener(cast, project, goes_on=fate.reaches != "lead", name=name).plan(at)
    Referring(cast, project, how=_how(cast, rng, fate, at)).plan(at)
    recent = at > cast.end - timedelta(days=150)
    if recent and fate.reaches in ("lead", "negotiating", "intent") and rng.random() < 0.5:
        since = timezone.localdate(at)
        cast.schedule(at + timedelta(days=7), lambda now: protect(cast, project, since=since, at=now))


def _how(cast: Cast, rng: Random, fate, at: datetime) -> str:
    """Settled where the project got somewhere; the newest notices still hang out."""
    age = cast.end - at
    if fate.reaches in ("lead", "negotiating") or age < timedelta(days=10):
        return "notice" if timedelta(days=3) < age < timedelta(days=40) and rng.random() < 0.5 else ""
    chance = rng.random()
    return "disputed" if chance < 0.06 else "decided" if chance < 0.4 else ""
