"""A unit that is behind, looked for and pressed by a slip, for the tests of supervision."""

from assessment import actions
from assessment.models import Finding, Slip
from tests.factories import NOW, TODAY, make_arrival, signed_project, slip, verify

HUNDRED_MILLION_YUAN = 10_000_000_000  # in 分


def give_target(town, key: str = "village", quantity: int = HUNDRED_MILLION_YUAN):
    return actions.record_target(
        region=town.region, unit=town.units[key], year=2026, measure="arrived_capital", quantity=quantity,
        effective_from=TODAY.replace(month=1, day=1), document="镇政办发〔2026〕5号", by=town.people["office_director"],
        at=NOW,
    )  # fmt: skip


def look(town, when=NOW):
    return actions.look_for_matters(region=town.region, by=None, at=when)


def behind(town, key: str = "village") -> Finding:
    """The unit has a target and nothing has arrived."""
    give_target(town, key)
    look(town)
    return Finding.objects.get(kind="behind", unit=town.units[key])


def bring(town, amount: str, on=TODAY, key: str = "village"):
    """So much arrives, and is recognised."""
    people = town.people
    project = signed_project(
        unit=town.units[key], by=people["office_clerk"], verifier=people["office_director"], amount="300000000", on=on
    )  # fmt: skip
    return verify(
        make_arrival(project=project, by=people["office_clerk"], amount=amount, on=on), by=people["office_director"]
    )  # fmt: skip


def issue(town, *, findings=(), key: str = "village", colour: str = "blue", when=NOW, **more) -> Slip:
    more = {"source": "finding" if findings else "other", "title": "关于到位资金的督办"} | more
    return actions.issue_slip(
        unit=town.units[key], colour=colour, situation="到位资金低于时序进度。", demand="限期补上差距。",
        findings=findings, by=town.people["supervisor"], at=when, **more,
    )  # fmt: skip


def sign(town, row: Slip, who: str = "unit_head", when=NOW) -> Slip:
    return actions.sign_slip(slip=row, version=row.version, by=town.people[who], at=when)


def reply(town, row: Slip, who: str = "unit_clerk", when=NOW) -> Slip:
    return actions.reply_slip(
        slip=row, text="已与投资方约定月底到资。", version=row.version, by=town.people[who], at=when,
        files=[slip("到资承诺.pdf")],
    )  # fmt: skip


def replied(town, **more) -> Slip:
    return reply(town, sign(town, issue(town, **more)))
