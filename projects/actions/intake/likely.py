"""What an import is compared with: the register of each region it writes to, and what the batch brought so far."""

from projects.actions.duplicates import known_keys
from projects.likeness import Index
from projects.models import ImportBatch, Project


class LikelyByRegion:
    """An index of each region an import writes to, read when first needed."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.of: dict[int, Index] = {}

    def __getitem__(self, region) -> Index:
        if region.pk not in self.of:
            known = Project.objects.listed().filter(region=region).order_by("pk")
            brought = Project.objects.filter(import_row__batch=self.batch, region=region).order_by("pk")
            rows = dict(known_keys(known)) | dict(known_keys(brought))
            self.of[region.pk] = Index(rows.items())
        return self.of[region.pk]
