"""A long list is made in the background: offered, asked for, kept for its owner, cleared away after its days."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from promo import jobs
from promo.models import Event, Job
from promo.refusal import Refused
from tests.factories import NOW, make_lead
from units import actions
from units.exporting import sent_from
from units.models import ExportFile, ExportState
from units.tasks import clear_exports

LIST = reverse("projects:project_export")


@pytest.fixture
def clerk(town):
    return town.people["unit_clerk"]


@pytest.fixture
def three_leads(town, clerk, settings):
    """More than the office waits for."""
    settings.EXPORT_AT_ONCE = 2
    phones = {"contact": "张三", "phone": "13812345678"}
    return [
        make_lead(unit=town.units["village"], by=clerk, name=f"{name}项目", **phones)
        for name in ("螺纹钢", "纺织机械", "冷链仓储")
    ]


def asked(clerk, **changes) -> ExportFile:
    facts = {"address": LIST, "name": "项目清单", "filter_note": "", "rows": 3, "by": clerk, "at": NOW}
    return actions.ask_for_export(**(facts | changes))


def offered(browser, where: str = LIST) -> str:
    answer = browser.get(where)
    assert answer.status_code == 302
    return answer.url


def test_a_short_list_is_sent_at_once_and_noted(login, three_leads, clerk, settings):
    settings.EXPORT_AT_ONCE = 3
    answer = login(clerk).get(LIST, {"q": "项目"})
    assert "attachment" in answer["Content-Disposition"]
    noted = Event.objects.get(verb="downloaded")
    assert (noted.by, noted.detail["what"], noted.detail["rows"]) == (clerk, "项目清单", 3)
    assert "项目" in noted.detail["filter"]


def test_a_long_one_becomes_a_file_of_its_owner(login, three_leads, clerk):
    browser = login(clerk)
    offer = offered(browser)
    page = browser.get(offer).content.decode()
    assert "共3行" in page
    answer = browser.post(offer, {"form_key": uuid4()})
    export = ExportFile.objects.get()
    assert answer.url == reverse("units:export_show", args=[export.pk])
    assert "正在排队" in browser.get(answer.url).content.decode()
    jobs.run(export.job_id)
    assert Job.objects.get(pk=export.job_id).state == "done"
    assert "下载Excel" in browser.get(answer.url).content.decode()
    file = browser.get(reverse("units:export_file", args=[export.pk]))
    sheet = load_workbook(BytesIO(b"".join(file.streaming_content))).active
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"螺纹钢项目", "纺织机械项目", "冷链仓储项目"} <= set(words)
    noted = Event.objects.filter(verb__in=("export_asked", "export_made", "downloaded")).order_by("pk")
    assert [(one.verb, one.by, one.detail["rows"]) for one in noted] == [
        ("export_asked", clerk, 3), ("export_made", clerk, 3), ("downloaded", clerk, 3),
    ]  # fmt: skip


def test_a_workbook_in_a_form_of_its_own_has_no_layout(login, town):
    of = {"of": reverse("projects:import_register")}
    assert login(town.people["office_director"]).get(reverse("units:layout_add"), of).status_code == 404


def test_a_long_ledger_that_comes_back_is_made_in_the_background_too(login, three_leads, clerk):
    browser, address = login(clerk), reverse("projects:import_register")
    browser.post(offered(browser, address), {"form_key": uuid4()})
    export = ExportFile.objects.get()
    jobs.run(export.job_id)
    export.refresh_from_db()
    job = Job.objects.get(pk=export.job_id)
    assert (job.state, job.progress_done, job.progress_total) == ("done", 3, 3)
    with export.file.open("rb") as file:
        book = load_workbook(BytesIO(file.read()))
    assert book["项目台账"].max_row >= 4
    assert book["系统底稿"].sheet_state == "veryHidden"


def test_the_same_press_twice_asks_once(login, three_leads, clerk):
    browser, form = login(clerk), {"form_key": uuid4()}
    offer = offered(browser)
    assert browser.post(offer, form).url == browser.post(offer, form).url
    assert ExportFile.objects.count() == 1


def test_an_offer_is_the_persons_own_and_nobody_makes_one_up(login, three_leads, clerk, town):
    offer = offered(login(clerk))
    other = login(town.people["office_director"])
    for where in (offer, f"{reverse('units:export_add')}?ask=made-up", reverse("units:export_add")):
        assert other.get(where).url == reverse("units:export_list")
        assert other.post(where, {"form_key": uuid4()}).status_code == 422
    assert not ExportFile.objects.exists()


def test_nobody_else_takes_the_file_not_even_the_administrator(login, clerk, town):
    export = asked(clerk)
    actions.keep_export(export=export, file=ContentFile(b"PK"), rows=3, by=clerk, at=timezone.now())
    for who in ("unit_head", "office_director", "leader", "administrator"):
        browser = login(town.people[who])
        for name in ("units:export_show", "units:export_file"):
            assert browser.get(reverse(name, args=[export.pk])).status_code == 404
        assert "项目清单" not in browser.get(reverse("units:export_list")).content.decode()


def test_the_job_shows_what_the_owner_may_see_then_and_no_more(three_leads, clerk, town, neighbour):
    seen = sent_from(LIST, user=clerk, at=NOW)
    assert seen.rows == 3
    assert sent_from(LIST, user=town.people["other_clerk"], at=NOW).rows == 0
    phones = {cell.text for row in seen.tables[0].cells() for cell in row if "138" in cell.text}
    leader = sent_from(LIST, user=town.people["leader"], at=NOW).tables[0].cells()
    assert phones == {"13812345678"}
    assert {cell.text for row in leader for cell in row if "138" in cell.text} == {"138****5678"}
    with pytest.raises(Refused, match="不能查看"):
        sent_from(reverse("units:user_export"), user=clerk, at=NOW)
    with pytest.raises(Refused, match="没有可导出的表格"):
        sent_from(reverse("projects:project_list"), user=clerk, at=NOW)


def test_a_person_who_lost_the_post_gets_a_sentence_and_no_file(three_leads, clerk):
    export = asked(clerk, at=timezone.now())
    clerk.memberships.update(valid_to=NOW.date() - timedelta(days=1))
    jobs.run(export.job_id)
    job = Job.objects.get(pk=export.job_id)
    assert (job.state, "不能查看" in job.error) == ("failed", True)
    assert ExportFile.objects.get().state == ExportState.WAITING


def test_after_its_days_the_file_is_gone_and_the_page_says_so(
    login, clerk, django_capture_on_commit_callbacks
):
    export = asked(clerk)
    actions.keep_export(export=export, file=ContentFile(b"PK"), rows=3, by=clerk, at=timezone.now())
    storage, stored = export.file.storage, export.file.name
    clear_exports(now=export.lasts_until - timedelta(seconds=1))
    assert storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        clear_exports(now=export.lasts_until)
        clear_exports(now=export.lasts_until)
    assert not storage.exists(stored)
    assert Event.objects.filter(verb="export_expired").count() == 1
    browser = login(clerk)
    assert "已过保留期" in browser.get(reverse("units:export_show", args=[export.pk])).content.decode()
    assert browser.get(reverse("units:export_file", args=[export.pk])).status_code == 410


def test_a_file_past_its_days_is_refused_even_before_it_is_cleared_away(login, clerk):
    export = asked(clerk)
    long_ago = timezone.now() - timedelta(days=8)
    actions.keep_export(export=export, file=ContentFile(b"PK"), rows=3, by=clerk, at=long_ago)
    assert login(clerk).get(reverse("units:export_file", args=[export.pk])).status_code == 410


@pytest.mark.parametrize("ended_on", [0, -1], ids=["that day", "from the day before on"])
def test_a_file_of_a_post_that_has_ended_is_not_taken_by_who_has_another(login, clerk, town, ended_on):
    """The file shows what the post saw; whoever left it for another unit keeps the account."""
    export, now = asked(clerk), timezone.now()
    actions.keep_export(export=export, file=ContentFile(b"PK"), rows=3, by=clerk, at=now - timedelta(days=1))
    left, today = clerk.memberships.get(), timezone.localdate(now)
    clerk.memberships.create(unit=town.units["other_village"], role="unit_clerk", valid_from=left.valid_from)
    file = reverse("units:export_file", args=[export.pk])
    assert login(clerk).get(file).status_code == 200
    on = today + timedelta(days=ended_on)
    actions.end_membership(membership=left, on=on, by=town.people["administrator"], at=now)
    answer = login(clerk).get(file)
    assert (answer.status_code, "岗位有变动" in answer.content.decode()) == (410, True)
    page = login(clerk).get(reverse("units:export_show", args=[export.pk])).content.decode()
    assert "岗位有变动" in page and "下载Excel" not in page


def test_a_person_has_at_most_five_on_the_way(clerk):
    for number in range(5):
        asked(clerk, name=f"清单{number}")
    with pytest.raises(Refused, match="等待完成"):
        asked(clerk)


def test_a_job_taken_up_twice_keeps_one_file(three_leads, clerk):
    export = asked(clerk, at=timezone.now())
    jobs.run(export.job_id)
    first = ExportFile.objects.get().file.name
    Job.objects.filter(pk=export.job_id).update(state="queued")
    jobs.run(export.job_id)
    assert ExportFile.objects.get().file.name == first
    assert Event.objects.filter(verb="export_made").count() == 1
