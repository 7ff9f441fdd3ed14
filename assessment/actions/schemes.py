"""Schemes: read and tried before they are kept, put in use by a second person, never edited afterwards."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessment.actions.scheme_codes import known_codes, unknown_codes
from assessment.actions.stamping import stamp
from assessment.examples import check_examples
from assessment.models import Scheme, SchemeState
from assessment.models.scheme import OVER
from assessment.scheme_document import Problem, SchemeError, dump, load_text
from assessment.scheme_document import Scheme as Document
from promo.models.event import record
from promo.refusal import Refused
from promo.tables import digest
from units.models import Region


def read_scheme(text: str, *, region: Region | None = None) -> Document:
    """The scheme in a JSON text, its codes held against the register, its worked examples tried.

    Without a region the codes of its own units and records are not asked for. Raises SchemeError with every problem.
    """
    document = load_text(text)
    problems = unknown_codes(document, known_codes(region))
    problems += [
        Problem(where, f"算例与公式不符，{rest}")
        for where, _, rest in (str(one).partition("：") for one in check_examples(document))
    ]
    if problems:
        raise SchemeError(problems)
    return document


@transaction.atomic
def adopt_scheme(
    *, region: Region, text: str, by, at: datetime, based_on: Scheme | None = None, reason: str = ""
) -> Scheme:
    """Keep a scheme for a second person to put in use. Raises SchemeError for an unfit text, Refused for a twin.

    `based_on` is the version it was made from, otherwise the newest of its year; `reason` says why it was changed.
    """
    document = read_scheme(text, region=region)
    content = dump(document)
    rows = Scheme.objects.filter(region=region, year=document.year)
    twin = rows.filter(sha256=digest(content)).exclude(state__in=OVER).first()
    if twin:
        raise Refused(
            f"内容与第{twin.version}版（{twin.get_state_display()}）完全相同，不必重复上传。", field="file"
        )
    version = 1 + (rows.aggregate(last=Max("version"))["last"] or 0)
    based_on = based_on or rows.order_by("-version").first()
    try:
        with transaction.atomic():
            scheme = Scheme.objects.create(
                region=region, year=document.year, version=version, name=document.name, document=document.document,
                content=content, sha256=digest(content), recorded_by=by, recorded_at=stamp(at),
                based_on=based_on, reason=reason,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("刚有他人上传了新版本，请刷新后核对。", field="file") from error
    record(scheme, "scheme_adopted", by=by, at=at, name=scheme.name, version=version, sha256=scheme.sha256)
    return scheme


@transaction.atomic
def put_in_use(*, scheme: Scheme, by, at: datetime) -> Scheme:
    """The draft becomes the method of its year; the one before is superseded. Never by the person who uploaded it."""
    if scheme.recorded_by_id == by.pk:
        raise Refused("上传人不能施行自己上传的办法，请由另一人核对后施行。")
    if scheme.state != SchemeState.DRAFT:
        raise Refused(f"这一版的状态是“{scheme.get_state_display()}”，不能施行。")
    former = Scheme.objects.in_use().filter(region=scheme.region, year=scheme.year).first()
    changes = {"state": SchemeState.IN_USE, "put_in_use_by": by, "put_in_use_at": stamp(at)}
    try:
        with transaction.atomic():
            if former:
                Scheme.objects.filter(pk=former.pk).update(state=SchemeState.SUPERSEDED)
            taken = Scheme.objects.filter(pk=scheme.pk, state=SchemeState.DRAFT).update(**changes)
    except IntegrityError as error:
        raise Refused("刚有他人施行了另一版，请刷新后核对。") from error
    if not taken:
        raise Refused("这一版刚由他人办理，请刷新后核对。")
    scheme.refresh_from_db()
    if former:
        record(former, "scheme_superseded", by=by, at=at, successor=scheme.version)
    record(scheme, "scheme_put_in_use", by=by, at=at, version=scheme.version)
    return scheme


@transaction.atomic
def withdraw_scheme(*, scheme: Scheme, reason: str, by, at: datetime) -> Scheme:
    """A version that nobody has put in use leaves the way of its year: whoever uploaded it or checked it says why."""
    changes = {
        "state": SchemeState.WITHDRAWN,
        "withdrawn_by": by,
        "withdrawn_at": stamp(at),
        "withdrawn_reason": reason,
    }
    if not Scheme.objects.filter(pk=scheme.pk, state=SchemeState.DRAFT).update(**changes):
        scheme.refresh_from_db()
        raise Refused(f"这一版的状态是“{scheme.get_state_display()}”，不能撤回。")
    scheme.refresh_from_db()
    record(scheme, "scheme_withdrawn", by=by, at=at, version=scheme.version, reason=reason)
    return scheme
