"""Pages of the ground itself: whether the product is alive, and how far a piece of work has come."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db.models import Min
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from promo.models import Job
from promo.models.job import JobState
from promo.pulse import late

PROCESSES = ("worker", "timetable")


def state_of_health(*, now: datetime) -> dict:
    """Each part `alive`, `late` (silent for too long), `away` (database) or `unknown` (cannot be asked)."""
    try:
        silent = late(PROCESSES, now=now)
        waiting = Job.objects.filter(state=JobState.QUEUED).aggregate(since=Min("requested_at"))["since"]
    except Error:
        return {"web": "alive", "database": "away"} | dict.fromkeys(PROCESSES, "unknown")
    parts = {"web": "alive", "database": "alive"}
    parts |= {name: "late" if name in silent else "alive" for name in PROCESSES}
    return parts | {"oldest_queued_job_seconds": int((now - waiting).total_seconds()) if waiting else 0}


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when all are alive, otherwise 503 naming what is not; asks for no login and shows no data."""
    state = state_of_health(now=timezone.now())
    failing = [name for name in ("web", "database", *PROCESSES) if state[name] != "alive"]
    body = {"status": "failing" if failing else "ok"} | state
    if failing:
        body["failing"] = failing
    return JsonResponse(body, status=503 if failing else 200)


health.door = "open"
health.asks_nobody = True


@require_safe
def job_show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a job has come; the progress bar polls it. Only the person who asked for the job sees it."""
    job = get_object_or_404(Job, pk=pk, requested_by=request.user)
    return render(request, "promo/job_show.html", {"job": job})


job_show.door = "logged_in"
