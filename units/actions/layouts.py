"""What happens to the layouts of an office's tables: saved by name, changed, made the default, deleted."""

from datetime import datetime

from django.db import transaction

from promo.models.event import record
from promo.refusal import Refused
from promo.tables import Arrangement
from promo.versions import update_if_unchanged
from units.models import Region, TableLayout

TAKEN = "这张表已有同名版式，请换一个名称。"


@transaction.atomic
def save_layout(
    *, region: Region, view: str, address: str, table: str, name: str, arrangement: Arrangement,
    is_default: bool, by, at: datetime,
) -> TableLayout:  # fmt: skip
    Region.take_turn(region.pk)
    _refuse_taken(region, view, name)
    layout = TableLayout.objects.create(
        region=region, view=view, address=address, table=table[:200], name=name, content=arrangement.as_json(),
        made_by=by, changed_at=at,
    )  # fmt: skip
    record(layout, "layout_saved", by=by, at=at, name=name, table=layout.table, layout=layout.content)
    if is_default:
        _make_default(layout, by, at)
    return layout


@transaction.atomic
def change_layout(
    *,
    layout: TableLayout,
    name: str,
    arrangement: Arrangement,
    is_default: bool,
    version: int,
    by,
    at: datetime,
) -> None:
    Region.take_turn(layout.region_id)
    _refuse_taken(layout.region, layout.view, name, besides=layout)
    wanted = {"name": name, "content": arrangement.as_json()}
    differs = update_if_unchanged(layout, version=version, **wanted)
    if differs:
        TableLayout.objects.filter(pk=layout.pk).update(changed_at=at)
        facts = {"name": name, "table": layout.table, "layout": dict(differs)}
        record(layout, "layout_changed", by=by, at=at, **facts)
    if is_default != layout.is_default:
        use_layout(layout=layout, wanted=is_default, by=by, at=at)


@transaction.atomic
def use_layout(*, layout: TableLayout, wanted: bool, by, at: datetime) -> None:
    """Make it the layout in which the town exports this table, or go back to the product's own. Nothing changes what
    is so already."""
    Region.take_turn(layout.region_id)
    layout.refresh_from_db(fields=["is_default"])
    if layout.is_default == wanted:
        return
    if wanted:
        _make_default(layout, by, at)
        return
    layout.is_default = False
    layout.save(update_fields=["is_default"])
    record(layout, "layout_default", by=by, at=at, name=layout.name, table=layout.table, is_default=False)


@transaction.atomic
def delete_layout(*, layout: TableLayout, by, at: datetime) -> None:
    """Files that were made in it stay as they are."""
    facts = {"name": layout.name, "table": layout.table, "layout": layout.content}
    record(layout, "layout_deleted", by=by, at=at, **facts)
    layout.delete()


def _make_default(layout: TableLayout, by, at: datetime) -> None:
    others = TableLayout.objects.filter(region=layout.region, view=layout.view, is_default=True)
    others.exclude(pk=layout.pk).update(is_default=False)
    layout.is_default = True
    layout.save(update_fields=["is_default"])
    record(layout, "layout_default", by=by, at=at, name=layout.name, table=layout.table, is_default=True)


def _refuse_taken(region: Region, view: str, name: str, besides: TableLayout | None = None) -> None:
    alike = TableLayout.objects.filter(region=region, view=view, name=name)
    if alike.exclude(pk=besides.pk if besides else None).exists():
        raise Refused(TAKEN, field="name")
