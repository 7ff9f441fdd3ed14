"""Papers of records and reports are kept as they came: name, size, checksum, who and when."""

from datetime import datetime

from assessment.models import KeptFile
from promo.checksums import checksum_of
from units.models import Region, Unit


def keep_file(*, region: Region, unit: Unit | None, file, by, at: datetime) -> KeptFile | None:
    """Keep an uploaded file (already checked by the form); its event is that of the row that it proves."""
    if not file:
        return None
    return KeptFile.objects.create(
        region=region, unit=unit, file=file, name=file.name[:200], size=file.size, sha256=checksum_of(file),
        uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
