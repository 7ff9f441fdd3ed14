"""Jobs: asked for in the transaction of the click, taken by compare-and-set, done once.

A worker that died leaves a row without heartbeat; the sweeper sends it again. Two runners of one job cannot both
succeed: every step and the end are fenced by the attempt number, in the same transaction as the effects.
"""

import logging
import threading
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.db.models import F, Q
from django.db.utils import Error
from django.utils import timezone
from django.utils.module_loading import import_string

from promo.models import Job
from promo.models.job import JobState
from promo.refusal import Refused

log = logging.getLogger("promo.jobs")
STOPPED = "处理多次中断，已停止。请联系管理员查看运行日志后重试。"
FAILED = "处理时出现意外错误，数据没有改动。请联系管理员查看运行日志后重试。"


class Superseded(Exception):
    """Another runner has taken this job; whatever this one did must be rolled back."""


class Running:
    """The handle a handler works with."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.id = job.pk
        self.attempt = job.attempts

    def _fenced(self, **changes) -> None:
        mine = Job.objects.filter(pk=self.id, attempts=self.attempt, state=JobState.RUNNING)
        if not mine.update(heartbeat_at=timezone.now(), **changes):
            raise Superseded(self.id)

    def step(self, done: int, total: int, note: str = "") -> None:
        """Show progress; call it inside the transaction of the step."""
        self._fenced(progress_done=done, progress_total=total, progress_note=note)

    def give_way(self) -> None:
        """Call it between the transactions of a long job. SQLite has one writer and no queue: whoever waits looks again
        every tenth of a second, and would not get in between two transactions that follow at once."""
        if connection.vendor == "sqlite":
            time.sleep(settings.GIVE_WAY_SECONDS)

    def finish(self, *, result_path: str = "", note: str = "") -> None:
        """Call it inside the transaction of the effects: both are kept or neither."""
        self._fenced(
            state=JobState.DONE,
            result_path=result_path,
            progress_note=note,
            finished_at=timezone.now(),
            error="",
        )


def enqueue(kind: str, *, title: str, by, at: datetime, key: str = "", **args) -> Job:
    """Ask for a piece of work. A live job with the same `key` is returned instead of a second one."""
    if kind not in settings.JOB_HANDLERS:
        raise LookupError(kind)
    asked = {"kind": kind, "title": title, "key": key, "args": args, "requested_by": by, "requested_at": at}
    try:
        job = _created(asked)
    except IntegrityError:
        if live := Job.objects.live().filter(key=key).first():
            return live
        job = _created(asked)  # the other one ended in between
    transaction.on_commit(lambda: send(job.pk))
    return job


@transaction.atomic
def _created(asked: dict) -> Job:
    return Job.objects.create(heartbeat_at=asked["requested_at"], **asked)


def send(job_id: int) -> None:
    """Wake a worker. A broker that is away is no loss: the sweeper finds the row."""
    try:
        import_string("promo.tasks.run_job").delay(job_id)
    except Exception as error:  # every transport raises its own errors; none may undo the person's act
        log.warning("job %s not sent: %s", job_id, error)


def claim(job_id: int, *, now: datetime) -> Running | None:
    """Take the job if it is free or its runner is silent; None when somebody has it."""
    silent = now - timedelta(seconds=settings.JOB_STALE_SECONDS)
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heartbeat_at__lt=silent)
    taken = Job.objects.filter(free, pk=job_id, attempts__lt=settings.JOB_ATTEMPTS_MAX).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, heartbeat_at=now
    )
    return Running(Job.objects.get(pk=job_id)) if taken else None


def run(job_id: int) -> None:
    """Do one job to its end; safe to call twice and at the same time."""
    running = claim(job_id, now=timezone.now())
    if running is None:
        return
    handler = import_string(settings.JOB_HANDLERS[running.job.kind])
    stop = _keep_alive(running)
    try:
        handler(running, **running.job.args)
    except Superseded:
        log.warning("job %s attempt %s was superseded", running.id, running.attempt)
    except Refused as refusal:
        _fail(running, refusal.sentence)
    except Exception:
        log.exception("job %s failed", running.id)
        _fail(running, FAILED)
    finally:
        stop.set()


def _fail(running: Running, sentence: str) -> None:
    Job.objects.filter(pk=running.id, attempts=running.attempt, state=JobState.RUNNING).update(
        state=JobState.FAILED, error=sentence[:500], finished_at=timezone.now()
    )


def _keep_alive(running: Running) -> threading.Event:
    stop = threading.Event()
    if not connection.in_atomic_block:  # a test's transaction hides the row from other connections
        threading.Thread(target=_beat, args=(running, stop), daemon=True).start()
    return stop


def _beat(running: Running, stop: threading.Event) -> None:
    mine = Job.objects.filter(pk=running.id, attempts=running.attempt, state=JobState.RUNNING)
    while not stop.wait(settings.PULSE_SECONDS):
        try:
            mine.update(heartbeat_at=timezone.now())
        except Error as error:
            # SQLite is held by the job's own transaction, whose commit is the sign of life.
            log.info("job %s heartbeat: %s", running.id, error)
        finally:
            close_old_connections()
    connection.close()


def sweep(*, now: datetime) -> int:
    """Send silent jobs again, give up those that were tried too often; returns how many were sent."""
    stale = Job.objects.stale(now=now, after=timedelta(seconds=settings.JOB_STALE_SECONDS))
    stale.filter(attempts__gte=settings.JOB_ATTEMPTS_MAX).update(
        state=JobState.FAILED, error=STOPPED, finished_at=now
    )
    ids = list(stale.values_list("pk", flat=True))
    sent = [
        job_id for job_id in ids if stale.filter(pk=job_id).update(state=JobState.QUEUED, heartbeat_at=now)
    ]
    for job_id in sent:
        send(job_id)
    return len(sent)
