"""Which rows a total speaks of: all, those under its heading, or those since the last subtotal."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from projects.intake.rows import RowReading

STOPS = ("subtotal", "group heading", "total")
GRAND = ("总计", "全", "共计")


class Scopes:
    """Of the rows of one table. `agrees` says whether a total states the sum of all of them."""

    def __init__(self, rows: list[RowReading], agrees: Callable[[RowReading], bool]) -> None:
        self.rows, self.agrees = rows, agrees
        self.stops = [index for index, row in enumerate(rows) if row.skipped in STOPS]
        self.totals = [index for index in self.stops if rows[index].skipped == "total"]
        self.before = [0]
        for row in rows:
            self.before.append(self.before[-1] + (not row.skipped))

    def projects(self, begin: int, end: int) -> int:
        return self.before[end] - self.before[begin]

    def of(self, index: int) -> tuple[int, int]:
        """The rows a total, subtotal or heading covers, as begin and end."""
        why = self.rows[index].skipped
        if why == "group heading":
            return index + 1, self._next_heading(index)
        if why == "subtotal":
            return self._since_last(index)
        if len(self.totals) > 1 and not self._is_grand(index):
            return self._last(self.totals, index) + 1, index
        return 0, len(self.rows)

    def _is_grand(self, index: int) -> bool:
        """Of several totals the one that says 总计, agrees with all rows, or stands before every project."""
        if self.rows[index].title.startswith(GRAND) or self.agrees(self.rows[index]):
            return True
        return not self._has_named_grand and not self.projects(0, index)

    @cached_property
    def _has_named_grand(self) -> bool:
        return any(self.rows[index].title.startswith("总计") for index in self.totals)

    def _next_heading(self, index: int) -> int:
        level = self.rows[index].level
        for stop in self.stops[bisect_left(self.stops, index + 1) :]:
            row = self.rows[stop]
            if row.skipped == "group heading" and row.level <= level:
                return stop
        return len(self.rows)

    def _since_last(self, index: int) -> tuple[int, int]:
        """The rows since the last heading or subtotal; a subtotal before its rows covers those until the next one."""
        begin = self._last(self.stops, index) + 1
        after = bisect_left(self.stops, index + 1)
        end = self.stops[after] if after < len(self.stops) else len(self.rows)
        if self.projects(index + 1, end) and self._subtotals_come_first:
            return index + 1, end
        if self.projects(begin, index):
            return begin, index
        return self._last(self._first_headings, index) + 1, index

    @cached_property
    def _subtotals_come_first(self) -> bool:
        first = next((index for index in self.stops if self.rows[index].skipped == "subtotal"), None)
        return first is not None and not self.projects(0, first)

    @cached_property
    def _first_headings(self) -> list[int]:
        rows = self.rows
        return [
            index for index in self.stops if rows[index].skipped == "group heading" and rows[index].level <= 1
        ]

    @staticmethod
    def _last(places: list[int], index: int) -> int:
        """The last of the places before `index`, -1 for none."""
        at = bisect_left(places, index)
        return places[at - 1] if at else -1
