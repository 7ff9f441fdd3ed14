"""A transfer that waited while its receiving unit ended gives nothing to a unit that is no more."""

import pytest

from projects import actions
from promo.refusal import Refused
from tests.factories import NOW, TODAY, make_unit, signed_project
from units.models import Unit


def test_a_transfer_is_not_decided_once_the_receiving_unit_has_ended(town):
    clerk, director = town.people["unit_clerk"], town.people["office_director"]
    project = signed_project(
        unit=town.units["village"], by=clerk, verifier=director, on=TODAY.replace(month=3)
    )
    heir = make_unit("X1", region=town.region)
    row = actions.ask_transfer(
        project=project, kind="area", from_unit=town.units["village"], to_unit=heir, valid_from=TODAY.replace(month=3),
        from_share=0, document="流转协议", reason="", by=clerk, at=NOW,
    )  # fmt: skip
    actions.give_project(transfer=row, version=row.version, by=clerk, at=NOW)
    actions.receive_project(transfer=row, version=row.version, by=town.people["supervisor"], at=NOW)
    Unit.objects.filter(pk=heir.pk).update(valid_to=TODAY.replace(month=6))
    row.refresh_from_db()
    with pytest.raises(Refused, match="已停用"):
        actions.decide_transfer(transfer=row, version=row.version, by=director, at=NOW)
