"""Looking over what a ledger brought: rows drawn by a seed, opened one by one, then everything verified at once."""

from datetime import date, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from projects import actions, intake, tasks
from projects.actions.intake.sampling import place_of
from projects.models import Arrival, ImportSample, Milestone, Project, SampledRow
from promo import jobs
from promo.models import Event, Job
from promo.refusal import Refused
from tests.factories import NOW, verify
from tests.intake.ledgers import a_row, imported, staged, workbook_of
from units import actions as units_actions
from units.models import Role

pytestmark = pytest.mark.django_db
SIGNED = {"项目阶段": "签约", "合同投资额": 5000, "签约日期": date(2024, 1, 5)}
NAMES = ("数控机床", "预制菜", "冷链物流", "石斛种植", "光伏组件")


@pytest.fixture
def batch(town):
    """Five projects with a signing each, brought in by the office's clerk."""
    by = town.people["office_clerk"]
    rows = [a_row(项目名称=f"{name}项目", 投资方=f"样例{name}公司", **SIGNED) for name in NAMES]
    return imported(staged(file=workbook_of(*rows), region=town.region, by=by), by=by)


@pytest.fixture
def director(town):
    return town.people["office_director"]


@pytest.fixture
def supervisor(town):
    return town.people["supervisor"]


def drawn(batch, by, size=2, seed="20260105") -> ImportSample:
    return actions.draw_sample(batch=batch, size=size, seed=seed, by=by, at=NOW)


def tick(one, by, verdict="agrees", note=""):
    return actions.check_sampled(one=one, verdict=verdict, note=note, by=by, at=NOW)


def verified(batch, by, reason="") -> Job:
    job = actions.ask_bulk_verification(batch=batch, reason=reason, by=by, at=NOW)
    jobs.run(job.pk)
    return Job.objects.get(pk=job.pk)


def told(batch) -> list[str]:
    return list(Event.objects.about(batch).order_by("pk").values_list("verb", flat=True))


def test_the_same_seed_draws_the_same_rows(batch, supervisor):
    sample = drawn(batch, supervisor)
    rows = [one.row for one in sample.rows.all()]
    again = sorted(batch.rows.filter(imported_at__isnull=False), key=lambda row: place_of("20260105", row))
    assert rows == again[:2]
    assert (sample.size, sample.population) == (2, 5)
    first = f"20260105:{again[0].sheet}:{again[0].number}"
    assert place_of("20260105", again[0]) == sha256(first.encode()).hexdigest()  # as decision 45 says
    other = sorted(batch.rows.filter(imported_at__isnull=False), key=lambda row: place_of("7", row))
    assert [row.number for row in again] != [row.number for row in other]


def test_whoever_brought_the_ledger_neither_draws_nor_verifies(batch, town):
    by = town.people["office_clerk"]
    with pytest.raises(Refused, match="请由他人办理"):
        drawn(batch, by)
    with pytest.raises(Refused, match="请由他人办理"):
        actions.ask_bulk_verification(batch=batch, reason="", by=by, at=NOW)
    assert not ImportSample.objects.exists()


def test_whoever_brought_the_ledger_does_not_tick_what_another_drew(batch, town, supervisor):
    one = drawn(batch, supervisor).rows.first()
    with pytest.raises(Refused, match="请由他人办理"):
        tick(one, town.people["office_clerk"])
    assert SampledRow.objects.filter(verdict="").count() == 2


def test_whoever_typed_into_a_row_neither_ticks_it_nor_verifies_what_it_brought(town, director):
    by = town.people["office_clerk"]
    rows = [a_row(项目名称=f"{name}项目", 投资方=f"样例{name}公司", **SIGNED) for name in NAMES[:2]]
    batch = staged(file=workbook_of(*rows), region=town.region, by=by)
    typed = batch.rows.order_by("pk").first()
    actions.correct_cells(row=typed, cells={"A": ["", "甲"]}, by=director, at=NOW)
    batch.refresh_from_db()
    batch = imported(batch, by=by)
    one = drawn(batch, town.people["supervisor"]).rows.get(row=typed)
    with pytest.raises(Refused, match="改正过这一行"):
        tick(one, director)
    for each in one.sample.rows.all():
        tick(each, town.people["supervisor"])
    job = verified(batch, director)
    assert job.progress_note == "已核实1条，1条未核实。"
    assert Milestone.objects.get(state="recorded").import_row == typed
    assert "请由他人核实" in Event.objects.about(batch).get(verb="import_verified").detail["reason"]


def test_a_director_who_only_looks_over_another_town_does_not_ask_there(town, neighbour, login):
    """Director here, supervisor there: the imports of there are in sight, their verification is not."""
    by = neighbour.people["office_clerk"]
    batch = imported(
        staged(file=workbook_of(a_row(引资单位="东庄村", **SIGNED)), region=neighbour.region, by=by), by=by
    )
    person = town.people["office_director"]
    units_actions.give_membership(
        user=person, unit=neighbour.units["office"], role=Role.SUPERVISOR,
        valid_from=date(2020, 1, 1), by=None, at=NOW,
    )  # fmt: skip
    browser = login(person)
    assert browser.get(reverse("projects:import_check", args=[batch.pk])).status_code == 200
    asked = browser.post(
        reverse("projects:import_check_verify", args=[batch.pk]), {"form_key": uuid4(), "reason": ""}
    )
    assert asked.status_code == 404
    assert not Event.objects.about(batch).filter(verb="import_verification_asked").exists()


def test_rows_are_ticked_once_and_the_last_one_ends_the_sample(batch, supervisor):
    sample = drawn(batch, supervisor)
    first, second = sample.rows.all()
    tick(first, supervisor)
    with pytest.raises(Refused, match="不能更改"):
        tick(first, supervisor, "differs", "金额不同")
    with pytest.raises(Refused, match="写明哪一栏"):
        tick(second, supervisor, "differs", " ")
    tick(second, supervisor, "differs", "合同额原表为500")
    assert told(batch)[-4:] == [
        "import_sampled", "import_row_checked", "import_row_checked", "import_sample_done",
    ]  # fmt: skip
    done = Event.objects.about(batch).get(verb="import_sample_done").detail
    assert (done["rows"], done["agrees"], done["differs"]) == (2, 1, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        SampledRow.objects.filter(pk=first.pk).update(verdict="differs", note="x")


def test_the_table_holds_a_seed_and_each_place_once(batch, supervisor):
    sample = drawn(batch, supervisor)
    left = batch.rows.filter(imported_at__isnull=False).exclude(pk__in=sample.rows.values("row")).first()
    with pytest.raises(IntegrityError, match="sample"), transaction.atomic():
        SampledRow.objects.create(sample=sample, row=left, place=1)
    with pytest.raises(IntegrityError, match="sample_has_seed"), transaction.atomic():
        ImportSample.objects.create(
            batch=batch, size=1, population=5, seed="", drawn_by=supervisor, drawn_at=NOW
        )


@pytest.mark.parametrize("size", [0, 6])
def test_no_more_rows_are_drawn_than_there_are(batch, supervisor, size):
    with pytest.raises(Refused, match="1至5之间"):
        drawn(batch, supervisor, size=size)


def test_no_more_rows_are_drawn_than_a_person_opens(batch, supervisor, monkeypatch):
    monkeypatch.setattr("projects.actions.intake.sampling.MOST_SAMPLED", 3)
    with pytest.raises(Refused, match="1至3之间"):
        drawn(batch, supervisor, size=4)


def test_older_samples_are_counted_where_the_newest_alone_are_shown(batch, login, supervisor, monkeypatch):
    monkeypatch.setattr("projects.views.import_checking.SHOWN", 1)
    for seed in ("1", "2"):
        for one in drawn(batch, supervisor, size=1, seed=seed).rows.all():
            tick(one, supervisor)
    page = login(supervisor).get(reverse("projects:import_check", args=[batch.pk])).text
    assert "共抽查2次，以上为最近1次" in page


def test_an_unfinished_sample_holds_up_the_next_and_the_verification(batch, supervisor, director, login):
    drawn(batch, supervisor)
    with pytest.raises(Refused, match="尚未核对完毕"):
        drawn(batch, supervisor, seed="2")
    with pytest.raises(Refused, match="尚未核对完毕"):
        verified(batch, director)
    page = login(supervisor).get(reverse("projects:import_check", args=[batch.pk])).text
    assert "核对完毕后可再次抽取" in page and "随机抽取</button>" not in page


def test_what_was_verified_singly_before_is_not_told_as_verified_in_bulk(batch, director):
    first = Milestone.objects.filter(import_row__batch=batch).order_by("pk").first()
    verify(first, by=director, at=NOW - timedelta(minutes=5))
    job = verified(batch, director)
    assert job.progress_note == "已核实4条。"
    assert Event.objects.about(batch).get(verb="import_verified").detail["facts"] == 4


def test_everything_is_verified_with_what_the_sample_found(batch, supervisor, director):
    for one, verdict in zip(drawn(batch, supervisor).rows.all(), ("agrees", "differs"), strict=True):
        tick(one, supervisor, verdict, "已改正" if verdict == "differs" else "")
    with pytest.raises(Refused, match="处理情况"):
        verified(batch, director)
    job = verified(batch, director, reason="合同额已更正")
    assert (job.state, job.progress_note) == ("done", "已核实5条。")
    assert Milestone.objects.filter(state="verified", verified_by=director).count() == 5
    asked = Event.objects.about(batch).get(verb="import_verification_asked").detail
    assert "不一致1行" in asked["sample"]
    assert "种子20260105" in asked["sample"]
    assert Event.objects.about(batch).get(verb="import_verified").detail["facts"] == 5
    with pytest.raises(Refused, match="没有待核实"):
        verified(batch, director)


def test_what_needs_a_look_stays_for_the_desk(town, director):
    by = town.people["office_clerk"]
    row = a_row(累计到位资金=9000, **SIGNED)
    batch = imported(staged(file=workbook_of(row), region=town.region, by=by), by=by)
    job = verified(batch, director)
    assert job.progress_note == "已核实1条，1条未核实。"
    assert Arrival.objects.get().state == "recorded"
    reason = Event.objects.about(batch).get(verb="import_verified").detail["reason"]
    assert actions.LOOK in reason


def test_between_two_steps_nothing_is_held_so_that_others_may_write(batch, director, monkeypatch):
    held, outside = [], len(connection.savepoint_ids)
    monkeypatch.setattr(
        jobs.Running, "give_way", lambda running: held.append(len(connection.savepoint_ids) - outside)
    )
    monkeypatch.setattr(tasks, "VERIFIED", 1)
    verified(batch, director)
    assert held == [0] * Project.objects.filter(import_row__batch=batch).count()


def test_a_director_who_left_meanwhile_verifies_nothing(batch, director):
    job = actions.ask_bulk_verification(batch=batch, reason="", by=director, at=NOW)
    director.memberships.update(valid_to=date(2020, 1, 2))
    jobs.run(job.pk)
    assert Job.objects.get(pk=job.pk).state == "failed"
    assert not Milestone.objects.filter(state="verified").exists()


@pytest.mark.parametrize("kept", ["tables", "columns"])
def test_an_import_that_kept_less_of_its_columns_is_checked_all_the_same(batch, kept):
    """What earlier versions kept of a sheet."""
    for sheet in batch.columns:
        sheet["tables"] = []
        sheet["columns"] = sheet["columns"] if kept == "tables" else []
    cells = intake.side_by_side(batch, batch.rows.filter(imported_at__isnull=False).first())
    assert f"{NAMES[0]}项目" in [cell["source"] for cell in cells]
    assert any(cell["registered"] == f"{NAMES[0]}项目" for cell in cells) == (kept == "tables")


def test_the_pages_of_a_sample(batch, login, supervisor, director, django_assert_max_num_queries):
    browser, page = login(supervisor), reverse("projects:import_check", args=[batch.pk])
    form = {"form_key": uuid4(), "size": "2"}
    assert browser.post(page, {**form, "seed": "鼠"}).status_code == 422
    assert browser.post(page, {**form, "seed": "5"}).status_code == 302
    assert browser.post(page, {**form, "seed": "5"}).status_code == 302  # pressed twice, drawn once
    assert ImportSample.objects.count() == 1
    row = SampledRow.objects.first()
    opened = reverse("projects:import_check_row", args=[batch.pk, row.row_id])
    assert "5000" in browser.get(opened).content.decode()
    form = {"form_key": uuid4()}
    assert browser.post(opened, {**form, "verdict": "differs", "note": ""}).status_code == 422
    assert browser.post(opened, {**form, "verdict": "agrees"}).status_code == 302
    with django_assert_max_num_queries(30):
        words = browser.get(page).content.decode()
    assert "一致1行" in words
    assert "种子5" in words
    assert "核实本批全部" not in words  # a supervisor does not verify
    assert "核实本批全部" in login(director).get(page).content.decode()
    file = browser.get(reverse("projects:import_check_export", args=[batch.pk]))
    assert "attachment" in file["Content-Disposition"]
    assert "未核对" in browser.get(reverse("projects:import_check_list")).content.decode()
