"""A slip through its days: issued, signed, answered, checked; overdue it escalates, made good it eases."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assessment import actions
from assessment.models import Slip, SlipStep
from assessment.reports.slips import SlipsIn, slips_in
from promo.models import Event, Notice
from promo.refusal import Refused
from tests.assessment.pressing import behind, bring, issue, look, replied, reply, sign
from tests.factories import NOW, TODAY, at, slip

LATER = NOW + timedelta(days=60)


def told(row: Slip) -> list[str]:
    return list(row.steps.values_list("kind", flat=True))


def close(town, row: Slip, who: str = "supervisor", when=NOW) -> Slip:
    return actions.close_slip(slip=row, text="核查属实。", version=row.version, by=town.people[who], at=when)


def test_a_slip_goes_its_way(town):
    row = issue(town, findings=[behind(town)])
    assert (row.code, row.state, row.due_on) == ("督办〔2026〕1号", "issued", date(2026, 12, 4))
    row = close(town, reply(town, sign(town, row)))
    assert (row.state, row.signed_by, row.closed_by) == (
        "closed",
        town.people["unit_head"],
        town.people["supervisor"],
    )
    assert told(row) == ["issued", "signed", "replied", "closed"]
    assert row.steps.get(kind="replied").files.get().name == "到资承诺.pdf"
    verbs = Event.objects.about(row).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["slip_issued", "slip_signed", "slip_replied", "slip_closed"]


def test_numbers_run_within_a_place_and_a_year(town):
    assert [issue(town, key=key).number for key in ("village", "park")] == [1, 2]
    assert issue(town, when=at(date(2027, 1, 4))).code == "督办〔2027〕1号"


@pytest.mark.parametrize("colour, days", [("blue", 10), ("yellow", 5), ("red", 3)])
def test_the_deadline_follows_the_colour_in_working_days(town, colour, days):
    due = {10: date(2026, 12, 4), 5: date(2026, 11, 27), 3: date(2026, 11, 25)}
    assert issue(town, colour=colour).due_on == due[days]


def test_an_instruction_needs_leader_words_day_and_paper(town):
    whole = {
        "source": "instruction", "leader_name": "吴镇长", "instruction": "限期整改。", "instructed_on": TODAY,
        "document": "批示件12号",
    }  # fmt: skip
    row = issue(town, **whole, due_on=TODAY + timedelta(days=2))
    assert row.due_on == TODAY + timedelta(days=2)
    for name in ("leader_name", "instruction", "instructed_on", "document"):
        with pytest.raises(Refused):
            issue(town, **whole | {name: None if name == "instructed_on" else ""})
    with pytest.raises(Refused, match="按规定计算"):
        issue(town, due_on=TODAY + timedelta(days=2))


def test_a_finding_is_on_one_open_slip_only(town):
    finding = behind(town)
    row = issue(town, findings=[finding])
    with pytest.raises(Refused, match="已在督办〔2026〕1号中办理"):
        issue(town, findings=[finding])
    with pytest.raises(Refused, match="已有变化"):
        issue(town, findings=[finding], key="park")
    actions.withdraw_slip(slip=row, text="下达有误", version=1, by=town.people["supervisor"], at=NOW)
    assert issue(town, findings=[finding]).number == 2


def test_only_the_unit_signs_and_answers_with_a_paper(town):
    row = issue(town)
    for who in ("other_clerk", "supervisor", "leader"):
        with pytest.raises(Refused, match="只有承办单位"):
            sign(town, row, who)
    with pytest.raises(Refused, match="待签收"):
        reply(town, row)
    sign(town, row)
    with pytest.raises(Refused, match="佐证材料"):
        actions.reply_slip(slip=row, text="已办", version=row.version, by=town.people["unit_clerk"], at=NOW)


def test_a_second_click_changes_nothing(town):
    row = sign(town, issue(town))
    with pytest.raises(Refused, match="待回复"):
        sign(town, row)
    assert told(row) == ["issued", "signed"]


def test_whoever_replied_does_not_check(town):
    """A supervisor who also holds a post in the unit keeps out; the issuer may check, and the database says so too."""
    row = replied(town)
    Slip.objects.filter(pk=row.pk).update(replied_by=town.people["supervisor"])
    row.refresh_from_db()
    with pytest.raises(Refused, match="回复人"):
        close(town, row)
    with pytest.raises(IntegrityError, match="slip_four_eyes"), transaction.atomic():
        Slip.objects.filter(pk=row.pk).update(
            state="closed", closed_by=town.people["supervisor"], closed_at=NOW
        )
    assert close(town, row, "other_supervisor").state == "closed"


def test_a_returned_reply_has_a_new_deadline_and_never_a_lighter_colour(town):
    row = replied(town, colour="yellow")
    back = {
        "slip": row,
        "text": "材料不全",
        "version": row.version,
        "by": town.people["supervisor"],
        "at": NOW,
    }
    with pytest.raises(Refused, match="不能降低"):
        actions.return_slip(colour="blue", **back)
    row = actions.return_slip(colour="red", **back)
    assert (row.state, row.colour, row.due_on) == ("signed", "red", date(2026, 11, 25))
    assert close(town, reply(town, row)).state == "closed"


def test_steps_and_closed_slips_do_not_change(town):
    row = close(town, replied(town))
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        SlipStep.objects.filter(slip=row).update(text="改写")
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Slip.objects.filter(pk=row.pk).update(title="改写")


def test_overdue_slips_escalate_by_the_rule_and_are_told(town):
    row = issue(town)  # due on Friday, 4 December
    assert actions.escalate_due_slips(now=at(date(2026, 12, 6))) == 0  # Sunday: no working day has passed
    assert actions.escalate_due_slips(now=at(date(2026, 12, 7))) == 1
    assert actions.escalate_due_slips(now=at(date(2026, 12, 7))) == 0
    row.refresh_from_db()
    assert (row.colour, row.due_on, row.state) == ("yellow", date(2026, 12, 14), "issued")
    assert row.steps.last().text == "逾期未签收，由蓝色升级为黄色。" and row.steps.last().by is None
    people = {town.people[who].pk for who in ("unit_head", "leader", "supervisor", "other_supervisor")}
    assert set(Notice.objects.filter(kind="late").values_list("user", flat=True)) == people
    actions.escalate_due_slips(now=at(date(2026, 12, 15)))
    actions.escalate_due_slips(now=LATER)
    row.refresh_from_db()
    assert row.colour == "red" and told(row) == ["issued", "escalated", "escalated"]


def test_a_reply_that_waits_is_not_late(town):
    replied(town)
    assert actions.escalate_due_slips(now=LATER) == 0


def test_a_red_slip_turns_yellow_when_the_gap_is_made_good(town):
    row = issue(town, findings=[behind(town)], colour="red")
    ease = {"slip": row, "by": town.people["supervisor"], "at": NOW}
    bring(town, "83287600")
    with pytest.raises(Refused, match="应完成8,328.77万元，现完成8,328.76万元"):
        actions.ease_slip(version=row.version, **ease)
    assert actions.ease_made_good(region=town.region, at=NOW) == 0
    bring(town, "100")
    assert actions.ease_made_good(region=town.region, at=NOW) == 1
    row.refresh_from_db()
    assert (row.colour, row.due_on, told(row)) == ("yellow", date(2026, 11, 27), ["issued", "eased"])
    with pytest.raises(Refused, match="只有红色"):
        actions.ease_slip(version=row.version, **ease)


def test_a_unit_sees_its_own_slips_and_a_neighbour_none(town, neighbour):
    issue(town)
    for who, count in (
        ("unit_clerk", 1),
        ("supervisor", 1),
        ("leader", 1),
        ("other_clerk", 0),
        ("office_director", 0),
    ):
        assert Slip.objects.visible_to(town.access(who)).count() == count, who
    assert not Slip.objects.visible_to(neighbour.access("supervisor")).exists()


def test_a_report_reads_what_was_known(town):
    """The same question of an earlier moment has the same answer after everything that came later."""
    row = issue(town, findings=[behind(town)])
    span = {"start": date(2026, 11, 16), "end": date(2026, 11, 30)}
    first = slips_in(town.region, **span, as_of=row.steps.last().at)
    assert ([one.code for one in first.issued], first.answered, first.overdue) == ([row.code], [], [])
    then = {"start": date(2026, 11, 30), "end": date(2026, 12, 14)}
    actions.escalate_due_slips(now=at(date(2026, 12, 7)))
    late = slips_in(town.region, **then, as_of=LATER)
    assert late.issued == [] and late.overdue == []  # its new last day is the 14th
    after = {"start": then["end"], "end": date(2026, 12, 28)}
    late = slips_in(town.region, **after, as_of=LATER)
    assert [(one.unit_name, one.colour) for one in late.overdue] == [("石桥村", "yellow")]
    row.refresh_from_db()
    when = at(date(2026, 12, 15))
    close(town, reply(town, sign(town, row, when=when), when=when), when=when)
    done = slips_in(town.region, **after, as_of=LATER)
    assert (len(done.issued), len(done.answered), len(done.closed), done.overdue) == (0, 1, 1, [])
    assert slips_in(town.region, **span, as_of=row.steps.first().at) == first
    with CaptureQueriesContext(connection) as asked:
        long_after = slips_in(
            town.region, start=date(2027, 3, 1), end=date(2027, 3, 15), as_of=at(date(2027, 4, 1))
        )
    assert long_after == SlipsIn([], [], [], []) and len(asked) == 1
    with connection.cursor() as cursor:
        cursor.execute(asked[0]["sql"])
        assert cursor.fetchall() == [], "a slip that ended long ago is not read again"


def test_findings_go_with_the_slip_in_the_words_of_the_day(town):
    finding = behind(town)
    row = issue(town, findings=[finding])
    bring(town, "50000000", on=date(2026, 10, 8))
    look(town)
    finding.refresh_from_db()
    assert row.findings.get().words != finding.words and "实际完成0元" in row.findings.get().words


def test_files_come_only_to_who_sees_the_slip(town):
    row = issue(town, files=[slip("督办附件.pdf")])
    file = row.steps.get().files.get()
    assert file in type(file).objects.visible_to(town.access("unit_clerk"))
    assert file not in type(file).objects.visible_to(town.access("other_clerk"))
