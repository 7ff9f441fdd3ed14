"""Papers and photos of slips, field checks and talks are kept as they came: name, size, checksum, who and when."""

from collections.abc import Iterable
from datetime import datetime

from assessment.models import SupervisionFile
from promo.checksums import checksum_of


def keep_supervision_files(files: Iterable, *, by, at: datetime, **belongs) -> list[SupervisionFile]:
    """Keep uploaded files (already checked by the form); `belongs` names step, field_check or talk."""
    return [
        SupervisionFile.objects.create(
            file=file, name=file.name[:200], size=file.size, sha256=checksum_of(file), uploaded_by=by, uploaded_at=at,
            **belongs,
        )
        for file in files
    ]  # fmt: skip
