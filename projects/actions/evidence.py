"""Documents are kept as they came: name, size, checksum, who and when."""

from datetime import datetime

from django.db.models import Model

from projects.models import Evidence, Project
from promo.checksums import checksum_of


def attach(
    *, project: Project, files, by, at: datetime, about: Model | None = None, kind: str = "", **proves
) -> list[Evidence]:
    """Keep uploaded files (already checked by the form); `proves` names milestone, arrival or split, `about` any other
    row that they belong to, `kind` what sort of paper they are."""
    if about is not None:
        proves |= {"subject": about._meta.label_lower, "subject_id": about.pk}
    return [_keep(project, file, by, at, {"kind": kind, **proves}) for file in files]


def _keep(project: Project, file, by, at: datetime, proves: dict) -> Evidence:
    return Evidence.objects.create(
        project=project, file=file, name=file.name[:200], size=file.size, sha256=checksum_of(file),
        content_type=(file.content_type or "application/octet-stream")[:80], uploaded_by=by, uploaded_at=at, **proves,
    )  # fmt: skip


def used_elsewhere(evidence: list[Evidence]) -> list[Evidence]:
    """The same document, byte for byte, behind another fact: what a verifier must see."""
    mine = {row.pk for row in evidence}
    same = Evidence.objects.filter(sha256__in={row.sha256 for row in evidence}).exclude(pk__in=mine)
    return list(same.select_related("project__region", "milestone", "arrival")[:10])
