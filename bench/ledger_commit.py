"""How long a large ledger takes to be staged, shown, confirmed and written, and how much memory its worker needs.

Argument: how many projects (20000). Runs on a fresh SQLite file, or on the empty database that DATABASE_URL names.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promo.settings")
FOLDER = tempfile.TemporaryDirectory(prefix="bench-ledger-")
os.environ["PROMO_VAR"] = FOLDER.name

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.ledger import SIGNS, write  # noqa: E402
from projects import actions  # noqa: E402
from projects.models import Project  # noqa: E402
from promo import jobs  # noqa: E402
from promo.models import Job  # noqa: E402
from units.models import Membership, Region, Role, Unit  # noqa: E402

FIRST = date(2020, 1, 1)


def office():
    """A county with the thirty towns that the ledger names, and a clerk of its office."""
    call_command("migrate", verbosity=0)
    region = Region.objects.create(name="样例县", level="county", path="bench/")
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


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    at = datetime.now(UTC)
    region, clerk = office()
    path = Path(FOLDER.name) / "台账.xlsx"
    write(path, count)
    print(connection.vendor)
    with path.open("rb") as content:
        batch = actions.receive_ledger(
            region=region, file=File(content, name="台账.xlsx"), cut_off_on=date(2026, 1, 1), by=clerk, at=at
        )
    timed("read and staged", lambda: run(batch))
    print(f"  {batch.rows.filter(is_chosen=True).count()} of {batch.rows.count()} rows chosen")
    for address in ("", "?outcome=refused", "?kind=approximate&page=9", "?page=390"):
        preview(batch, clerk, address)
    actions.confirm_import(batch=batch, version=batch.version, by=clerk, at=at)
    timed("written", lambda: run(batch))
    print(f"  {Project.objects.in_register().count()} projects, batch {batch.state}")


if __name__ == "__main__":
    main()
