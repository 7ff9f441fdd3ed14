"""Asks the running product for a probe, from a process of its own: `python -m tests.real.ask 20`."""

import sys

import django
from django.utils import timezone

django.setup()

from promo import jobs  # noqa: E402 - models need the app registry

if __name__ == "__main__":
    asked = jobs.enqueue("probe", title="探针", by=None, at=timezone.now(), steps=int(sys.argv[1]))
    print(asked.pk)
