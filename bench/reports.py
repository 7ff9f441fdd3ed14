"""How long the fortnight of a county takes to be drafted, and how many questions it asks the database.

Needs PostgreSQL: DATABASE_URL (an empty database), or what tests.services.postgres finds. Arguments: units (600),
projects (20000), arrivals (100000). Runs at a tenth of the size first: the number of questions must be the same.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402

from tests.services.postgres import postgres  # noqa: E402


def main(units: int, projects: int, arrivals: int) -> None:
    server = postgres()
    try:
        os.environ["DATABASE_URL"] = server.url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        django.setup()
        from bench.measures_town import fill  # noqa: PLC0415 -- needs the settings

        for part in (10, 1):
            _draft(fill(units // part, projects // part, arrivals // part))
    finally:
        server.stop()


def _draft(region) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from assessment.actions.reports import draft_report  # noqa: PLC0415
    from assessment.reports.fortnight import the_fortnight  # noqa: PLC0415
    from bench.measures_town import AT  # noqa: PLC0415
    from projects import ledger  # noqa: PLC0415

    period = the_fortnight(AT.date()).previous()
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        draft_report(region=region, period=period, as_of=ledger.moment(AT), at=AT)
    print(f"{region.name}: {time.perf_counter() - began:.2f} s, {len(asked)} queries")


if __name__ == "__main__":
    main(*([int(word) for word in sys.argv[1:]] or (600, 20_000, 100_000)))
