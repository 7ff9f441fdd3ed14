"""Evidence leaves only here: to people who may see the project, under its own name, never run by a browser."""

import logging

from django.db import transaction
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from projects.models import Evidence
from promo.models.event import record
from promo.web.downloads import SANDBOX, attachment, safe_name
from promo.web.errors import sentence_page
from promo.web.uploads import CONTENT_TYPES, suffix_of
from units.access import BUSINESS_ROLES, open_to

SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
INLINE_SANDBOX = f"{SANDBOX}; style-src 'unsafe-inline'; img-src 'self' data:"
log = logging.getLogger(__name__)


@open_to(BUSINESS_ROLES)
@require_safe
@transaction.atomic
def evidence_show(request, pk: int):
    """The type follows from the checked name and not from what the uploader's browser claimed."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.access), pk=pk)
    content_type = CONTENT_TYPES.get(suffix_of(evidence.name), "application/octet-stream")
    inline = request.GET.get("inline") == "1" and content_type in SHOWN_INLINE
    try:
        file = evidence.file.open("rb")
    except OSError:
        log.exception("evidence %s cannot be read", evidence.pk)
        return sentence_page(request, "文件暂时无法读取，请联系管理员。", status=503)
    if request.method == "GET":
        record(evidence, "downloaded", by=request.user, at=timezone.now(), what=evidence.name, inline=inline)
    return (
        _inline(file, evidence.name, content_type)
        if inline
        else attachment(file, evidence.name, content_type)
    )


def _inline(file, name: str, content_type: str) -> FileResponse:
    response = FileResponse(file, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(False, safe_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = INLINE_SANDBOX
    response["Cache-Control"] = "no-store, private"
    return response
