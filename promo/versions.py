"""No edit is lost: a row is changed only if nobody changed it since it was shown (reliability D-04)."""

from django.db import models
from django.db.models import F

from promo.refusal import Refused

STALE = "这条记录刚被别人修改过，本次没有保存。请核对最新情况后再提交。"


class Stale(Refused):
    """The row moved on after it was shown."""

    def __init__(self, *, field: str | None = None) -> None:
        super().__init__(STALE, field=field)


def update_if_unchanged(row: models.Model, *, version: int, **changes) -> dict:
    """Write `changes` if `version` is still the row's; returns {field: [old, new]} of what differs."""
    model = type(row)
    current = model._default_manager.get(pk=row.pk)
    differs = {name: [getattr(current, name), value] for name, value in changes.items()}
    if current.version == version and all(old == new for old, new in differs.values()):
        return {}  # nothing to write, and nothing to tell of
    taken = model._default_manager.filter(pk=row.pk, version=version)
    if not taken.update(version=F("version") + 1, **changes):
        raise Stale()
    row.refresh_from_db()
    return {name: [_plain(a), _plain(b)] for name, (a, b) in differs.items() if a != b}


def _plain(value):
    return str(value) if isinstance(value, models.Model) else value
