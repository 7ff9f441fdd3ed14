"""How an office issues reports is a dated rule: what was drafted under one keeps it, what was drafted before stays."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessment.actions.report_checks import check_report
from assessment.actions.report_copies import add_recipient
from assessment.actions.reports import publish_report
from assessment.models import Readers, Report
from assessment.reports import campaign_sections
from assessment.reports.filed import report_paper
from assessment.reports.papers import report_digest
from assessment.reports.report_copies import unfilled
from assessment.reports.report_kinds import KINDS, setup_of
from assessment.reports.report_sections import MAKERS
from projects import actions
from projects.rulebook import KINDS as RULES
from projects.rulebook.presets import preset
from projects.rulebook.reports import FORMS, OF_CAMPAIGN, READERS, SECTIONS
from promo.paper import Form, Imprint
from promo.periods import month_of
from promo.refusal import Refused
from tests.factories import NOW
from tests.pages.test_rules import boxes, where
from tests.reports.drafting import ENDED, draft

BEFORE = date(2026, 9, 1)
ALL = ("overview", "ranking", "added", "problems", "unsettled", "slips", "returns", "followed", "demands")


@pytest.fixture
def decide(town):
    """`decide("month", title=...)`: the office's rule for a kind of report, from a day on."""

    def _decide(kind: str, *, on: date = BEFORE, **changes):
        return actions.set_rule(
            region=town.region, kind=f"report_{kind}", document=RULES[f"report_{kind}"].default | changes,
            valid_from=on, basis="镇政办发〔2026〕9号", by=town.people["supervisor"], at=NOW,
        )  # fmt: skip

    return _decide


def rows(*said) -> list[dict]:
    return [{"order": order, "section": code, "heading": heading} for order, code, heading in said]


def publish(town, report: Report) -> Report:
    return publish_report(report=report, version=report.version, by=town.people["supervisor"], at=NOW)


def test_an_office_that_decides_nothing_has_what_it_had():
    held = {
        code: (one.ready.title, one.ready.readers, one.ready.form, [code for code, _ in one.ready.sections])
        for code, one in KINDS.items()
    }
    short = ["overview", "added", "problems", "unsettled"]
    for code, expected in {
        "fortnight": ("招商引资督查通报", "listed", Form.PLAIN, list(ALL)),
        "week": ("招商引资工作周报", "office", Form.PLAIN, short),
        "half_month": ("招商引资工作半月报", "office", Form.PLAIN, list(ALL)),
        "month": ("招商引资工作月通报", "units", Form.RED_HEAD, list(ALL)),
        "quarter": ("招商引资工作季度通报", "units", Form.RED_HEAD, list(ALL)),
        "half_year": ("招商引资工作半年通报", "units", Form.RED_HEAD, list(ALL)),
        "year": ("招商引资工作年度通报", "units", Form.RED_HEAD, list(ALL)),
        "campaign": ("通报", "units", Form.RED_HEAD, [code for code, _ in OF_CAMPAIGN]),
    }.items():
        assert held[code] == expected
        ready = KINDS[code].ready
        assert (ready.issuer, ready.addressee, ready.copies, ready.printer) == ("", "", "", "")
        assert (ready.mark, ready.functions) == ("内部资料", ())
        assert not any(heading for _, heading in ready.sections)


def test_the_rulebook_speaks_of_the_same_sections_readers_and_forms(judged, town):
    assert [code for code, _ in SECTIONS] == list(MAKERS)
    assert [code for code, _ in OF_CAMPAIGN] == list(campaign_sections.MAKERS)
    assert dict(READERS) == dict(Readers.choices)
    assert dict(FORMS) == {form.value: form.label for form in Form}
    names = dict(SECTIONS)
    drafted = draft(town).words
    assert [one["heading"].partition("、")[2] for one in drafted] == [
        names[one["section"]] for one in drafted
    ]


def test_a_report_is_made_up_by_the_rule_of_its_last_day_and_keeps_it(judged, town, decide):
    rule = decide(
        "month", title="重点工作通报", form="letter", readers="leaders", issuer="青石镇党政综合办公室",
        addressee="各村、镇直各单位", copies="县委督查室", printer="党政办公室",
        sections=rows((3, "demands", "工作要求"), (1, "problems", ""), (2, "overview", "任务完成情况")),
    )  # fmt: skip
    month = month_of(NOW.date()).previous()
    report = draft(town, month)
    assert (report.title, report.readers, report.rule) == (f"{town.region.name}重点工作通报", "leaders", rule)
    assert [one["heading"] for one in report.words] == ["一、存在问题", "二、任务完成情况", "三、工作要求"]
    paper = report_paper(report)
    assert (paper.form, paper.issuer, paper.signer) == (
        Form.LETTER,
        "青石镇党政综合办公室",
        "青石镇党政综合办公室",
    )
    assert paper.addressee == "各村、镇直各单位"
    assert paper.imprint == Imprint("县委督查室", "党政办公室", None), "a draft has no day"
    report = publish(town, report)
    assert report_paper(report).imprint.day == NOW.date()
    decide("month", on=NOW.date(), title="另一种通报")
    assert setup_of(Report.objects.get(pk=report.pk)).title == "重点工作通报"
    assert check_report(report=report, by=town.people["leader"], at=NOW).is_sound
    assert draft(town, month.previous()).rule_id == rule.pk


def test_a_report_of_before_the_rule_is_worked_out_again_as_it_was(judged, town, decide):
    report = draft(town)
    assert (report.rule, report.format) == (None, 3)
    Report.objects.filter(pk=report.pk).update(format=2, setup={})
    report.refresh_from_db()
    Report.objects.filter(pk=report.pk).update(sha256=report_digest(report))
    report.refresh_from_db()
    report = publish(town, report)
    decide("fortnight", form="red", sections=rows((1, "demands", "")))
    assert check_report(report=report, by=town.people["leader"], at=NOW).is_sound
    assert report_paper(report).form == Form.PLAIN


def test_the_checksum_holds_the_rule_too(judged, town, decide):
    report = draft(town)
    other = decide("fortnight", title="别的")
    kept = report_digest(report)
    report.rule = other
    assert report_digest(report) != kept
    report.rule, report.setup = None, report.setup | {"copies": "县委督查室"}
    assert report_digest(report) != kept


def test_readers_that_nobody_decided_are_found_by_the_check(judged, town):
    """Set in the database itself: the column is in no checksum, the rule that says who reads is."""
    report = draft(town)
    Report.objects.filter(pk=report.pk).update(readers=Readers.UNITS)
    report = publish(town, Report.objects.get(pk=report.pk))
    (found,) = check_report(report=report, by=town.people["leader"], at=NOW).differences
    assert (found.field, found.kept, found.found) == ("阅读范围", "各单位", "仅限分发名单")


def test_who_is_named_is_followed_up_where_nobody_is_ranked(judged, town, decide):
    decide("fortnight", sections=rows((1, "overview", ""), (2, "followed", ""), (3, "problems", "")))
    first = draft(town)
    assert "followed" not in {one["section"] for one in first.words}
    second = draft(town, ENDED.next(), at=NOW + timedelta(days=5))
    assert [one["section"] for one in second.words] == ["overview", "followed", "problems"]


def test_a_report_for_leaders_is_closed_to_the_economic_office(judged, town, decide):
    decide("month", readers="leaders")
    report = publish(town, draft(town, month_of(NOW.date()).previous()))
    seen = {
        who: Report.objects.visible_to(town.access(who)).filter(pk=report.pk).exists()
        for who in ("leader", "supervisor", "office_director", "office_clerk", "unit_head")
    }
    assert seen == {
        "leader": True, "supervisor": True, "office_director": False, "office_clerk": False, "unit_head": False,
    }  # fmt: skip


def test_the_fortnight_goes_to_two_functions_only(judged, town, decide):
    entered = {"region": town.region, "kind": "fortnight", "by_mail": False, "by": town.people["supervisor"]}
    add_recipient(user=town.people["office_director"], at=NOW, **entered)
    decide("fortnight", **preset("report_fortnight", "two_leaders").document)
    with pytest.raises(Refused, match="只送党委书记、镇长") as refusal:
        add_recipient(user=town.people["leader"], at=NOW, **entered)
    assert refusal.value.field == "function"
    with pytest.raises(Refused, match="没有“副镇长”"):
        add_recipient(user=town.people["leader"], function="副镇长", at=NOW, **entered)
    add_recipient(user=town.people["leader"], function="镇长", at=NOW, **entered)
    with pytest.raises(Refused, match=f"“镇长”已确定为{town.people['leader'].name}"):
        add_recipient(user=town.people["supervisor"], function="镇长", at=NOW, **entered)
    report = draft(town)
    assert unfilled(report, on=NOW.date()) == ["党委书记"]
    report = publish(town, report)
    assert [one.user for one in report.copies.all()] == [town.people["leader"]]


def test_the_pages_say_what_is_missing_and_what_a_rule_would_do(judged, town, decide, login):
    decide("fortnight", **preset("report_fortnight", "two_leaders").document)
    report = draft(town)
    supervisor = login(town.people["supervisor"])
    page = supervisor.get(reverse("assessment:report_show", args=[report.pk])).content.decode()
    assert "应送党委书记、镇长，尚未确定人员" in page and "（镇政办发〔2026〕9号）" in page
    form = supervisor.get(reverse("assessment:recipient_add")).content.decode()
    assert "双周督查报告只送党委书记、镇长" in form
    door = where(town, "report_month")
    assert login(town.people["office_director"]).get(door).status_code == 404, (
        "the supervision office decides"
    )
    supervisor = login(town.people["supervisor"])
    assert supervisor.get(where(town, "clocks")).status_code == 404
    assert 'value="look"' in supervisor.get(door).content.decode()
    sent = boxes("report_month", title="月度通报", copies="县委督查室") | {"act": "look", "basis": ""}
    answer = supervisor.post(door, sent)
    told = answer.content.decode()
    assert answer.status_code == 200 and "标题用语为“月度通报”" in told and "抄送县委督查室" in told
    assert "请填写依据" not in told
    wrong = supervisor.post(door, sent | {"sections_0_order": "零"})
    assert wrong.status_code == 422 and "顺序应为1至20的整数" in wrong.content.decode()
