"""A staged ledger whose projects another import brings in unseen by its reading: its rows know nothing of that yet."""

from django.db.models import Q

from projects.models import BatchState, ImportBatch, ImportRow
from promo.models import Event
from promo.reading import without_blanks

NAME = "reading__values__name"


def overtaken(batch: ImportBatch) -> list[str]:
    """Names of the chosen new rows that other imports bring in as well: those still being written, whose projects no
    reading sees, and those that ended after this reading was asked for. At most two statements, however many rows."""
    read_from = batch.job.requested_at if batch.job else batch.uploaded_at
    ended = Event.objects.filter(
        subject=ImportBatch._meta.label_lower, verb="imported", at__gte=read_from
    ).values("subject_id")
    unseen = Q(state=BatchState.IMPORTING) | Q(state=BatchState.DONE, pk__in=ended)
    others = ImportBatch.objects.filter(unseen, region=batch.region_id).exclude(pk=batch.pk)
    new = {"is_chosen": True, "target": None}
    brought = ImportRow.objects.filter(batch__in=others, **new).order_by().values_list(NAME, flat=True)
    keys = {without_blanks(name) for name in brought.distinct()}
    if not keys:
        return []
    names = batch.rows.filter(**new).values_list(NAME, flat=True)
    return [name for name in names if without_blanks(name) in keys]
