"""The public notice of a ranking as a Word file: frozen figures, days, where to object, the stamp; kept on record."""

import pytest

from assessment import actions
from assessment.models import RunNotice
from assessment.reports.notices import notice_file, notice_paper
from promo.models import Event
from promo.paper import DOCX, printing
from promo.tables import thaw
from tests.assessment import scenario
from tests.factories import NOW
from tests.ground.papers import document, tables_in, texts, words_in


@pytest.fixture
def hanging(judged, town):
    run = scenario.run_scores(judged)
    return actions.put_up_notice(
        run=run, first_on=NOW.date(), workdays=5, text="现予公示。\n逾期不再受理。", contact="督查办 郑督查",
        by=town.people["supervisor"], at=NOW,
    )  # fmt: skip


def test_the_paper_holds_every_figure_as_frozen_and_says_what_it_is(hanging):
    run = hanging.run
    name, content, content_type = notice_file(hanging)
    assert name.endswith(".docx") and "考核结果公示" in name and content_type == DOCX
    assert tables_in(content) == [texts(thaw(frozen)) for frozen in run.frozen["tables"]]
    said = words_in(document(content))
    for words in (
        "现予公示。", "公示时间：2026年11月20日至2026年11月26日（5个工作日）。", "异议受理：督查办 郑督查。",
        "加盖印章后张贴。公示中，尚未发布", "数据时点", f"依据{run.scheme.name}第{run.scheme.version}版", "共6行",
        f"校验值{run.sha256[:16]}",
    ):  # fmt: skip
        assert words in said
    assert "制表：" not in said, "the notice has its own signature"
    assert said.count("同分并列") == 1
    heads = [row for row in document(content).iter() if row.tag.endswith("}tblHeader")]
    assert len(heads) >= len(run.frozen["tables"])
    assert notice_file(hanging)[1] == content


def test_a_ranking_that_was_given_up_says_so_on_its_paper(hanging, town):
    run = actions.void_run(run=hanging.run, reason="口径有误", by=town.people["supervisor"], at=NOW)
    notice = RunNotice.objects.select_related("run__region", "run__scheme").get(run=run)
    paper = notice_paper(notice)
    assert paper.under_title == "（已作废，不得使用）" and "已作废" in notice_file(notice)[0]


def test_units_take_it_away_on_record_and_a_pdf_is_refused_in_words(hanging, town, login, monkeypatch):
    address = f"/scores/{hanging.run_id}/notice/word/"
    clerk = login(town.people["unit_clerk"])
    answer = clerk.get(address)
    assert (answer["Content-Type"], answer.content) == (DOCX, notice_file(hanging)[1])
    assert Event.objects.about(hanging.run).get(verb="downloaded").by == town.people["unit_clerk"]
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    page = clerk.get(address, {"as": "pdf"}, follow=True).content.decode()
    assert printing.ABSENT in page and "as=pdf" not in page and address in page
    assert Event.objects.filter(verb="downloaded").count() == 1
