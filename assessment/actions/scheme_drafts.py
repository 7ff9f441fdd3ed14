"""Drafts of schemes: begun, changed by one person at a time, adopted whole; the adopted version is never edited."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessment.actions.schemes import adopt_scheme
from assessment.models import Scheme, SchemeDraft
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.models import Region

CLOSED = "这份办法已经提交，不能再修改；需要调整的，请从已提交的版本另行修订。"
GIVEN_UP = "这份草稿已经作废，不能再修改；需要的，请另行起草。"
LONGEST = 512 * 1024  # as a file that is uploaded


@transaction.atomic
def start_scheme_draft(
    *, region: Region, year: int, name: str, content: dict[str, Any], based_on: Scheme | None = None, by, at: datetime
) -> SchemeDraft:  # fmt: skip
    """A draft of its own; what it is based on stays as it is."""
    content = deepcopy(content) | {"name": name, "year": year}
    draft = SchemeDraft.objects.create(
        region=region, year=year, name=name, content=content, based_on=based_on,
        started_by=by, started_at=at, edited_by=by, edited_at=at,
    )  # fmt: skip
    record(draft, "scheme_draft_started", by=by, at=at, name=name, based_on=based_on and based_on.version)
    return draft


@transaction.atomic
def change_scheme_draft(
    *, draft: SchemeDraft, version: int, change: Callable[[dict], str], by, at: datetime
) -> SchemeDraft:
    """`change` alters the content it is given and says what it changed. Refused where somebody was faster."""
    current = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
    _must_be_as_seen(current, version)
    content = deepcopy(current.content)
    what = change(content)
    if content == current.content:
        return current
    if len(json.dumps(content, ensure_ascii=False).encode()) > LONGEST:
        raise Refused("办法内容超过512KB，请精简后再保存。")
    current.content, current.version = content, version + 1
    current.name, current.year = content["name"], content["year"]
    current.edited_by, current.edited_at = by, at
    current.save()
    record(current, "scheme_draft_changed", by=by, at=at, what=what, version=current.version)
    return current


def _must_be_as_seen(draft: SchemeDraft, version: int) -> None:
    if draft.is_closed:
        raise Refused(CLOSED if draft.adopted_id else GIVEN_UP)
    if draft.version != version:
        raise Stale(field="version")


@transaction.atomic
def give_up_scheme_draft(*, draft: SchemeDraft, version: int, by, at: datetime) -> SchemeDraft:
    """The draft leaves the lists for good; its row and its events stay. Refused where somebody was faster."""
    current = SchemeDraft.objects.select_for_update().get(pk=draft.pk)
    _must_be_as_seen(current, version)
    current.given_up_by, current.given_up_at = by, at
    current.save(update_fields=["given_up_by", "given_up_at"])
    record(current, "scheme_draft_given_up", by=by, at=at, name=current.name, version=current.version)
    return current


@transaction.atomic
def adopt_scheme_draft(
    *, draft: SchemeDraft, version: int, document: str, effective_from: date, effective_to: date | None, reason: str,
    by, at: datetime,
) -> Scheme:  # fmt: skip
    """The draft becomes a version of the year's scheme by a stated decision; a second person puts that in use."""

    def decide(content: dict) -> str:
        content["document"], content["effective_from"] = document, effective_from.isoformat()
        content["effective_to"] = effective_to.isoformat() if effective_to else None
        return "依据文件、施行日期"

    if effective_to and effective_to < effective_from:
        raise Refused("失效日期不能早于施行日期。", field="effective_to")
    draft = change_scheme_draft(draft=draft, version=version, change=decide, by=by, at=at)
    text = json.dumps(draft.content, ensure_ascii=False)
    scheme = adopt_scheme(
        region=draft.region, text=text, by=by, at=at, based_on=draft.based_on, reason=reason
    )
    SchemeDraft.objects.filter(pk=draft.pk).update(adopted=scheme)
    draft.refresh_from_db()
    record(draft, "scheme_draft_adopted", by=by, at=at, version=scheme.version, document=document)
    return scheme
