"""Keeps what projects are like for the rankings: compared set by set with what was kept, and only the changes written.

A score run may ask for the industry or the kind of a project, which an office goes on editing. The rows written here
begin at a moment that no earlier run can have seen (docs/decisions on traits).
"""

from datetime import datetime

from django.db import connection, transaction

from projects import ledger
from projects.models import TraitHead
from projects.models.trait import ALWAYS
from units.models import Region

COLUMNS = (
    "head_id", "industry", "ownership", "kind", "host_place", "host_unit_id", "channel", "origin", "is_expansion",
)  # fmt: skip

# The attributes of every project of one region as they are now; those of a merged project are the kept project's.
LIVE = """
    SELECT p.id AS project_id, h.id AS head_id, h.industry, h.ownership, h.kind, h.host_place, h.host_unit_id,
           h.channel, COALESCE(i.origin, '') AS origin, h.expands_id IS NOT NULL AS is_expansion
      FROM projects_project p
      JOIN projects_project h ON h.id = COALESCE(p.merged_into_id, p.id)
      LEFT JOIN projects_party i ON i.id = h.investor_id
     WHERE p.region_id = %s"""

_DIFFERS = " OR ".join(
    f"COALESCE(n.{name}, 0) <> COALESCE(t.{name}, 0)" if name == "host_unit_id" else f"n.{name} <> t.{name}"
    for name in COLUMNS
)
_CLOSE = f"""
    UPDATE projects_projecttrait SET known_to = %s
     WHERE id IN (SELECT t.id FROM projects_projecttrait t JOIN ({LIVE}) n ON n.project_id = t.project_id
                   WHERE t.known_to IS NULL AND ({_DIFFERS}))"""  # noqa: S608 -- fixed names only
_OPEN = f"""
    INSERT INTO projects_projecttrait (project_id, {", ".join(COLUMNS)}, known_from)
    SELECT n.project_id, {", ".join(f"n.{name}" for name in COLUMNS)},
           CASE WHEN EXISTS (SELECT 1 FROM projects_projecttrait t WHERE t.project_id = n.project_id)
                THEN %s ELSE %s END
      FROM ({LIVE}) n
     WHERE NOT EXISTS (SELECT 1 FROM projects_projecttrait t
                        WHERE t.project_id = n.project_id AND t.known_to IS NULL)"""  # noqa: S608


@transaction.atomic
def catch_up(region: Region, at: datetime) -> datetime:
    """Keep what the region's projects are like now; returns the moment from which the changes are known.

    The moment is later than every `as_of` given out before and no later posting falls behind it: a run takes it as
    its own. The ledger's head is locked from here to the end of the transaction.
    """
    moment = ledger.stamp(at)
    now, ever = stored(moment), stored(ALWAYS)
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, [now, region.pk])
        cursor.execute(_OPEN, [now, ever, region.pk])
    TraitHead.objects.update_or_create(region=region, defaults={"known_at": moment})
    return moment


def stored(moment: datetime):
    """A moment as the database compares it in a statement written by hand."""
    return connection.ops.adapt_datetimefield_value(moment)


def is_kept(region: Region, as_of: datetime) -> bool:
    """Whether the traits known at a moment are among the kept rows; otherwise it is a look at today."""
    known_at = TraitHead.objects.filter(region=region).values_list("known_at", flat=True).first()
    return known_at is not None and as_of <= known_at
