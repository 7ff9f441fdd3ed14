"""Papers of objections, answers and corrections are kept as they came: name, size, checksum, who and when."""

from collections.abc import Iterable
from datetime import datetime

from assessment.models import RunFile
from promo.checksums import checksum_of


def keep_files(files: Iterable, *, by, at: datetime, **belongs) -> list[RunFile]:
    """Keep uploaded files (already checked by the form); `belongs` names the objection or the correction."""
    return [
        RunFile.objects.create(
            file=file, name=file.name[:200], size=file.size, sha256=checksum_of(file), uploaded_by=by, uploaded_at=at,
            **belongs,
        )
        for file in files
    ]  # fmt: skip
