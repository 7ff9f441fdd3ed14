"""Neighbours of a record among many: only what shares a rare sign with it is compared, so that a scan stays linear."""

from collections import defaultdict
from collections.abc import Iterable

from projects.likeness.compare import BOUNDS, Comparison, compare_if_alike
from projects.likeness.record import Keys

COMMON = 50  # a pair of signs that more records share says little
PAIRS, LEAST = 6, 2  # at most so many pairs are followed, common ones only where there are hardly others
HIGHEST_LOOK = BOUNDS["l4"][1]
SURE = ("k:", "p:", "b:", "s:")


class Index:
    """Records by the signs of their names. Ids are whatever the caller has; later ones may be added."""

    def __init__(self, rows: Iterable[tuple[int, Keys]] = ()) -> None:
        self.rows: list[tuple[int, Keys]] = []
        self.places: dict[str, list[int]] = defaultdict(list)
        for pk, keys in rows:
            self.add(pk, keys)

    def add(self, pk: int, keys: Keys) -> int:
        """Returns the record's place in `rows`."""
        place = len(self.rows)
        self.rows.append((pk, keys))
        for sign in keys.signs:
            self.places[sign].append(place)
        return place

    def near(self, keys: Keys) -> list[tuple[int, Keys]]:
        """The records that may resemble this one, in the order in which they were added."""
        found: set[int] = set()
        for prefix in ("n:", "c:"):
            known = sorted(
                (len(self.places[sign]), sign)
                for sign in keys.signs
                if sign.startswith(prefix) and sign in self.places
            )
            for used, (count, sign) in enumerate(known[:PAIRS]):
                if count <= COMMON or used < LEAST:
                    found.update(self.places[sign][-COMMON:])
        for sign in keys.signs:
            if sign.startswith(SURE) and sign in self.places:
                found.update(self.places[sign][-COMMON:])
        return [self.rows[index] for index in sorted(found)]

    def alike(self, keys: Keys, *, looks: int | None = None) -> list[tuple[int, Comparison]]:
        """(id, comparison) of every neighbour with a grade: the likeliest first, and of the equally likely whoever was
        added first. Whoever wants only so many `looks` (l4) is spared those that come after these anyway."""
        found, certain = [], 0
        for pk, other in self.near(keys):
            one = compare_if_alike(keys, other, surely=looks is not None and certain >= looks)
            if one is not None:
                certain += one.likeness == HIGHEST_LOOK
                found.append((pk, one))
        return sorted(found, key=lambda pair: -pair[1].likeness)
