"""Documents of the office leave only here: to people who work in the region, under their own name."""

import logging

from django.conf import settings
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from promo.models.event import record
from promo.web.downloads import attachment
from promo.web.errors import sentence_page
from promo.web.uploads import CONTENT_TYPES, suffix_of
from units.access import ALL_ROLES, open_to
from units.models import Paper

log = logging.getLogger(__name__)


@open_to(ALL_ROLES)
@require_safe
@transaction.atomic
def paper_show(request, pk: int):
    paper = get_object_or_404(_in_sight(request.access), pk=pk)
    try:
        file = paper.file.open("rb")
    except OSError:
        log.exception("paper %s cannot be read", paper.pk)
        return sentence_page(request, "文件暂时无法读取，请联系管理员。", status=503)
    if request.method == "GET":
        record(paper, "downloaded", by=request.user, at=timezone.now(), what=paper.name)
    return attachment(file, paper.name, CONTENT_TYPES.get(suffix_of(paper.name), "application/octet-stream"))


def _in_sight(access):
    """The papers of the region, without those that what they belong to still holds back."""
    rows = Paper.objects.visible_to(access)
    for name in settings.HELD_PAPERS:
        rows = rows.exclude(pk__in=import_string(name)(access))
    return rows
