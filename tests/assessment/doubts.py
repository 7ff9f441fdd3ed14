"""Planted doubts for the tests of findings: contracts, the superior's figures, a look."""

from assessment import actions
from tests.factories import NOW, TODAY, signed_project

ODD = "12345678.90"  # stands on no threshold


def look(town, *, when=NOW):
    return actions.look_for_findings(region=town.region, by=None, at=when)


def signed(town, name: str, *, unit: str = "village", amount: str = ODD, on=TODAY, **more):
    more.setdefault("investor", f"{name}投资有限公司")
    return signed_project(
        unit=town.units[unit], by=town.people["office_clerk"], verifier=town.people["office_director"], name=name,
        amount=amount, on=on, **more,
    )  # fmt: skip


def superior(town, quantity: int, *, measure="arrived_capital", until=TODAY, who="office_director"):
    return actions.record_superior_figure(
        region=town.region, measure=measure, until=until, quantity=quantity, document="县招商通报第11期",
        by=town.people[who], at=NOW,
    )  # fmt: skip
