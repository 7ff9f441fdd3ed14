"""How long a run takes over twenty measures of many units, part by part, beside one hand-written statement a measure.

Needs PostgreSQL: DATABASE_URL (an empty database), or what tests.services.postgres finds. Arguments: units (600),
projects (20000), arrivals (100000). Runs at a tenth of the size first.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402

from tests.services.postgres import postgres  # noqa: E402


def main(units: int, projects: int, arrivals: int) -> None:
    server = postgres()
    try:
        os.environ["TEST_DATABASE"] = server.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # promo names its own settings otherwise
        django.setup()
        from bench.measures_town import compare, fill  # noqa: PLC0415 -- needs the settings

        small, full = (compare(fill(units // part, projects // part, arrivals // part)) for part in (10, 1))
        print(f"ten times the data: {full / small:.1f} times the time of a whole run (promised: at most 12)")
    finally:
        server.stop()


if __name__ == "__main__":
    main(*([int(word) for word in sys.argv[1:]] or (600, 20_000, 100_000)))
