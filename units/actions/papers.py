"""Documents of the office itself are kept as they came: name, size, checksum, who and when."""

from datetime import datetime

from django.db import transaction

from promo.checksums import checksum_of
from promo.models.event import record
from units.models import Paper, Region


@transaction.atomic
def keep_paper(*, region: Region, file, by, at: datetime) -> Paper:
    """Keep an uploaded file (already checked by the form) as a document of `region`, beside what rests on it."""
    paper = Paper.objects.create(
        region=region, file=file, name=file.name[:200], size=file.size, sha256=checksum_of(file),
        content_type=(file.content_type or "application/octet-stream")[:80], uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    record(paper, "paper_kept", by=by, at=at, name=paper.name, sha256=paper.sha256)
    return paper
