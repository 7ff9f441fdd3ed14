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
from units.access import BUSINESS_ROLES, open_to

INLINE_SANDBOX = f"{SANDBOX}; style-src 'unsafe-inline'; img-src 'self' data:"
log = logging.getLogger(__name__)


@open_to(BUSINESS_ROLES)
@require_safe
@transaction.atomic
def evidence_show(request, pk: int):
    evidence = get_object_or_404(Evidence.objects.visible_to(request.access), pk=pk)
    inline = request.GET.get("inline") == "1" and evidence.opens_inline
    try:
        file = evidence.file.open("rb")
    except OSError:
        log.exception("evidence %s cannot be read", evidence.pk)
        return sentence_page(request, "文件暂时无法读取，请联系管理员。", status=503)
    if request.method == "GET":
        record(evidence, "downloaded", by=request.user, at=timezone.now(), what=evidence.name, inline=inline)
    send = _inline if inline else attachment
    return send(file, evidence.name, evidence.kept_type)


def _inline(file, name: str, content_type: str) -> FileResponse:
    response = FileResponse(file, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(False, safe_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = INLINE_SANDBOX
    response["Cache-Control"] = "no-store, private"
    return response
