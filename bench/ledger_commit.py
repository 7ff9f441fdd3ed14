"""How long a large ledger takes to be read, staged, shown, confirmed and written, and how much memory its worker needs.

Arguments: how many projects (20000), `postgres` for a server of its own as the tests find it (else a fresh SQLite
file, or the empty database that DATABASE_URL names), `again` to have a column told otherwise and everything read again,
and `verify` to verify everything in bulk at the end.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promo.settings")
FOLDER = tempfile.TemporaryDirectory(prefix="bench-ledger-")
os.environ["PROMO_VAR"] = FOLDER.name

from tests.services.postgres import postgres  # noqa: E402

SERVER = postgres() if "postgres" in sys.argv[2:] else None
if SERVER:
    os.environ["DATABASE_URL"] = SERVER.url

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.ledger import SIGNS  # noqa: E402
from projects import actions, intake  # noqa: E402
from projects.models import Project  # noqa: E402
from promo import jobs  # noqa: E402
from promo.models import Job  # noqa: E402
from units.models import Membership, Region, Role, Unit  # noqa: E402

FIRST = date(2020, 1, 1)
WRITE = (
    "import sys; from pathlib import Path; from bench.ledger import write;"
    "write(Path(sys.argv[1]), int(sys.argv[2]))"
)


def office():
    """A county with the thirty towns that the ledger names, and a clerk of its office."""
    call_command("migrate", verbosity=0)
    region = Region.objects.create(name="样例县", level="county", path="bench/")
    Region.objects.filter(pk=region.pk).update(path=f"{region.pk}/")
    region.refresh_from_db()
    names = ["经济办", *(f"{sign}河镇" for sign in dict.fromkeys(SIGNS[:30]))]
    units = [
        Unit.objects.create(
            code=f"B{n:02}", name=name, short_name=name, region=region, order=n, valid_from=FIRST
        )
        for n, name in enumerate(names)
    ]
    clerk = get_user_model().objects.create(username="bench", name="样例")
    Membership.objects.create(user=clerk, unit=units[0], role=Role.OFFICE_CLERK, valid_from=FIRST)
    return region, clerk


def timed(words: str, work):
    begun, used = time.perf_counter(), time.process_time()
    result = work()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, spent = time.perf_counter() - begun, time.process_time() - used
    print(
        f"{words}: {took:.1f} s, of it {spent:.1f} s of this process; at most {most:.0f} MB so far",
        flush=True,
    )
    return result


def by_part(module, name: str, words: str) -> None:
    """Have one part of a job say how long it took."""
    part = getattr(module, name)
    setattr(module, name, lambda *args, **said: timed(f"  {words}", lambda: part(*args, **said)))


def watched(batch) -> None:
    """How often the job said how far it is, and the longest silence between."""
    moments = [time.perf_counter()]

    def hear(execute, sql, params, many, context):
        if "progress_done" in sql and sql.startswith("UPDATE"):
            moments.append(time.perf_counter())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        run(batch)
    moments.append(time.perf_counter())
    longest = max(later - earlier for earlier, later in zip(moments, moments[1:], strict=False))
    print(f"  progress shown {len(moments) - 2} times, at most {longest:.1f} s apart")


def run(batch) -> None:
    batch.refresh_from_db()
    jobs.run(batch.job_id)
    batch.refresh_from_db()
    job = Job.objects.get(pk=batch.job_id)
    assert job.state == "done", job.error


def preview(batch, clerk, address: str) -> None:
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    browser.get("/imports/")
    with CaptureQueriesContext(connection) as asked:
        answer = timed(
            f"page {address or 'as it opens'}", lambda: browser.get(f"/imports/{batch.pk}/{address}")
        )
    print(f"  status {answer.status_code}, {len(asked)} queries, {len(answer.content) // 1024} kB")


def apart(work) -> None:
    """In a process of its own: what pages need is no memory of the worker's."""
    connection.close()
    if (child := os.fork()) == 0:
        try:
            work()
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 20_000
    at = datetime.now(UTC)
    region, clerk = office()
    path = Path(FOLDER.name) / "台账.xlsx"
    made = [sys.executable, "-c", WRITE, str(path), str(count)]
    subprocess.run(
        made, check=True, cwd=Path(__file__).resolve().parent.parent
    )  # its memory is not the worker's
    print(connection.vendor, flush=True)
    with path.open("rb") as content:
        batch = actions.receive_ledger(
            region=region, file=File(content, name="台账.xlsx"), cut_off_on=date(2026, 1, 1), by=clerk, at=at
        )
    by_part(intake, "read_ledger", "of this reading and understanding")
    by_part(intake, "decide", "of this checking against the register")
    by_part(actions, "keep_reading", "of this keeping the rows")
    timed("read and staged", lambda: watched(batch))
    print(f"  {batch.rows.filter(is_chosen=True).count()} of {batch.rows.count()} rows chosen")
    if "again" in sys.argv[2:]:
        tell_otherwise(batch, clerk, at)
        timed("read again", lambda: watched(batch))
    addresses = ("", "?outcome=refused", "?kind=approximate&page=9", "?page=390")
    apart(lambda: [preview(batch, clerk, address) for address in addresses])
    actions.confirm_import(batch=batch, version=batch.version, by=clerk, at=at)
    timed("written", lambda: watched(batch))
    print(f"  {Project.objects.in_register().count()} projects, batch {batch.state}")
    if "verify" in sys.argv[2:]:
        verify(batch, region)


def tell_otherwise(batch, clerk, at) -> None:
    """A person says that the remarks are none: every row that has one comes out otherwise."""
    sheet = batch.columns[0]
    key = next(one["key"] for one in sheet["columns"] if one["field"] == "remark")
    said = {sheet["sheet"]: {key: {"field": "", "unit": ""}}}
    actions.answer_columns(batch=batch, version=batch.version, said=said, by=clerk, at=at, remember=False)


def verify(batch, region) -> None:
    """The director, who had no hand in it, verifies every fact of the import."""
    director = get_user_model().objects.create(username="bench-director", name="样例主任")
    office = Unit.objects.get(region=region, name="经济办")
    Membership.objects.create(user=director, unit=office, role=Role.OFFICE_DIRECTOR, valid_from=FIRST)
    actions.ask_bulk_verification(batch=batch, reason="", by=director, at=datetime.now(UTC))
    timed("verified", lambda: watched(batch))
    print(f"  {Job.objects.get(pk=batch.job_id).progress_note}")


if __name__ == "__main__":
    try:
        main()
    finally:
        if SERVER:
            connection.close()
            SERVER.stop()
