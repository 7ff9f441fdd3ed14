"""A person's own messages: what happened that concerns them, read and unread."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from promo.models import Notice
from promo.notices import KINDS, read
from promo.web.paging import page_of
from promo.web.writes import writes
from units.access import open_to_logged_in

SHOWN = {"unread": "未读", "all": "全部"}


@open_to_logged_in
@require_safe
def notice_list(request):
    """Unread first asked for; `?show=all` has the read ones too, `?kind=` one kind only."""
    mine = Notice.objects.of(request.user)
    show = "all" if request.GET.get("show") == "all" else "unread"
    kind = request.GET.get("kind", "")
    rows = mine if show == "all" else mine.unread()
    rows = rows.filter(kind=kind) if kind in KINDS else rows
    page = page_of(rows, request)
    for row in page.object_list:
        row.kind_name = KINDS.get(row.kind, "消息")
    shown = {"page": page, "show": show, "shows": SHOWN, "kind": kind, "kinds": KINDS}
    return render(request, "units/notice_list.html", shown)


@open_to_logged_in
@writes
@require_POST
def notice_open(request, pk: int):
    """Mark as read and go where it happened; a second click only goes there."""
    mine = Notice.objects.of(request.user)
    row = get_object_or_404(mine, pk=pk)
    read(notices=mine.filter(pk=pk), at=timezone.now())
    if not url_has_allowed_host_and_scheme(row.url, allowed_hosts=None):
        raise Http404
    return redirect(row.url)


@open_to_logged_in
@writes
@require_POST
def notice_read_all(request):
    count = read(notices=Notice.objects.of(request.user), at=timezone.now())
    messages.success(request, f"{count}条消息已标为已读。" if count else "没有未读消息。")
    return redirect(reverse("units:notice_list"))
