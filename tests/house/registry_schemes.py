"""Who may open what of schemes and of the drafts they are written in; tests.house.registry takes it in."""

from tests.house.entries import SUPERVISOR, Entry, entries, lists, of_town
from units.access import BUSINESS_ROLES, OVERSIGHT_ROLES


def _group(rows) -> dict:
    return {"pk": rows.scheme_draft.pk, "group": 0}


def _item(rows) -> dict:
    return _group(rows) | {"path": "0"}


SCHEMES: dict[str, Entry] = {
    **lists("assessment:", "scheme_add scheme_draft_add", SUPERVISOR),
    **of_town("scheme_show", "scheme", BUSINESS_ROLES),
    **of_town("scheme_use", "scheme", OVERSIGHT_ROLES),
    **of_town("scheme_withdraw", "scheme_waiting", OVERSIGHT_ROLES),
    **of_town("scheme_file", "scheme", BUSINESS_ROLES, exports=True),
    **of_town(
        "scheme_draft_show scheme_draft_move scheme_draft_adopt scheme_draft_give_up scheme_draft_head",
        "scheme_draft",
        SUPERVISOR,
    ),
    **entries("assessment:", "scheme_draft_group", SUPERVISOR, _group),
    **entries("assessment:", "scheme_draft_node scheme_draft_preview", SUPERVISOR, _item),
}
