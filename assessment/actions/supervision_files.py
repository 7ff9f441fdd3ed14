"""Papers and photos of slips, field checks and talks are kept as they came: name, size, checksum, who and when."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from assessment.models import SupervisionFile


def keep_supervision_files(files: Iterable, *, by, at: datetime, **belongs) -> list[SupervisionFile]:
    """Keep uploaded files (already checked by the form); `belongs` names step, field_check or talk."""
    return [
        SupervisionFile.objects.create(
            file=file, name=file.name[:200], size=file.size, sha256=_digest_of(file), uploaded_by=by, uploaded_at=at,
            **belongs,
        )
        for file in files
    ]  # fmt: skip


def _digest_of(file) -> str:
    """SHA-256 of an uploaded file, which is left at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
