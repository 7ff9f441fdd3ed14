"""A staged ledger whose projects another import brought in after it was read: its rows know nothing of that yet."""

from projects.models import BatchState, ImportBatch, ImportRow

NAME = "reading__values__name"


def overtaken(batch: ImportBatch) -> list[str]:
    """Names of the chosen new rows that imports confirmed since the reading brought in as well; at most two
    statements, however many rows."""
    read_at = (batch.job and batch.job.finished_at) or batch.uploaded_at
    later = ImportBatch.objects.filter(
        region=batch.region, state__in=(BatchState.IMPORTING, BatchState.DONE), confirmed_at__gt=read_at
    ).exclude(pk=batch.pk)
    new = {"is_chosen": True, "target": None}
    brought = set(ImportRow.objects.filter(batch__in=later, **new).values_list(NAME, flat=True))
    if not brought:
        return []
    return [name for name in batch.rows.filter(**new).values_list(NAME, flat=True) if name in brought]
