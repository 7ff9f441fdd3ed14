"""A published report goes once to each person on its list, by mail with its file; again only knowingly."""

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction

from assessment import report_tellings
from assessment.actions.report_copies import add_recipient, end_recipient, read_report, send_again
from assessment.actions.reports import publish_report, reword_report
from assessment.models import Report, ReportCopy, ReportReading
from assessment.reports.filed import report_file
from assessment.reports.report_copies import readers_of
from promo import mailing
from promo.models import Event, Notice
from promo.paper import Form
from promo.refusal import Refused
from tests.factories import NOW
from tests.reports.drafting import ENDED, draft
from units.access import Access


@pytest.fixture
def listed(town):
    """`listed(who, ...)` puts a person on the list of the fortnight."""

    def _add(who: str, *, by_mail: bool = False):
        user = town.people[who]
        return add_recipient(
            region=town.region,
            kind="fortnight",
            user=user,
            by_mail=by_mail,
            by=town.people["supervisor"],
            at=NOW,
        )

    return _add


def published(town, period=ENDED) -> Report:
    report = draft(town, period)
    return publish_report(report=report, version=report.version, by=town.people["supervisor"], at=NOW)


@pytest.fixture
def by_mail(town, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    leader = town.people["leader"]
    leader.email = "wu@example.cn"
    leader.save(update_fields=["email"])
    return leader


def test_everybody_on_the_list_gets_one_copy_with_the_paper(judged, town, listed, by_mail):
    listed("leader", by_mail=True)
    listed("office_director")
    report = published(town)
    assert sorted(report.copies.values_list("user__name", "by_mail")) == sorted(
        [(by_mail.name, True), (town.people["office_director"].name, False)]
    )
    assert Event.objects.get(verb="report_published").detail["sent"] == [
        by_mail.name, town.people["office_director"].name,
    ]  # fmt: skip
    assert mailing.send_due(now=NOW) == 1
    assert mailing.send_due(now=NOW) == 0
    (letter,) = mail.outbox
    assert letter.to == ["wu@example.cn"]
    ((name, content, _),) = letter.attachments
    assert (name, content) == report_file(report, Form.PLAIN)[:2]
    assert not Notice.objects.filter(kind="copy", user=town.people["office_clerk"]).exists()


def test_the_file_is_made_once_for_all_who_get_it_by_mail(judged, town, listed, by_mail, monkeypatch):
    director = town.people["office_director"]
    director.email = "sun@example.cn"
    director.save(update_fields=["email"])
    made = []
    report_tellings._file.cache_clear()
    monkeypatch.setattr(report_tellings, "report_file", lambda *one: made.append(one) or report_file(*one))
    for who in ("leader", "office_director"):
        listed(who, by_mail=True)
    published(town)
    assert mailing.send_due(now=NOW) == 2
    assert len(made) == 1 and len({letter.attachments[0].content for letter in mail.outbox}) == 1


def test_a_second_copy_for_one_person_cannot_be(judged, town, listed):
    listed("leader")
    report = published(town)
    with pytest.raises(IntegrityError, match="report_copy_once|UNIQUE"), transaction.atomic():
        ReportCopy.objects.create(report=report, user=town.people["leader"], by_mail=False, sent_at=NOW)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        report.copies.update(by_mail=True)


def test_sent_again_knowingly_it_is_told_again_and_leaves_an_event(judged, town, listed):
    listed("leader")
    report = published(town)
    send_again(copy=report.copies.get(), by=town.people["supervisor"], at=NOW)
    assert Notice.objects.filter(kind="copy", user=town.people["leader"]).count() == 2
    assert report.copies.count() == 1
    assert (
        Event.objects.about(report).get(verb="report_sent_again").detail["name"] == town.people["leader"].name
    )


def test_who_left_the_list_gets_nothing_from_then_on_and_keeps_what_he_was_sent(judged, town, listed):
    row = listed("leader")
    first = published(town)
    end_recipient(recipient=row, by=town.people["supervisor"], at=NOW)
    with pytest.raises(Refused, match="已经移出"):
        end_recipient(recipient=row, by=town.people["supervisor"], at=NOW)
    second = published(town, ENDED.next())
    assert (first.copies.count(), second.copies.count()) == (1, 0)
    with pytest.raises(Refused, match="已移出分发名单"):
        send_again(copy=first.copies.get(), by=town.people["supervisor"], at=NOW)
    assert (
        Notice.objects.filter(kind="copy").count() == 1
        and not readers_of(first, on=NOW.date())[0].may_get_again
    )
    assert listed("leader").pk != row.pk, "and may come back"


def test_whose_post_ended_gets_no_further_report_although_he_stands_on_the_list(judged, town, listed):
    row = listed("office_director")
    first = published(town)
    row.user.memberships.update(valid_to=NOW.date())
    second = published(town, ENDED.next())
    assert (first.copies.count(), second.copies.count()) == (1, 0)
    with pytest.raises(Refused, match="不再任职"):
        send_again(copy=first.copies.get(), by=town.people["supervisor"], at=NOW)
    assert not Report.objects.visible_to(Access.of(row.user, on=NOW.date())).filter(pk=second.pk).exists()


def test_a_person_stands_on_a_list_once_and_mail_needs_an_address(town, listed):
    with pytest.raises(Refused, match="没有登记邮箱"):
        listed("leader", by_mail=True)
    listed("leader")
    with pytest.raises(Refused, match="已在名单上"):
        listed("leader")


def test_reading_is_said_once_and_kept_for_ever(judged, town):
    report = draft(town)
    with pytest.raises(Refused, match="尚未发布"):
        read_report(report=report, by=town.people["leader"], at=NOW)
    report = publish_report(report=report, version=1, by=town.people["supervisor"], at=NOW)
    for _ in range(2):
        read_report(report=report, by=town.people["leader"], at=NOW)
    assert Event.objects.filter(verb="report_read").count() == 1
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ReportReading.objects.all().delete()


def test_nobody_who_worded_it_publishes_it_and_the_database_says_so_too(judged, town):
    report, people = draft(town), town.people
    for version, who in enumerate(("supervisor", "other_supervisor"), 1):
        reword_report(report=report, words={"demands": [f"{who}。"]}, version=version, by=people[who], at=NOW)
    for who in ("supervisor", "other_supervisor"):
        with pytest.raises(Refused, match="请由他人"):
            publish_report(report=report, version=report.version, by=people[who], at=NOW)
    with pytest.raises(IntegrityError, match="report_published_by_another"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(
            state="published", published_by=people["other_supervisor"], published_at=NOW
        )
    assert (
        publish_report(report=report, version=report.version, by=people["leader"], at=NOW).state
        == "published"
    )
