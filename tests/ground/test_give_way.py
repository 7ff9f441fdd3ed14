"""A long job leaves room for others between its transactions, where a database has one writer and no queue."""

import pytest
from django.db import connection

from promo import jobs
from promo.models import Job

LONGEST_LOOK = 0.1  # seconds until SQLite tries again


@pytest.mark.parametrize(("vendor", "slept"), [("sqlite", True), ("postgresql", False)])
def test_one_writer_waits_longer_than_others_wait_between_two_looks(monkeypatch, vendor, slept):
    pauses: list[float] = []
    monkeypatch.setattr(connection, "vendor", vendor)
    monkeypatch.setattr(jobs.time, "sleep", pauses.append)
    jobs.Running(Job()).give_way()
    assert [pause > LONGEST_LOOK for pause in pauses] == [True] * slept
