"""Situation 2: two towns' units register one investor under two spellings. Both are told, nobody is stopped, and once
the office has looked, the project counts once."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from projects.models import DuplicateHint, Posting, Project, ProjectMerge
from tests.factories import make_arrival, make_milestone, verify

ADD = reverse("projects:lead_add")
QUEUE = reverse("projects:duplicate_list")
FULL, SHORT = "浙江湖凤样（集团）有限公司", "湖凤样集团"


@pytest.fixture
def people(login, town):
    names = ("unit_clerk", "other_clerk", "office_clerk", "office_director", "leader")
    return {name: login(town.people[name]) for name in names}


def lead(unit, **changes) -> dict:
    return {
        "form_key": str(uuid4()), "name": "智能仓储设备生产基地项目", "ownership": "domestic", "channel": "visit",
        "received_by": "接收人", "received_at": "2026-03-04T09:30", "lead_unit": unit.pk, **changes,
    }  # fmt: skip


def send(client, name, hint, **typed):
    return client.post(
        reverse(f"projects:{name}", args=[hint.pk]), {"form_key": str(uuid4()), **typed}, follow=True
    )


def signed(project, town, on):
    clerk, director = town.people["office_clerk"], town.people["office_director"]
    verify(make_milestone(project=project, by=clerk, on=on), by=director)
    verify(make_arrival(project=project, by=clerk, on=on), by=director)


def both_register(people, town) -> tuple[Project, Project]:
    """石桥村 registers under the full name, 柳河村 later under the short one and is asked."""
    people["unit_clerk"].post(ADD, lead(town.units["village"], investor_name=FULL))
    first = Project.objects.get()
    second = lead(town.units["other_village"], investor_name=SHORT, name="智能仓储设备生产基地")
    asked = people["other_clerk"].post(ADD, second)
    page = asked.content.decode()
    assert asked.status_code == 422 and "已登记1个很可能相同的项目" in page
    assert first.code not in page and "石桥村" not in page  # counted, never named
    answer = {"alike-answer": "another", "alike-reason": "本村自己的客商"}
    people["other_clerk"].post(ADD, second | answer | {"form_key": str(uuid4())})
    later = Project.objects.exclude(pk=first.pk).get()
    return first, later


def found_to_be_two(people, hint) -> None:
    """It was a mistake: taken back by a new act, everything counts as before. Different after all: remembered, and a
    search over the register does not ask again."""
    hint.refresh_from_db()
    assert hint.state == "same"
    send(people["office_director"], "duplicate_undo", hint, **{"undo-reason": "两家企业，执照不同"})
    assert totals(people["leader"]) == (2, "10,000") and ProjectMerge.objects.get().undone_at
    hint.refresh_from_db()

    send(people["office_clerk"], "duplicate_deny", hint, **{"deny-reason": "两家企业"})
    people["office_director"].post(reverse("projects:duplicate_scan"), {"form_key": str(uuid4())})
    assert (
        DuplicateHint.objects.count() == 1
        and "没有待核对" in people["office_clerk"].get(QUEUE).content.decode()
    )


def test_two_units_two_spellings_one_project(people, town):
    first, later = both_register(people, town)

    # Until it is resolved each stands on its own; both contracts are verified, and both count.
    signed(first, town, date(2026, 3, 5))
    signed(later, town, date(2026, 4, 8))
    assert totals(people["leader"]) == (2, "10,000")

    # The office looks at the pair: field by field, with the reason of the second unit.
    hint = DuplicateHint.objects.get()
    queue = people["office_clerk"].get(QUEUE).content.decode()
    assert "一级（确定）" in queue and "去掉地名和公司后缀后相同" in queue and "本村自己的客商" in queue
    assert send(people["office_clerk"], "duplicate_merge", hint).status_code == 403  # the director decides
    pair = people["office_director"].get(reverse("projects:duplicate_show", args=[hint.pk])).content.decode()
    assert f"签约：{later.code}的这一笔不再计入，以{first.code}在先的记录为准" in pair

    # One project: kept is the earlier; every figure opens a list with the same total.
    typed = {"merge-kept": str(first.pk), "merge-reason": "营业执照为同一企业"}
    assert (
        "已认定为同一项目"
        in send(people["office_director"], "duplicate_merge", hint, **typed).content.decode()
    )
    assert totals(people["leader"]) == (1, "5,000")
    assert posted("signed_amount") == 5_000_000_000 and posted("signed_count") == 10_000
    assert posted("arrived_capital") == 2_000_000_000  # both sums really came
    shown = people["leader"].get(reverse("projects:project_show", args=[first.pk])).content.decode()
    assert "已并入的项目" in shown and later.code in shown
    mine = people["other_clerk"].get(reverse("projects:project_show", args=[later.pk])).content.decode()
    assert "本项目已并入" in mine and first.name in mine

    found_to_be_two(people, hint)


def totals(client) -> tuple[int, str]:
    """(projects, contract sum in 万元) of the project list."""
    page = client.get(reverse("projects:project_list"))
    total = page.context["totals"].signed_cny / 10_000
    return page.context["page"].paginator.count, f"{total:,.0f}"


def posted(measure: str) -> int:
    return sum(Posting.objects.filter(measure=measure).values_list("quantity", flat=True))
