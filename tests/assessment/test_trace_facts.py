"""Between two runs every sum is traced to its facts, however the scheme qualifies, weighs or shares."""

import json
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest

from assessment.facts import Moment, moved_since
from assessment.reports.causes import causes_between
from assessment.reports.comparison import compare
from assessment.reports.fact_causes import number_of
from assessment.reports.grounds import Grounds
from assessment.scheme_document import load
from projects import actions as project_actions
from projects.models import Posting, Project
from tests.assessment import scenario
from tests.factories import NOW

OCTOBER = date(2026, 10, 31)
LATER = NOW + timedelta(hours=3)
MADE = {"industry": ["制造业"]}
FORMS = {
    "qualified": {"where": MADE},
    "by size": {"where": {"arrived_at_least": "20000000"}},
    "weighed": {"table": [{"where": MADE, "factor": "1.5"}], "otherwise": "0.5"},
    "equal": {"shares": "equal"},
    "best": {"highest": True},
    "month": {"window": "month"},
    "reported": {"reported": True},
}


def text_with(**measure) -> str:
    document = json.loads(scenario.TOWN_SCHEME)
    for group in document["groups"]:
        for item in group["indicators"]:
            if item["code"] == "arrived":
                item["measure"] |= measure
    return json.dumps(document)


def edit(judged, key: str, industry: str) -> None:
    Project.objects.filter(pk=judged.projects[key].pk).update(industry=industry)


def two_runs(town, **measure):
    """Money, another industry and other shares lie between them."""
    judged = scenario.build(town)
    judged.scheme = scenario.adopt(town, text=text_with(**measure))
    edit(judged, "park", "制造业")
    first = scenario.run_scores(judged, until=OCTOBER)
    edit(judged, "park", "物流")
    edit(judged, "village", "制造业")
    scenario.arrive(judged, "village", "20000000", on=date(2026, 11, 3))
    scenario.arrive(judged, "department", "3000000", on=date(2026, 11, 4))
    shared = judged.projects["village"]
    shared.refresh_from_db()
    project_actions.share_credit(
        project=shared, shares=[(town.units["village"], 5000), (town.units["other_village"], 5000)],
        valid_from=date(2026, 1, 1), reason="重新商定", version=shared.version, by=town.people["office_director"],
        at=NOW + timedelta(hours=1),
    )  # fmt: skip
    return judged, first, scenario.run_scores(judged, at=LATER)


@pytest.mark.parametrize("form", FORMS)
def test_the_facts_add_up_to_the_change_of_every_number(town, form):
    judged, first, second = two_runs(town, **FORMS[form])
    now = Grounds(second)
    then = Grounds(second, until=first.until, as_of=first.as_of, members=now.members)
    moments = Moment(first.until, first.as_of), Moment(second.until, second.as_of)
    moved: dict[tuple, Fraction] = defaultdict(Fraction)
    numbers = {}
    for member in now.members:
        for leaf in now.document.groups[member.group].leaves:
            if leaf.kind == "measure":
                numbers[member, leaf.key] = [number_of(one, leaf, member) for one in (then, now)]
    for cause in causes_between(then, now, *moments, Posting.objects.all()):
        for key, without in cause.without.items():
            if (cause.member, key) in numbers:
                moved[cause.member, key] += numbers[cause.member, key][1] - without
    changed = {place: after - before for place, (before, after) in numbers.items() if after != before}
    assert {place: amount for place, amount in moved.items() if amount} == changed
    assert len(changed) >= 3


def test_each_fact_says_why_it_counts_otherwise(town):
    judged, first, second = two_runs(town, where=MADE)
    found = compare(first, second, Posting.objects.all())
    said = {(one.cause.member.name, one.cause.amount): one.effect.total for one in found.worths}
    (park,) = (total for (name, words), total in said.items() if name == "工业园" and "不再符合条件" in words)
    assert park < 0
    village = [words for (name, words), total in said.items() if name == "石桥村" and total > 0]
    assert any("符合条件后计入" in words for words in village)


def test_another_best_project_is_one_change(town):
    judged, first, second = two_runs(town, highest=True)
    found = compare(first, second, Posting.objects.all()).worths
    (one,) = [one for one in found if "最高项目由“石桥村项目”变为“柳河村项目”" in one.cause.amount]
    assert one.cause.member.name == "柳河村" and one.effect.total > 0


def test_another_factor_is_named_with_both_values(town):
    judged, first, second = two_runs(town, **FORMS["weighed"])
    words = [one.cause.amount for one in compare(first, second, Posting.objects.all()).worths]
    assert any("系数由1.5变为0.5，到位资金-13,000" in one for one in words)
    assert any("系数0.5" in one for one in words)


def test_what_moved_since_a_run_leaves_out_what_a_condition_leaves_out(town):
    judged, first, second = two_runs(town, where=MADE)
    asked = {
        "until": scenario.UNTIL,
        "postings": Posting.objects.all(),
        "after": first.as_of,
        "as_of": second.as_of,
    }
    content = json.loads(text_with(where=MADE)) | {"consequences": []}
    for group in content["groups"]:
        group["indicators"] = [one for one in group["indicators"] if one["code"] == "arrived"]
    moved = moved_since(judged.scheme, load(content), **asked)
    assert {one.project for one in moved.postings} == {judged.projects["village"]}, "the other is no 制造业"
