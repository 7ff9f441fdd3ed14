"""One row of every kind, three times: of the own unit, of another unit of the town, of the neighbouring town."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from django.db import transaction

from assessment import actions as judging
from assessment.countable import countables
from assessment.target_sheet import read_sheets
from projects import actions as projects
from projects.models import DuplicateHint, Evidence
from projects.rulebook import KINDS
from promo import jobs
from promo.models import Event, Notice
from tests.assessment.recording import make_kind, record_sheet
from tests.assessment.scenario import TOWN_SCHEME, UNTIL
from tests.cast import Town, build_neighbour, build_town
from tests.factories import (
    NOW,
    make_arrival,
    make_lead,
    make_milestone,
    make_unit,
    make_user,
    signed_project,
    slip,
    verify,
)
from tests.house.closed import closed, exempted, recognised
from tests.house.contested import corrected, doubted, hung_out
from tests.house.outgoing import long_list, table_layout
from tests.house.pressed import pressed
from tests.house.reported import reported
from tests.intake.ledgers import a_row, remembered, staged, unit_name, workbook_of
from tests.targets_book import targets_book
from units.actions import keep_paper
from units.models import Role

MEASURE = "signed_amount"
INDICATOR = "management"


@dataclass
class World:
    """`rows['own']`, `rows['other']` and `rows['neighbour']` hold one row of every kind under the same names."""

    town: Town
    neighbour: Town
    rows: dict[str, SimpleNamespace] = field(default_factory=dict)

    @property
    def people(self) -> dict:
        """One person per role of our town."""
        return {role: self.town.people[role] for role in Role.values}


def build() -> World:
    town = build_town()
    neighbour = build_neighbour(town)
    office = neighbour.units["office"]
    for who, role in (("other_supervisor", Role.SUPERVISOR), ("administrator", Role.ADMINISTRATOR)):
        neighbour.people[who] = make_user(f"n_{who}", unit=office, role=role)
    neighbour.units["other_village"] = make_unit("N102", region=neighbour.region, unit_class="town_village")
    neighbour.people["other_clerk"] = make_user(
        "n_other", unit=neighbour.units["other_village"], role=Role.UNIT_CLERK
    )
    world = World(town, neighbour)
    world.rows["own"] = _rows(town, "village", "unit_clerk")
    world.rows["other"] = _rows(town, "other_village", "other_clerk")
    world.rows["neighbour"] = _rows(neighbour, "village", "unit_clerk")
    for cast, names in ((town, ("own", "other")), (neighbour, ("neighbour",))):
        shared = _judged(cast) | {"rule": _ruled(cast)} | _asked_to_report(cast) | doubted(cast)
        for name in names:
            vars(world.rows[name]).update(shared)
            vars(world.rows[name]).update(_recorded(cast, world.rows[name]) | pressed(cast, world.rows[name]))
            _mark_and_target(cast, world.rows[name])
        _published(cast, [world.rows[name] for name in names])
        _marked(cast, [world.rows[name] for name in names])
    return world


def _rows(cast: Town, unit_key: str, clerk_key: str) -> SimpleNamespace:
    unit, clerk, people = cast.units[unit_key], cast.people[clerk_key], cast.people
    project = signed_project(
        unit=unit, by=clerk, verifier=people["office_director"], name=f"{unit.name}阀门项目"
    )
    paid = verify(make_arrival(project=project, by=clerk), by=people["office_director"])
    waiting = make_arrival(project=project, by=clerk, amount="2000000")
    twin = make_lead(unit=unit, by=clerk, name=f"{unit.name}阀门项目（二期）", investor="样例阀门有限公司")
    hint = DuplicateHint.objects.filter(project=twin).first() or DuplicateHint.objects.create(
        project=twin, other=project, likeness=90, reason="名称相近", found_at=NOW
    )
    batch = staged(
        file=workbook_of(a_row(项目名称=f"{unit.name}泵业项目", 引资单位=unit.name)),
        region=cast.region,
        by=clerk,
    )
    looked_after = {"project": project, "by": clerk, "at": NOW}
    asked = make_milestone(project=project, by=clerk, kind="registered")
    doubted = verify(make_arrival(project=project, by=clerk, amount="500000"), by=people["office_director"])
    return SimpleNamespace(
        asked=asked,
        label=projects.add_label(
            project=project, label="省重点", valid_from=NOW.date(), document="县发〔2026〕1号",
            by=people["supervisor"], at=NOW,
        ),
        opinion=projects.ask_opinion(milestone=asked, unit=unit, days=5, by=people["office_director"], at=NOW),
        dispute=projects.raise_dispute(fact=doubted, reason="回单存疑", by=people["supervisor"], at=NOW),
        step=projects.plan_step(text="会商", due_on=NOW.date(), **looked_after),
        blocker=projects.raise_blocker(kind="land", text="用地指标", **looked_after),
        item=projects.add_item(which="permits", name="施工许可", **looked_after),
        unit=unit, clerk=clerk, region=cast.region, project=project, paid=paid, arrival=waiting, twin=twin, hint=hint,
        evidence=Evidence.objects.filter(project=project).first(), batch=batch, import_row=batch.rows.first(),
        milestone=project.milestones.first(), membership=clerk.memberships.first(),
        event=Event.objects.about(project).first(),
        notice=Notice.objects.create(user=clerk, kind="asked", title="消息", url="/", key="world", at=NOW),
        **_referred(project, unit, clerk, people),
        layout=remembered(batch.region, by=clerk), unit_name=unit_name(batch.region, unit, by=clerk),
        draft=projects.save_draft(draft=None, typed={"name": "样例泵业项目"}, by=clerk, at=NOW),
        transfer=_asked_for(project, cast, clerk),
        export=long_list(clerk),
        table_layout=table_layout(unit, people["office_director"]),
        paper=keep_paper(region=cast.region, file=slip("决定.pdf"), by=people["office_director"], at=NOW),
    )  # fmt: skip


def _asked_for(project, cast: Town, clerk):
    """A transfer that both units have still to confirm."""
    heir = cast.units.get("park") or cast.units["other_village"]
    project.refresh_from_db()
    return projects.ask_transfer(
        project=project, kind="area", from_unit=project.lead_unit, to_unit=heir, valid_from=NOW.date(),
        from_share=7_000, document="流转协议", reason="用地", by=clerk, at=NOW,
    )  # fmt: skip


def _referred(project, unit, clerk, people) -> dict:
    """A claim that hangs out, an objection to it, and a first-talk protection."""
    claim = projects.claim_referral(
        project=project, name="张引荐", phone="13812345678", claiming_unit=unit, received_at=NOW, by=clerk, at=NOW,
        files={"receipt": [slip("接收凭证.pdf")]},
    )  # fmt: skip
    case = projects.propose_first_referrer(
        project=project, claim=claim, proposal="时间最早", version=0, by=people["office_clerk"], at=NOW
    )
    objection = projects.raise_objection(case=case, objector=clerk.name, text="有异议", by=clerk, at=NOW)
    protection = projects.grant_protection(
        project=project, unit=unit, starts_on=NOW.date(), basis="首谈登记", by=people["office_director"], at=NOW,
    )  # fmt: skip
    return {"claim": claim, "case": case, "objection": objection, "protection": protection}


def _judged(cast: Town) -> dict:
    people = cast.people
    draft = judging.adopt_scheme(region=cast.region, text=TOWN_SCHEME, by=people["supervisor"], at=NOW)
    _give_target(cast, None)
    scheme = judging.put_in_use(scheme=draft, by=people["other_supervisor"], at=NOW)
    revised = judging.start_scheme_draft(
        region=cast.region, year=2026, name="考核办法（修订）", content=scheme.content, based_on=scheme,
        by=people["supervisor"], at=NOW,
    )  # fmt: skip
    waiting = judging.adopt_scheme(
        region=cast.region,
        text=json.dumps(scheme.content | {"name": "考核办法（送审）"}),
        by=people["supervisor"],
        at=NOW,
    )
    return {
        "scheme": scheme,
        "scheme_waiting": waiting,
        "scheme_draft": revised,
        "target_import": _sent_in(cast),
    }


def _sent_in(cast: Town):
    """A workbook of targets that nobody has confirmed yet."""
    file = targets_book(("石桥村", 20_000, 3))
    return judging.read_target_import(
        region=cast.region, year=2026, target_set="own", part="", file=file,
        sheets=read_sheets(file, countables(cast.region)), by=cast.people["office_director"], at=NOW,
    )  # fmt: skip


def _ruled(cast: Town):
    return projects.set_rule(
        region=cast.region, kind="protection", document=KINDS["protection"].default | {"days": 90},
        valid_from=NOW.date(), basis="镇政办发〔2026〕9号", by=cast.people["office_director"], at=NOW,
    )  # fmt: skip


def _give_target(cast: Town, unit):
    return judging.record_target(
        region=cast.region, unit=unit, year=2026, measure=MEASURE, quantity=10_000_000_000,
        effective_from=NOW.date().replace(month=1, day=1), document="镇政办发〔2026〕5号",
        by=cast.people["office_director"], at=NOW,
    )  # fmt: skip


def _mark_and_target(cast: Town, rows: SimpleNamespace) -> None:
    rows.target = _give_target(cast, rows.unit)
    rows.mark = judging.give_mark(
        scheme=rows.scheme, unit=rows.unit, indicator=INDICATOR, hundredths=800, marked_on=UNTIL,
        reason="日常管理考评", by=cast.people["supervisor"], at=NOW, file=slip("考评表.pdf"),
    )  # fmt: skip


def _asked_to_report(cast: Town) -> dict:
    """What the office keeps beside the ledger, a report that was due, one still due, and a sheet that was read."""
    kind = make_kind(cast, name="出口创汇")
    earlier = {"region": cast.region, "title": "工作月报", "by": cast.people["supervisor"]}
    due = {"due_on": NOW.date() - timedelta(days=5), "at": NOW - timedelta(days=30)}
    october = {"period_start": date(2026, 10, 1), "period_end": date(2026, 11, 1)}
    past = judging.make_duty(**earlier, **due, **october)
    november = {"period_start": date(2026, 11, 1), "period_end": date(2026, 12, 1)}
    open_one = judging.make_duty(**earlier, **november, due_on=NOW.date() + timedelta(days=9), at=NOW)
    batch = judging.read_record_import(
        kind=kind, file=record_sheet([(cast.units["village"].name, "2026-03-05", 12, "证明")]),
        by=cast.people["office_clerk"], at=NOW,
    )  # fmt: skip
    return {"figure_kind": kind, "duty": open_one, "past_duty": past, "record_batch": batch} | closed(cast)


def _recorded(cast: Town, rows: SimpleNamespace) -> dict:
    """A record that waits and one that counts; a report that came late, and an exemption that was asked for."""
    given = {"kind": rows.figure_kind, "unit": rows.unit, "by": rows.clerk, "at": NOW, "by_unit": True}
    paper = {"happened_on": NOW.date(), "file": slip("报关单.pdf")}
    proven = judging.enter_record(**given, **paper, quantity=5_000_000, document="报关单1号")
    proven = judging.verify_record(row=proven, version=1, by=cast.people["office_director"], at=NOW)
    of_unit = {"unit": rows.unit, "by": rows.clerk, "at": NOW}
    return {
        "exempted": exempted(cast, rows.past_duty, of_unit),  # before it came: afterwards none is asked for
        "record": judging.enter_record(**given, **paper, quantity=7_000_000, document="报关单2号"),
        "proven": proven,
        "kept_file": proven.file,
        "submission": judging.hand_in(
            duty=rows.past_duty, received_on=NOW.date(), by_unit=True, note="已送纸质", **of_unit
        ),
        "recognition": recognised(cast, rows),
        "exemption": judging.ask_exemption(duty=rows.duty, reason="换届", document="请示", **of_unit),
    }


def _published(cast: Town, rows: list[SimpleNamespace]) -> None:
    people = cast.people
    run = judging.request_run(scheme=rows[0].scheme, until=UNTIL, by=people["office_director"], at=NOW)
    jobs.run(run.job_id)
    run.refresh_from_db()
    run = judging.publish_run(run=run, by=people["supervisor"], at=NOW, reason="供内部核对，不公示")
    report, issued = reported(cast)
    erratum = corrected(cast, rows[0], run)
    noticed = hung_out(cast, rows)
    for one in rows:
        one.run, one.report, one.job = run, report, run.job
        one.issued, one.reader, one.recipient = issued, people["leader"], issued.listed
        one.erratum, one.noticed = erratum, noticed


def _marked(cast: Town, rows: list[SimpleNamespace]) -> None:
    """A round that asks a supervisor and somebody of a unit, and last year's, confirmed, with names and papers."""
    people, region = cast.people, cast.region
    asked = [
        (people["supervisor"], "督查办"),
        (people.get("unit_head") or people["unit_clerk"], "村"),
    ]
    text = TOWN_SCHEME.replace("2026", "2025")
    before = judging.adopt_scheme(region=region, text=text, by=people["supervisor"], at=NOW)
    settings = {"code": INDICATOR, "markers": asked, "by": people["supervisor"], "at": NOW}
    current = judging.open_round(
        scheme=rows[0].scheme,
        title="日常管理评分",
        marked_on=UNTIL,
        deadline_at=NOW + timedelta(days=9),
        **settings,
    )
    closed = judging.open_round(
        scheme=before, title="上年评分", marked_on=UNTIL.replace(year=2025), deadline_at=NOW + timedelta(days=1),
        shows_names=True, **settings,
    )  # fmt: skip
    marker = closed.markers.get(user=people["supervisor"])
    units = judging.sheet_of(marker, at=NOW).units
    given = [judging.Given(one.unit_id, 800, "考评表", slip("考评表.pdf")) for one in units]
    judging.save_sheet(marker=marker, given=given, revision=0, by=people["supervisor"], at=NOW, hand_in=True)
    judging.close_due_rounds(now=closed.deadline_at)
    closed = judging.confirm_round(row=closed, by=people["leader"], at=closed.deadline_at)
    for one in rows:
        one.round, one.closed_round = current, closed
        one.panel_mark = marker.marks.get(unit=one.unit)


@contextmanager
def undone():
    """What happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
