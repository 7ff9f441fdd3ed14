"""Whatever is typed into any field of any form: an answer with a sentence, never a 500, and every page still opens."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.house.addresses import every_address
from tests.house.asking import parts_read
from tests.house.hostile import Door, Walk
from tests.house.registry import ENTRIES, OPEN, entries_of
from tests.house.sheets import Sheet, Written, forms_of
from tests.house.world import undone

# What a button sends besides its key; the page that holds it has other forms too.
BUTTONS = {
    "projects:duplicate_scan": {},
    "projects:duplicate_merge": {"merge-kept": "0", "merge-reason": "同一份合同"},
    "projects:duplicate_expand": {"expand-original": "0", "expand-reason": "追加投资"},
    "projects:duplicate_undo": {"undo-reason": "再核"},
    "assessment:target_import_confirm": {
        "seen": "x",
        "effective_from": "2026-01-01",
        "document": "镇政办发〔2026〕5号",
    },
    "assessment:target_import_discard": {},
    "units:notice_open": {},
    "units:notice_read_all": {},
    "projects:value_restore": {"name": "name"},
    "desk_seen": {},
    "projects:items_list": {},
    "units:user_switch": {"wanted": "off"},
    "projects:lead_accept": {},
    "projects:screening_open": {},
    "projects:screening_renew": {},
    "projects:screening_save": {"act": "save", "version": "1"},
    "projects:screening_decide": {"act": "agree", "version": "1"},
    "projects:lead_resubmit": {"note": "已补"},
    "projects:lead_reopen": {"reason": "有新地块"},
    "projects:lead_feedback": {
        "told": "李乡贤",
        "way": "电话",
        "given_on": "2026-11-20",
        "text": "已列为有效线索",
    },
    "projects:lead_draft_save": {"name": "样例项目"},
    "projects:lead_draft_keep": {"name": "样例项目", "draft": ""},
    "projects:lead_draft_delete": {},
    "projects:verify_many": {"facts": "arrival:1"},
    "projects:opinion_give": {"version": "1", "result": "agree_if", "text": "须先办用地手续"},
    "projects:fact_reject": {"version": "1", "reason": "不符合认定条件"},
    "projects:transfer_give": {"version": "1"},
    "projects:transfer_receive": {"version": "1"},
    "projects:transfer_decide": {"version": "1"},
    "projects:transfer_withdraw": {"version": "1"},
    "projects:transfer_refuse": {"version": "1", "reason": "不具备条件"},
    "projects:objection_withdraw": {"version": "1"},
    "assessment:finding_look": {},
    "assessment:finding_reopen": {"version": "2"},
    "assessment:slip_sign": {"version": "1"},
    "assessment:slip_reply": {"version": "2", "text": "已整改"},
    "assessment:slip_close": {"version": "3", "text": "属实"},
    "assessment:slip_return": {"version": "3", "text": "材料不全", "colour": "yellow"},
    "assessment:slip_withdraw": {"version": "1", "text": "下达有误"},
    "assessment:slip_ease": {"version": "1"},
    "assessment:field_check_confirm": {"version": "1"},
    "assessment:round_close": {},
    "assessment:round_confirm": {},
    "units:export_add": {},
    "units:layout_use": {"wanted": "on"},
    "units:layout_delete": {},
    "units:calendar_remove": {"day": "2026-10-01", "version": "1"},
    "units:calendar_confirm": {"year": "2027"},
    "assessment:scheme_draft_move": {"act": "down", "place": "0/0", "version": "1"},
    "assessment:record_verify": {"version": "1"},
    "assessment:record_return": {"version": "1", "reason": "缺盖章"},
    "assessment:record_withdraw": {"version": "1"},
    "assessment:record_verify_many": {"record": "1:1"},
    "assessment:record_import_confirm": {},
    "assessment:record_import_discard": {},
    "assessment:figure_kind_ready": {},
    "assessment:duty_withdraw": {"reason": "下达有误"},
    "projects:import_row_judge": {"verdict": "other"},
    "projects:import_rows_judge": {"verdict": "other"},
    "projects:import_columns": {"version": "1"},
    "projects:import_units": {"version": "1"},
    "projects:import_row_choose": {"wanted": "yes", "version": "1", "chosen": "on"},
}
REASONABLE = {
    "projects:blocker_add": {"due_on": "2027-03-01"},
    "projects:item_edit": {"is_dropped": ""},
    "projects:progress_add": {"next_due_on": "2027-03-01"},
    "projects:step_add": {"due_on": "2027-03-01"},
    "projects:milestone_add": {
        "kind": "started",
        "amount": "",
        "event_on": "2026-11-20",
        "statistical_on": "",
    },
}
READS = sorted({one.name for one in every_address() if one.is_read_only and one.door != OPEN})
# Forms that add rows: all hostile values that they take are kept at once.
ACCEPTING = {
    "units:unit_add", "units:region_add", "units:user_add", "projects:lead_add", "projects:progress_add",
    "projects:step_add", "projects:blocker_add", "projects:claim_add", "projects:milestone_add", "projects:arrival_add",
    "projects:label_add",
}  # fmt: skip
KEYS = ("code", "username")  # a town has each once
ADDRESSES = [one for one in every_address() if not one.is_read_only]
CASES = [(one.name, i) for one in ADDRESSES for i, _ in enumerate(entries_of(one.name)) if one.door != OPEN]
CASES = sorted({case for case in CASES if case[0] != "units:logout"})


def role_for(entry) -> str:
    """Somebody who may; the office director where he may, because he reaches most."""
    roles = entry.door & entry.own
    return "office_director" if "office_director" in roles else sorted(roles)[0]


def sheets_of(browser, name: str, where: str) -> list[Sheet]:
    """What may be sent to an address, the first to be tried first; a button has no form of its own."""
    if name in BUTTONS:
        return [Sheet(BUTTONS[name])]
    page = browser.get(where)
    forms = forms_of(page.content.decode()) if page.status_code == 200 else []
    longest = max(forms, key=lambda one: len(one.filled), default=Written())
    longest.filled.update(REASONABLE.get(name, {}))
    found = [one for one in (longest.filled, longest.stands) if one]
    return found or [Sheet({"version": "1", "reason": "原因"})]


def broken_pages(world, browsers) -> list[str]:
    found = []
    for page in READS:
        look = ENTRIES[page]
        reader = browsers[role_for(look) if isinstance(look.door, frozenset) else "office_director"]
        where = reverse(page, kwargs=look.parts(world.rows["own"]) if look.parts else {})
        if (status := reader.get(where).status_code) not in {200, 405}:
            found.append(f"{page}: {status}")
    return found


def walk_of(world, browsers, name: str, which: int) -> tuple[Walk, bool]:
    """The walk through a form, and whether its plain sheet is taken."""
    entry = entries_of(name)[which]
    browser = browsers[role_for(entry)]
    where = reverse(name, kwargs=entry.parts(world.rows["own"]) if entry.parts else {})
    sheets = sheets_of(browser, name, where)
    door = Door(browser, where, is_page=any(sheet.typed for sheet in sheets))
    plain, is_taken = door.plain(sheets)
    return Walk(door, plain), is_taken


OTHERS = [case for case in CASES if case[0] not in ACCEPTING]


@pytest.mark.parametrize(("name", "which"), OTHERS, ids=[f"{name}-{which}" for name, which in OTHERS])
def test_a_hostile_value_in_any_field_breaks_nothing(world, browsers, name, which):
    """Refused, it saves nothing, says why and keeps what was typed; accepted, the page that follows opens."""
    with undone():
        wrong = walk_of(world, browsers, name, which)[0].faults()
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def test_hostile_values_that_forms_take_break_no_page(world, browsers):
    """Forms that add rows keep all that they take, and afterwards every page of the house still opens."""
    wrong = []
    with undone():
        for name, which in sorted(set(CASES) - set(OTHERS)):
            walk, is_taken = walk_of(world, browsers, name, which)
            assert is_taken, f"{name}: the sheet is not filled in well"
            wrong += [f"{name}: {one}" for one in walk.faults()]
            if not all_kept(walk):
                wrong.append(f"{name}: nothing bad stays")
        wrong += broken_pages(world, browsers)
    assert not wrong, "\n".join(wrong)


def all_kept(walk: Walk) -> int:
    """How many of the accepted sheets stay when all are sent one after the other, with keys of their own."""
    kept = 0
    for turn, fields in enumerate(walk.taken.values()):
        own = {name: f"{fields[name]}{turn}" for name in KEYS if fields.get(name, "") == walk.plain.get(name)}
        with transaction.atomic():
            is_kept = walk.door.keep(fields | own)
            transaction.set_rollback(not is_kept)
        kept += is_kept
    return kept


PARTS = (
    "q", "page", "per_page", "sort", "year", "region", "scheme", "unit", "start", "end", "as_of", "stage", "state",
    "tab", "kind", "project", "measure", "arrived_from", "registered_to", "events", "export", "next",
)  # fmt: skip
NAMING = ("year", "region", "scheme", "unit")


@pytest.mark.xdist_group("house-parts")
@pytest.mark.parametrize(
    "value", ["-1", "9" * 40, "\x00", "2026-02-30", "x" * 3000], ids=lambda one: repr(one[:10])
)
def test_a_hostile_address_never_breaks_a_page(world, browsers, value):
    """All parts at once reach every filter; parts that name a row are also tried alone where a page asks for them,
    because they end in 404."""
    wrong = []
    for page in READS:
        look = ENTRIES[page]
        role = role_for(look) if isinstance(look.door, frozenset) else "office_director"
        where = reverse(page, kwargs=look.parts(world.rows["own"]) if look.parts else {})
        plain = dict.fromkeys(set(PARTS) - set(NAMING), value)
        for asked in (plain, *({name: value} for name in parts_read(browsers, role, where, NAMING))):
            with undone():
                status = browsers[role].get(where, asked).status_code
            if status >= 500:
                wrong.append(f"{page} {sorted(asked)}: {status}")
    assert not wrong, "\n".join(wrong)


def test_a_sending_that_cannot_be_read_is_refused(db, login, town):
    browser = login(town.people["administrator"])
    where = reverse("units:region_add")
    assert browser.post(where, b"\xff\xfe", content_type="application/json").status_code == 400
    assert browser.post(where, {"form_key": "no key"}).status_code == 400
    assert browser.post(where, {f"f{i}": "" for i in range(2100)}).status_code == 400
