"""What a person sees of a marking round: before it closes nobody but the marker sees a mark."""

from assessment.models import MarkedUnit, MarkingRound, RoundState
from assessment.views.place import acts_in, sees_all
from units.access import OVERSIGHT_ROLES, Access


class Seeing:
    """`everybody`: all units and not only the own; `board`: who has handed in; `names`: marks with their markers."""

    def __init__(self, access: Access, row: MarkingRound) -> None:
        self.access, self.row = access, row
        region = row.scheme.region
        self.oversees = acts_in(access, region, OVERSIGHT_ROLES)
        self.everybody = sees_all(access, region)
        self.marks_in_it = row.markers.filter(user=access.user).exists()
        is_confirmed = row.state == RoundState.CONFIRMED
        self.results = not row.is_blind and (self.oversees or is_confirmed)
        self.names = self.results and (self.oversees or row.shows_names)
        self.board = self.everybody or self.marks_in_it

    def units(self) -> list[MarkedUnit]:
        """The units whose result the person sees: none before the round closes."""
        if not self.results:
            return []
        rows = self.row.units.select_related("unit")
        return list(rows if self.everybody else rows.filter(unit__in=self.access.unit_ids))

    def paper_of(self, unit_id: int) -> bool:
        return self.names and any(one.unit_id == unit_id for one in self.units())
