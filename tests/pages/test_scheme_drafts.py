"""Schemes by forms: begun, edited beside a preview, errors beside their boxes, adopted by a decision."""

import uuid

import pytest
from django.utils.http import urlencode

from assessment import actions
from assessment.models import Scheme, SchemeDraft
from promo.models import Event
from tests.assessment import scenario
from tests.factories import NOW
from tests.services.drawn import sent_of


@pytest.fixture
def draft(town) -> SchemeDraft:
    scheme = scenario.adopt(town)
    return actions.start_scheme_draft(
        region=town.region, year=2026, name="考核办法（修订）", content=scheme.content, based_on=scheme,
        by=town.people["supervisor"], at=NOW,
    )  # fmt: skip


@pytest.fixture
def supervisor(town, login):
    return login(town.people["supervisor"])


def item_at(draft: SchemeDraft, group: int = 0, path: str = "0") -> str:
    return f"/schemes/drafts/{draft.pk}/groups/{group}/{path}/"


def typed(page, **changes) -> dict:
    """What the browser would send of the page, with some boxes typed anew."""
    data = sent_of(page.context["shape"])
    sent = {name: data.getlist(name) for name in data}
    return sent | {"version": page.context["version"], "form_key": uuid.uuid4()} | changes


def test_a_form_saved_untouched_changes_nothing(draft, supervisor):
    before = draft.content
    for path in ("0", "1"):
        page = supervisor.get(item_at(draft, path=path))
        assert supervisor.post(item_at(draft, path=path), typed(page)).status_code == 302
    draft.refresh_from_db()
    assert (draft.content, draft.version) == (before, 1)


def test_a_parameter_typed_in_percent_reaches_the_document_and_is_told(draft, supervisor):
    page = supervisor.get(item_at(draft))
    answer = supervisor.post(item_at(draft), typed(page, cap="150%", points="25"))
    assert answer.url == f"/schemes/drafts/{draft.pk}/"
    draft.refresh_from_db()
    item = draft.content["groups"][0]["indicators"][0]
    assert (item["cap"], item["points"], draft.version) == ("1.5", 25, 2)
    assert Event.objects.about(draft).filter(verb="scheme_draft_changed").count() == 1
    assert "应得" in supervisor.get(answer.url).text  # its worked examples no longer come out


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("cap", "-1", "应大于0"),
        ("cap", "很多", "应为数字"),
        ("name", "", "缺少此项"),
        ("examples.0.points", "", "应为数字"),
        ("target.measure", "gold", "计量单位"),
        ("missing.no_target", "gold", "应为以下之一"),
    ],
)
def test_bad_input_stays_in_its_box_with_the_sentence_beside_it(draft, supervisor, name, text, sentence):
    answer = supervisor.post(item_at(draft), typed(supervisor.get(item_at(draft)), **{name: text}))
    assert answer.status_code == 422
    (box,) = [one for one in boxes(answer.context["shape"]) if one.path == name]
    assert box.value == text
    assert any(sentence in said for said in box.errors) or name == "target.measure"
    assert sentence in answer.text
    draft.refresh_from_db()
    assert draft.version == 1


def boxes(drawn):
    yield drawn
    for part in drawn.parts:
        yield from boxes(part)


def test_rows_are_added_and_taken_away_without_saving(draft, supervisor):
    page = supervisor.get(item_at(draft))
    more = supervisor.post(item_at(draft), typed(page, _do="add:examples"))
    examples = next(one for one in boxes(more.context["shape"]) if one.path == "examples")
    had = len(draft.content["groups"][0]["indicators"][0]["examples"])
    assert (more.status_code, len(examples.parts)) == (200, had + 1)
    assert [one.path for one in boxes(examples.parts[-1]) if one.kind == "number"] == [
        f"examples.{had}.inputs.actual",
        f"examples.{had}.inputs.target",
    ]
    less = supervisor.post(item_at(draft), typed(page, _do="drop:examples:0"))
    assert len(next(one for one in boxes(less.context["shape"]) if one.path == "examples").parts) == had - 1
    draft.refresh_from_db()
    assert draft.version == 1


def test_the_preview_says_the_rule_draws_it_and_writes_nothing(draft, supervisor):
    page = supervisor.get(item_at(draft))
    events = Event.objects.count()
    answer = supervisor.post(f"{item_at(draft)}preview/", typed(page, cap=""))
    assert "超额按比例加分" in answer.text
    assert '<path d="M' in answer.text
    stepped = supervisor.post(f"{item_at(draft)}preview/", typed(page, function="base_steps", _part="form"))
    assert 'name="under"' in stepped.text
    assert 'name="met_at"' in stepped.text
    assert Event.objects.count() == events


def test_trying_shows_what_the_engine_finds_and_keeps_what_was_typed(draft, supervisor):
    page = supervisor.get(item_at(draft))
    answer = supervisor.post(item_at(draft), typed(page, **{"examples.0.points": "7", "_do": "try"}))
    assert answer.status_code == 200
    assert "填写的应得分为7，与计算结果不符" in answer.text
    assert 'value="7"' in answer.text


def test_a_stale_form_shows_the_conflict_and_keeps_what_was_typed(draft, supervisor, town, login):
    page = supervisor.get(item_at(draft))
    other = login(town.people["other_supervisor"])
    assert other.post(item_at(draft), typed(other.get(item_at(draft)), points="21")).status_code == 302
    answer = supervisor.post(item_at(draft), typed(page, points="22"))
    assert answer.status_code == 422
    assert "刚被别人修改过" in answer.text
    assert 'value="22"' in answer.text


def test_a_scheme_from_nothing_to_adoption(town, supervisor):
    start = {"start": "scratch", "name": "2027年考核办法", "year": 2027, "form_key": uuid.uuid4()}
    where = supervisor.post("/schemes/drafts/new/", start).url
    draft = SchemeDraft.objects.get()
    group = f"{where}groups/0/"
    page = supervisor.get(group)
    assert supervisor.post(group, typed(page, classes=["town_village"])).status_code == 302
    item = f"{group}0/"
    sent = typed(supervisor.get(item), name="签约金额", points="100", **{"code": ""})
    assert supervisor.post(item, sent).status_code == 302
    draft.refresh_from_db()
    assert draft.content["groups"][0]["indicators"][0]["code"] == "qyje"
    decided = {
        "version": draft.version, "document": "镇政办发〔2027〕1号", "effective_from": "2027-01-01",
        "effective_to": "", "reason": "", "form_key": uuid.uuid4(),
    }  # fmt: skip
    answer = supervisor.post(f"{where}adopt/", decided)
    scheme = Scheme.objects.get()
    assert answer.url == f"/schemes/{scheme.pk}/"
    assert (scheme.document, scheme.recorded_by) == ("镇政办发〔2027〕1号", town.people["supervisor"])
    assert supervisor.get(item).status_code == 404  # what was adopted is closed
    assert supervisor.get(where).url == f"/schemes/{scheme.pk}/"


def test_a_revision_states_its_reason_and_shows_what_differs(draft, supervisor):
    supervisor.post(item_at(draft), typed(supervisor.get(item_at(draft)), note="含续建项目"))
    where = f"/schemes/drafts/{draft.pk}/adopt/"
    decided = {
        "version": 2, "document": "镇政办发〔2026〕8号", "effective_from": "2026-07-01", "effective_to": "",
        "reason": "", "form_key": uuid.uuid4(),
    }  # fmt: skip
    assert "请填写修订事由" in supervisor.post(where, decided).text
    assert "含续建项目" in supervisor.get(where).text
    answer = supervisor.post(where, decided | {"reason": "按上级要求调整", "form_key": uuid.uuid4()})
    page = supervisor.get(answer.url).text
    assert "与上一版的差异" in page
    assert "按上级要求调整" in page
    assert "个算例，全部相符" in supervisor.get(f"{answer.url}?check=1").text


def test_items_move_and_leave_one_step_at_a_time(draft, supervisor):
    codes = [one["code"] for one in draft.content["groups"][0]["indicators"]]
    where = f"/schemes/drafts/{draft.pk}/move/"
    sent = {"place": "0/1", "act": "up", "version": 1, "form_key": uuid.uuid4()}
    assert supervisor.post(where, sent).status_code == 302
    draft.refresh_from_db()
    assert [one["code"] for one in draft.content["groups"][0]["indicators"]][:2] == codes[1::-1]
    supervisor.post(where, sent | {"form_key": uuid.uuid4(), "act": "remove"})  # drawn before the first step
    draft.refresh_from_db()
    assert len(draft.content["groups"][0]["indicators"]) == len(codes)


def test_who_does_not_write_schemes_is_kept_out(draft, town, neighbour, login):
    where = item_at(draft)
    for who in ("unit_clerk", "office_director", "leader"):
        assert login(town.people[who]).get(where).status_code == 403
    stranger = login(neighbour.people["supervisor"])
    for path in (where, f"/schemes/drafts/{draft.pk}/", f"/schemes/drafts/{draft.pk}/adopt/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(where, {"form_key": uuid.uuid4(), "version": 1}).status_code == 404


def test_the_forms_cost_no_statement_for_each_item(draft, supervisor, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        supervisor.get(item_at(draft))
    with django_assert_max_num_queries(14):
        supervisor.get(f"/schemes/drafts/{draft.pk}/")
    assert urlencode({"from": draft.based_on_id}) in supervisor.get(f"/schemes/{draft.based_on_id}/").text
