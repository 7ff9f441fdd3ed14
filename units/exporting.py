"""Tables on their way out: noted, laid out as the office wants them, at once or, when they are long, as a job."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch, resolve, reverse
from django.utils import timezone

from promo.models.event import record
from promo.refusal import Refused
from promo.sheets.writing import write_workbook
from promo.tables import FrozenTable, arranged
from promo.web.downloads import XLSX, attachment, workbook_response
from units.access import Access
from units.models import TableLayout, User

SALT = "units.exporting"
ASKED_FOR = 24 * 3600  # seconds a page that offers a job may stand open
ADDRESS_MOST = 1_900
OWN = "own"
NOT_SEEN = "您现在不能查看这份清单，没有生成文件。"
NOTHING = "按原来的筛选条件没有可导出的表格，请回到清单页重新导出。"

Told = Callable[[int], None]  # how many rows more are written


class SaidToNobody(BaseStorage):
    """Messages of a page that no browser asked for."""

    def _get(self, *args, **kwargs) -> tuple[list, bool]:
        return [], True

    def _store(self, messages, response, *args, **kwargs) -> list:
        return []


@dataclass(frozen=True)
class Sent:
    """What a view meant to send."""

    tables: Sequence
    name: str
    note: str = ""

    @property
    def rows(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    def write(self, file: IO[bytes], *, told: Told, made_at: datetime, made_by: str) -> None:
        names = {"made_at": made_at, "made_by": made_by, "filter_note": self.note}
        write_workbook(file, self.tables, told=told, **names)


@dataclass(frozen=True)
class SentBook:
    """A workbook in a form of its own, such as a list that comes back; `make` is told how many rows more are done."""

    make: Callable[[Told], bytes]
    rows: int
    name: str
    note: str = ""

    def write(self, file: IO[bytes], *, told: Told, made_at: datetime, made_by: str) -> None:
        file.write(self.make(told))


def send_tables(
    request, tables: Sequence, name: str, *, subject: Model | None = None, note: str = "", what: str = ""
) -> HttpResponseBase:
    """The tables as a workbook, `name` without suffix; who took `what` (or name) is kept on `subject`, else on the
    person.

    More rows than `EXPORT_AT_ONCE` are offered as a job, which asks the same address once more.
    """
    sent = Sent(_laid_out(request, tables), name, note)
    if (elsewhere := _sent_elsewhere(request, sent)) is not None:
        return elsewhere
    now = timezone.now()
    subject = request.user if subject is None else subject
    record(subject, "downloaded", by=request.user, at=now, what=what or name, filter=note, rows=sent.rows)
    return workbook_response(sent.tables, name, made_at=now, made_by=request.user.name, filter_note=note)


def send_book(request, make: Callable[[Told], bytes], name: str, *, rows: int, what: str) -> HttpResponseBase:
    """As send_tables, of a workbook that `make` makes."""
    sent = SentBook(make, rows, name)
    if (elsewhere := _sent_elsewhere(request, sent)) is not None:
        return elsewhere
    record(request.user, "downloaded", by=request.user, at=timezone.now(), what=what, rows=rows)
    return attachment(make(lambda more: None), f"{name}.xlsx", XLSX)


def _sent_elsewhere(request, sent: Sent | SentBook) -> HttpResponseBase | None:
    """An answer without the file: to the job that asks the address again, or the offer of that job."""
    if (asked := getattr(request, "sent", None)) is not None:
        asked.append(sent)
        return HttpResponse()
    if sent.rows > settings.EXPORT_AT_ONCE and len(request.get_full_path()) <= ADDRESS_MOST:
        return redirect(f"{reverse('units:export_add')}?ask={_ticket(request, sent)}")
    return None


def _laid_out(request, tables: Sequence) -> Sequence:
    """The tables in the layout that `?layout=` names, else in the town's default; `own` leaves them as they are.

    No default touches a paper that was frozen: what was published leaves as it was published.
    """
    asked = request.GET.get("layout", "")
    if asked == OWN or request.resolver_match is None:
        return tables
    layouts = TableLayout.objects.for_export(request.access, list_of(request.resolver_match))
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        layout = layouts.filter(pk=asked).first()
    elif any(isinstance(table, FrozenTable) for table in tables):
        layout = None
    else:
        layout = layouts.filter(is_default=True).first()
    return [arranged(table, layout.arrangement) for table in tables] if layout else tables


def list_of(match: ResolverMatch) -> str:
    """The name of a list, whatever row it is about: that of its address, with the words (not the numbers) in it."""
    return ":".join([match.view_name, *(value for value in match.kwargs.values() if isinstance(value, str))])[
        :80
    ]


def _ticket(request, sent: Sent | SentBook) -> str:
    """What the page that offers the job sends back; signed, so that nobody makes up an address."""
    offer = {
        "address": request.get_full_path(),
        "name": sent.name,
        "filter_note": sent.note,
        "rows": sent.rows,
    }
    return signing.dumps({**offer, "user": request.user.pk}, salt=SALT, compress=True)


def offer_of(request, ticket: str) -> dict | None:
    """The job that was offered to this very person, or None."""
    try:
        offer = signing.loads(ticket, salt=SALT, max_age=ASKED_FOR)
    except signing.BadSignature:
        return None
    return offer if offer.pop("user") == request.user.pk else None


def sent_from(address: str, *, user: User, at: datetime) -> Sent | SentBook:
    """What the page at `address` sends to `user`, by what the person may see at this moment."""
    path, _, query = address.partition("?")
    request = HttpRequest()
    request.method, request.path, request.path_info, request.GET = "GET", path, path, QueryDict(query)
    request.user, request.access = user, Access.of(user, on=timezone.localdate(at))
    request.htmx, request.sent, request.session = False, [], {}
    request._messages = SaidToNobody(request)
    found = resolve(path)
    request.resolver_match = found
    try:
        found.func(request, *found.args, **found.kwargs)
    except (PermissionDenied, Http404) as refusal:
        raise Refused(NOT_SEEN) from refusal
    if not request.sent:
        raise Refused(NOTHING)
    return request.sent[0]
