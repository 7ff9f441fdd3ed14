"""Drafts of leads: what a person typed is kept until it is registered; nobody else sees it and nothing counts."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from projects.models import LeadDraft
from promo.refusal import Refused
from units.models import User

MOST = 20
LONGEST = 2000
TITLE_LONGEST = 120


def storable(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed as JSON can hold it everywhere: no NUL, no half signs, nothing endless, nothing empty."""
    kept = {name: _plain(value) for name, value in typed.items()}
    return {name: value for name, value in kept.items() if value.strip()}


def _plain(value: str) -> str:
    whole = value.encode("utf-8", "ignore").decode("utf-8", "ignore")
    return whole.replace("\x00", "")[:LONGEST]


@transaction.atomic
def save_draft(*, draft: LeadDraft | None, typed: Mapping[str, str], by: User, at: datetime) -> LeadDraft:
    """Keep what was typed: anew, or in the place of what this draft held before. No Event: it is nobody's business."""
    kept = storable(typed)
    title = kept.get("name", "").strip()[:TITLE_LONGEST]
    if draft is not None:
        LeadDraft.objects.filter(pk=draft.pk).update(
            typed=kept, title=title, saved_at=at, version=F("version") + 1
        )
        draft.refresh_from_db()
        return draft
    if not kept:
        raise Refused("还没有填写内容，不必存为草稿。")
    if by.lead_drafts.count() >= MOST:
        raise Refused(f"草稿最多保存{MOST}份，请先登记或删除不用的草稿。")
    return LeadDraft.objects.create(owner=by, title=title, typed=kept, saved_at=at)


@transaction.atomic
def delete_draft(*, draft: LeadDraft) -> None:
    draft.delete()
