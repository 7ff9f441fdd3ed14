"""Which known names are worth comparing with a new one, so that a long import stays linear."""

from collections import defaultdict

from projects.actions.duplicates import known_names
from projects.models import ImportBatch, Project
from projects.names import company_key, project_key

COMMON = 100  # a pair of signs that more names share says little
PAIRS = 6


class Likely:
    """Names of one region by the pairs of signs in them; the rarest pairs of a name find its neighbours."""

    def __init__(self, rows: list[tuple]) -> None:
        self.rows: list[tuple] = []
        self.places: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: tuple) -> int:
        """`row` is (id, project key, investor key); returns its place in `rows`."""
        self.rows.append(row)
        for pair in _pairs(row[1], row[2]):
            self.places[pair].append(len(self.rows) - 1)
        return len(self.rows) - 1

    def near(self, name: str, investor: str) -> list[tuple]:
        """The rows that may resemble a project of this name and investor."""
        key, company = project_key(name), company_key(investor) if investor else ""
        found: set[int] = set()
        for words in (_pairs(key, ""), _pairs("", company)):
            known = sorted((len(self.places[pair]), pair) for pair in words if pair in self.places)
            for count, pair in known[:PAIRS]:
                found.update(self.places[pair] if count <= COMMON else self.places[pair][-COMMON:])
        return [self.rows[index] for index in sorted(found)]


def _pairs(key: str, company: str) -> set[str]:
    names = {key[i : i + 2] for i in range(max(1, len(key) - 1))} if key else set()
    companies = {f"@{company[i : i + 2]}" for i in range(max(1, len(company) - 1))} if company else set()
    return names | companies


class LikelyByRegion:
    """`Likely` of each region an import writes to, read when first needed; knows what the batch brought so far."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.of: dict[int, Likely] = {}

    def __getitem__(self, region) -> Likely:
        if region.pk not in self.of:
            brought = Project.objects.filter(import_row__batch=self.batch, region=region)
            rows = brought.values_list("pk", "name", "investor__key")
            mine = [(pk, project_key(name), investor or "") for pk, name, investor in rows]
            self.of[region.pk] = Likely(known_names(region) + mine)
        return self.of[region.pk]
