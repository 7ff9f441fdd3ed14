"""The addresses that open one number of a ranking."""

from tests.house.entries import of_unit
from units.access import BUSINESS_ROLES


def _input(rows) -> dict:
    return {"pk": rows.run.pk, "unit_pk": rows.unit.pk, "code": "signed", "path": "actual"}


OPENINGS = {**of_unit("input_show", BUSINESS_ROLES, _input)}
