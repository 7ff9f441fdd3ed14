"""Everything that a ledger brought, verified at once: the same as one by one, in an order in which it can be."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from projects import actions, stages, tasks
from projects.awaiting import awaited_ledgers
from projects.models import Arrival, FactState, ImportBatch, LedgerHead, Milestone, Posting, Project
from promo import jobs
from promo.models import Event, Job, Notice
from promo.refusal import Refused
from tests.calendars import use_periods
from tests.factories import NOW, verify
from tests.intake.ledgers import a_row, imported, staged, workbook_of

pytestmark = pytest.mark.django_db
BUILT = {
    "项目阶段": "竣工", "合同投资额": 5000, "累计到位资金": 1200, "签约日期": date(2026, 1, 5),
    "开工日期": date(2026, 3, 9), "竣工日期": date(2026, 8, 20),
}  # fmt: skip
SIGNED = {"项目阶段": "签约", "合同投资额": 800, "签约日期": date(2026, 2, 3)}
LATE = {"项目阶段": "签约", "合同投资额": 300, "签约日期": date(2026, 10, 12)}
ENDED = {"项目阶段": "签约", "合同投资额": 300, "签约日期": date(2026, 9, 12)}


def brought(town, *rows, name="台账.xlsx", at=NOW) -> ImportBatch:
    by = town.people["office_clerk"]
    file = workbook_of(*rows, name=name)
    batch = staged(file=file, region=town.region, by=by, cut_off_on=date(2026, 10, 31), at=at)
    return imported(batch, by=by, at=at)


def named(name: str, **said) -> dict:
    return a_row(项目名称=f"{name}项目", 投资方=f"样例{name}公司", **said)


@pytest.fixture
def director(town):
    return town.people["office_director"]


@pytest.fixture
def batch(town, director):
    """Of every sort: plain, passing its contract, without a rate, of a closed month, shared, merged, ended, typed."""
    by = town.people["office_clerk"]
    rows = [
        named("数控机床", **BUILT),
        named("冷链物流", **SIGNED | {"累计到位资金": 9000}),
        named("预制菜", **BUILT, 内外资="外资"),
        named("光伏组件", **LATE),
        named("石斛种植", **BUILT),
        named("香菇加工", **BUILT),
        named("香菇深加工", **SIGNED | {"累计到位资金": 500}),
        named("竹木制品", **ENDED),
        named("矿泉水", **SIGNED),
    ]
    file = workbook_of(*rows)
    batch = staged(file=file, region=town.region, by=by, cut_off_on=date(2026, 10, 31))
    typed = batch.rows.get(reading__values__name="矿泉水项目")
    actions.correct_cells(row=typed, cells={"A": ["", "甲"]}, by=director, at=NOW)
    batch.refresh_from_db()
    for row in batch.rows.filter(outcome="alike"):
        actions.choose_row(row=row, chosen=True, verdict="other", by=by, at=NOW)
    batch.refresh_from_db()
    batch = imported(batch, by=by)
    use_periods(town)
    actions.close_due_periods(region=town.region, at=NOW)
    shared, kept, merged, ended = (
        Project.objects.get(name=f"{name}项目") for name in ("石斛种植", "香菇加工", "香菇深加工", "竹木制品")
    )
    units = [(town.units["village"], 3334), (town.units["park"], 6666)]
    actions.share_credit(
        project=shared,
        shares=units,
        valid_from=date(2026, 1, 1),
        reason="纪要",
        version=shared.version,
        by=by,
        at=NOW,
    )
    for fact in (*merged.milestones.order_by("event_on"), *merged.arrivals.all()):
        verify(fact, by=director)
    actions.merge_projects(kept=kept, merged=merged, reason="同一项目", by=by, at=NOW)
    Project.objects.filter(pk=ended.pk).update(
        status="terminated", status_reason="资金未落实", status_on=date(2026, 8, 1)
    )
    return batch


def waiting(batch) -> list:
    """In the order in which they can be verified."""
    facts = [
        fact
        for model in (Milestone, Arrival)
        for fact in model.objects.filter(import_row__batch=batch, state=FactState.RECORDED).select_related(
            "project"
        )
    ]
    return sorted(
        facts,
        key=lambda fact: (
            fact.project.merged_into_id or fact.project_id,
            stages.BY_CODE["funded" if isinstance(fact, Arrival) else fact.kind].order,
            fact.event_on,
            fact.pk,
        ),
    )


def left_behind(since: int) -> dict[str, list]:
    """What verifying leaves: facts, postings, stages, events, notices and the head of the ledger."""
    own = [field.attname for field in Posting._meta.concrete_fields if field.name != "id"]
    return {
        "milestones": list(Milestone.objects.order_by("pk").values()),
        "arrivals": list(Arrival.objects.order_by("pk").values()),
        "postings": list(Posting.objects.order_by("number").values(*own)),
        "projects": list(Project.objects.order_by("pk").values("stage", "verified_stage", "last_entry_on")),
        "events": list(
            Event.objects.filter(pk__gt=since)
            .order_by("pk")
            .values("subject", "subject_id", "verb", "by", "at", "detail")
        ),
        "notices": list(Notice.objects.filter(event__gt=since).order_by("pk").values("user", "title", "url")),
        "head": list(LedgerHead.objects.values()),
    }


def once(act) -> tuple[dict, dict]:
    """What an act refuses and leaves behind; it is undone again."""
    since = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    with transaction.atomic():
        refused = act()
        found = left_behind(since)
        transaction.set_rollback(True)
    return refused, found


def test_verified_together_leaves_what_verifying_one_by_one_leaves(batch, director):
    def together():
        asked = [(fact, fact.version) for fact in reversed(waiting(batch))]
        refused = actions.verify_facts(facts=asked, by=director, at=NOW)
        return {(fact.subject, fact.pk): refusal.sentence for fact, refusal in refused}

    told, at_once = once(together)
    for_a_look = {key for key, sentence in told.items() if sentence == actions.LOOK}

    def singly():
        refused = {}
        for fact in waiting(batch):
            if (fact.subject, fact.pk) in for_a_look:
                continue
            try:
                verify(fact, by=director, at=NOW)
            except Refused as refusal:
                refused[fact.subject, fact.pk] = refusal.sentence
        return refused

    told_singly, one_by_one = once(singly)
    assert {key: sentence for key, sentence in told.items() if key not in for_a_look} == told_singly
    for what, rows in one_by_one.items():
        assert at_once[what] == rows, what
    words = " ".join(told.values())
    assert all(word in words for word in ("打开逐条核实", "汇率", "请由他人核实", "签约尚未核实", "已终止"))
    numbers = [row["number"] for row in one_by_one["postings"]]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 15
    assert any(row["answers_id"] for row in one_by_one["postings"]), "the merged contract was set aside"
    assert any(row["belongs_on"] for row in one_by_one["milestones"]), "of a closed month"
    assert any(row["share"] == 3334 for row in one_by_one["postings"])
    assert not one_by_one["notices"]


def in_bulk(batch, by) -> Job:
    job = actions.ask_bulk_verification(batch=batch, reason="", by=by, at=NOW)
    jobs.run(job.pk)
    return Job.objects.get(pk=job.pk)


@pytest.fixture
def ledgers(town):
    """A ledger with contracts, and a later one that tells what became of them."""
    known = ("数控机床", "石斛种植")
    first = brought(town, *(named(name, **SIGNED) for name in known), name="年初台账.xlsx")
    later = SIGNED | {"项目阶段": "开工", "开工日期": date(2026, 6, 8), "累计到位资金": 300}
    second = brought(
        town, *(named(name, **later) for name in known), name="十月台账.xlsx", at=NOW + timedelta(hours=1)
    )
    assert second.rows.filter(target__isnull=False, is_chosen=True).count() == 2
    return first, second


def test_whoever_begins_with_the_later_ledger_is_told_which_one_comes_first(ledgers, director, login):
    first, second = ledgers
    page, opened = reverse("projects:import_check", args=[second.pk]), login(director)
    link = reverse("projects:import_check", args=[first.pk])
    assert link in opened.get(page).text, "before the first try"
    assert in_bulk(second, director).progress_note == "已核实0条，4条未核实。"
    reason = Event.objects.about(second).get(verb="import_verified").detail["reason"]
    assert reason == "该项目的签约由台账《年初台账.xlsx》导入，尚未核实，请先核实该台账（4条）"
    text = opened.get(page).text
    assert "4条须待" in text and link in text and reason in text
    fact = Arrival.objects.filter(import_row__batch=second).first()
    signing = fact.project.milestones.get(kind="signed")
    with pytest.raises(Refused, match="年初台账"):
        verify(fact, by=director)
    text = opened.get(fact.get_absolute_url()).text
    assert "年初台账.xlsx" in text and signing.get_absolute_url() in text
    assert in_bulk(first, director).progress_note == "已核实2条。"
    assert "须待" not in opened.get(page).text
    assert in_bulk(second, director).progress_note == "已核实4条。"


def test_a_ledger_never_waits_for_itself(batch):
    assert awaited_ledgers(batch) == []


def test_half_way_through_whole_facts_stand(batch, director, monkeypatch):
    """The worker dies in its second transaction: of the first everything is there, of the second nothing."""
    monkeypatch.setattr(tasks, "VERIFIED", 1)
    steps, last = [], actions.verify_imported

    def dies(**said):
        steps.append(said)
        found = last(**said)
        if len(steps) == 2:
            raise RuntimeError
        return found

    monkeypatch.setattr(actions, "verify_imported", dies)
    assert in_bulk(batch, director).state == "failed"
    done = [fact for model in (Milestone, Arrival) for fact in model.objects.filter(verified_by=director)]
    done = [fact for fact in done if fact.project_id == steps[0]["families"][0]]
    assert len(done) == 4 and all(fact.postings.exists() for fact in done)
    told = Event.objects.filter(verb__endswith="_verified", subject_id=steps[0]["families"][0])
    assert sorted(event.detail["fact"] for event in told) == sorted(fact.pk for fact in done)
    assert not Posting.objects.filter(project__in=steps[1]["families"]).exists()
    monkeypatch.setattr(actions, "verify_imported", last)
    assert in_bulk(batch, director).state == "done"


def test_many_facts_ask_as_often_as_few(town, director, django_assert_max_num_queries):
    """Beside the row of each fact and the stage of each project, what is asked does not grow."""
    asked = {}
    for count in (1, 2, 8):
        rows = [named(f"{word}{count}", **BUILT) for word in "甲乙丙丁戊己庚辛"[:count]]
        facts = waiting(brought(town, *rows, name=f"{count}.xlsx"))
        with django_assert_max_num_queries(200) as queries:
            actions.verify_facts(facts=[(fact, fact.version) for fact in facts], by=director, at=NOW)
        asked[count] = len(queries) - len(facts) - count
    assert asked[2] == asked[8] < 40
