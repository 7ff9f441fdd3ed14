"""Accounts and roles: from a day to a day, given by others, never beyond the administrator's regions."""

from datetime import date, timedelta

import pytest

from promo.refusal import Refused
from tests.factories import LONG_AGO, NOW, PASSWORD, TODAY, make_unit, make_user
from units import actions
from units.access import Access
from units.models import Membership, Role, User
from units.passwords import SIGNS, make_first_password

TOMORROW = TODAY + timedelta(days=1)


def give(user, unit, *, role=Role.UNIT_CLERK, by=None, start=LONG_AGO, end=None):
    return actions.give_membership(
        user=user, unit=unit, role=role, valid_from=start, valid_to=end, by=by, at=NOW
    )


def test_a_first_password_is_strong_readable_and_never_the_same_twice():
    made = {make_first_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert len(password) == 14
        assert set(password) <= set(SIGNS) | {"-"}
        assert any(sign.isdigit() for sign in password)
        assert any(sign.isalpha() for sign in password)


def test_an_account_and_its_first_role_are_made_together_or_not_at_all(town):
    fields = {
        "username": "xinren",
        "name": "新人",
        "password": PASSWORD,
        "role": Role.UNIT_CLERK,
        "by": None,
        "at": NOW,
    }
    closed = make_unit("X1", region=town.region)
    actions.change_unit(unit=closed, version=1, valid_to=date(2026, 1, 1), by=None, at=NOW)
    with pytest.raises(Refused, match="已停用"):
        actions.open_account(unit=closed, valid_from=TODAY, **fields)
    assert not User.objects.filter(username="xinren").exists()
    user = actions.open_account(unit=town.units["village"], valid_from=TODAY, **fields)
    assert user.must_change_password
    assert Access.of(user, on=TODAY).roles == {"unit_clerk"}


@pytest.mark.parametrize("username", ["unit_clerk", "UNIT_clerk"])
def test_user_names_differ_by_more_than_case(town, username):
    with pytest.raises(Refused, match="已有人使用"):
        actions.create_user(username=username, name="某人", password=PASSWORD, by=None, at=NOW)


def test_nobody_gives_a_role_to_himself(town):
    administrator = town.people["administrator"]
    for role in Role.values:
        with pytest.raises(Refused, match="不能给自己授予岗位，请由其他管理员办理"):
            give(administrator, town.units["office"], role=role, by=administrator, start=TODAY)
    assert Access.of(administrator, on=TODAY).roles == {"administrator"}


def test_nobody_ends_his_own_role_so_an_administrator_always_remains(town):
    administrator = town.people["administrator"]
    with pytest.raises(Refused, match="不能结束自己的岗位"):
        actions.end_membership(membership=administrator.memberships.get(), on=TODAY, by=administrator, at=NOW)


@pytest.mark.parametrize(
    ("start", "end", "clashes"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), False),
        (date(2026, 3, 1), date(2026, 4, 1), False),
        (date(2026, 3, 1), date(2026, 4, 2), True),
        (date(2026, 5, 1), date(2026, 5, 2), True),
        (date(2026, 5, 31), None, True),
        (date(2026, 6, 1), None, False),
        (date(2026, 3, 1), None, True),
    ],
)
def test_the_same_role_is_held_once_at_a_time(town, start, end, clashes):
    """Held from 1 April up to but not including 1 June."""
    user, unit = town.people["unit_clerk"], town.units["park"]
    give(user, unit, start=date(2026, 4, 1), end=date(2026, 6, 1))
    if clashes:
        with pytest.raises(Refused, match="已担任该单位的这一岗位"):
            give(user, unit, start=start, end=end)
    else:
        give(user, unit, start=start, end=end)
    assert Membership.objects.filter(user=user, unit=unit).count() == (1 if clashes else 2)


def test_a_role_ends_after_it_begins(town):
    with pytest.raises(Refused, match="截止日期应晚于起始日期"):
        give(town.people["unit_clerk"], town.units["park"], start=TODAY, end=TODAY)
    with pytest.raises(Refused, match="截止日期应晚于起始日期"):
        row = town.people["unit_clerk"].memberships.get()
        actions.end_membership(membership=row, on=LONG_AGO, by=None, at=NOW)


def test_a_role_does_not_outlive_its_unit(town):
    unit = make_unit("X1", region=town.region)
    actions.change_unit(unit=unit, version=1, valid_to=date(2027, 1, 1), by=None, at=NOW)
    for end in (None, date(2027, 1, 2)):
        with pytest.raises(Refused, match="截止日期不能晚于该日"):
            give(town.people["unit_clerk"], unit, start=TODAY, end=end)
    give(town.people["unit_clerk"], unit, start=TODAY, end=date(2027, 1, 1))


def test_the_last_day_of_a_role_is_the_day_before_its_end(town):
    user = town.people["unit_clerk"]
    actions.end_membership(membership=user.memberships.get(), on=TOMORROW, by=None, at=NOW)
    assert Access.of(user, on=TODAY).roles == {"unit_clerk"}
    assert Access.of(user, on=TOMORROW).roles == frozenset()


def test_an_end_to_come_may_be_brought_forward_but_a_past_one_stays(town):
    row = town.people["unit_clerk"].memberships.get()
    row = actions.end_membership(membership=row, on=TODAY + timedelta(days=30), by=None, at=NOW)
    with pytest.raises(Refused, match="不能延长"):
        actions.end_membership(membership=row, on=TODAY + timedelta(days=31), by=None, at=NOW)
    row = actions.end_membership(membership=row, on=TODAY, by=None, at=NOW)
    with pytest.raises(Refused, match="已经结束"):
        actions.end_membership(membership=row, on=TODAY - timedelta(days=1), by=None, at=NOW)


def test_an_account_that_is_off_reaches_nothing(town):
    user = actions.switch_user(
        user=town.people["unit_clerk"], is_active=False, by=town.people["administrator"], at=NOW
    )
    assert Access.of(user, on=TODAY).roles == frozenset()


def test_an_administrator_touches_no_account_that_reaches_beyond_his_regions(town, neighbour):
    """Whoever resets a password could come in as that person."""
    administrator, both = town.people["administrator"], town.people["unit_clerk"]
    give(both, neighbour.units["village"], start=TOMORROW)
    with pytest.raises(Refused, match="请由上级管理员办理"):
        actions.reset_password(user=both, password="Other-2026!", by=administrator, at=NOW)
    with pytest.raises(Refused, match="请由上级管理员办理"):
        actions.switch_user(user=both, is_active=False, by=administrator, at=NOW)
    both.refresh_from_db()
    assert both.is_active
    assert both.check_password(PASSWORD)


def test_an_administrator_of_the_county_may(town, neighbour):
    hall = make_unit("C1", region=town.county, unit_class="")
    above = make_user("county", unit=hall, role=Role.ADMINISTRATOR)
    both = town.people["unit_clerk"]
    give(both, neighbour.units["village"])
    actions.reset_password(user=both, password="Other-2026!", by=above, at=NOW)
    both.refresh_from_db()
    assert both.must_change_password


def test_reach_follows_the_administrator_role_and_no_other(town, neighbour):
    """A leader of the next town who is administrator here administers here only."""
    administrator = town.people["administrator"]
    give(administrator, neighbour.units["office"], role=Role.LEADER)
    access = Access.of(administrator, on=TODAY)
    assert not User.objects.administered_by(access).filter(pk=neighbour.people["unit_clerk"].pk).exists()
    assert User.objects.administered_by(access).filter(pk=town.people["unit_clerk"].pk).exists()
