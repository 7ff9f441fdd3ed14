"""The clock that doors read, and a town with facts, targets and a scheme."""

import pytest

from tests.assessment import scenario
from tests.factories import NOW


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)` sets the time that doors read."""

    def _set(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    _set(NOW)
    return _set


@pytest.fixture
def judged(town):
    return scenario.build(town)
