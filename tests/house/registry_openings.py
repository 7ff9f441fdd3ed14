"""The addresses that open one number of a ranking, and those of the lists that rankings ask for."""

from tests.house.entries import PLANNING, entries, of_unit, pk
from units.access import BUSINESS_ROLES, REGION_ROLES


def _input(rows) -> dict:
    return {"pk": rows.run.pk, "unit_pk": rows.unit.pk, "code": "signed", "path": "actual"}


def _of_project(names: str, door, kind: str = "project") -> dict:
    return entries("projects:", names, door, pk(kind), BUSINESS_ROLES, REGION_ROLES)


OPENINGS = {
    **of_unit("input_show", BUSINESS_ROLES, _input),
    **_of_project("label_list", BUSINESS_ROLES),
    **_of_project("label_add", PLANNING),
    **_of_project("label_end", PLANNING, "label"),
}
