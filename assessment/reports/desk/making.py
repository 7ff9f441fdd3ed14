"""The three blocks of a desk from the roles a person holds, and what became late since a day."""

from dataclasses import dataclass
from datetime import date

from assessment.reports.desk import marking, office, oversight, records, slips, unit
from assessment.reports.desk.blocks import Block, Lot, kept
from assessment.reports.desk.dated import dated_of
from units.access import OFFICE_ROLES, UNIT_ROLES, Access
from units.models import Role


@dataclass(frozen=True)
class Desk:
    waiting: Block
    late: Block
    returned: Block

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (self.waiting, self.late, self.returned)


def desk_of(access: Access, *, today: date) -> Desk:
    """Everything on the desk; as many statements for a full one as for a clear one."""
    waiting: list[Lot | None] = []
    late: list[Lot | None] = []
    back: list[Lot | None] = []
    if access.has(OFFICE_ROLES):
        lots, overdue = office.leads_waiting(access, today=today)
        waiting += [*lots, *office.facts_waiting(access, today=today), *office.waiting_for_office(access)]
        late.append(overdue)
    if access.has(Role.LEADER):
        waiting += oversight.for_leader(access)
    if access.has(Role.LEADER, Role.SUPERVISOR):
        waiting += oversight.to_publish(access)
        waiting.append(marking.to_confirm(access))
        waiting += oversight.rankings_on_their_way(access)
    if access.has(Role.SUPERVISOR):
        waiting.append(oversight.objections(access))
        waiting.append(oversight.findings(access))
        waiting += slips.for_supervisor(access)
    if access.has(Role.OFFICE_DIRECTOR, Role.SUPERVISOR):
        waiting.append(office.disputes_open(access))
        waiting += records.to_decide(access)
    if access.has(UNIT_ROLES):
        waiting.append(unit.transfers(access))
        waiting += slips.for_unit(access)
        due, overdue = records.reports_due(access, today=today)
        waiting.append(due)
        late.append(overdue)
    if access.has(UNIT_ROLES, OFFICE_ROLES):
        waiting.append(unit.drafts(access))
        back += unit.returned(access)
    waiting.append(marking.to_mark(access))
    for dated in dated_of(access):
        waiting.append(dated.waiting(today))
        late.append(dated.late(today))
    if access.has(UNIT_ROLES, OFFICE_ROLES, Role.SUPERVISOR):
        late.append(oversight.red_lights(access, today=today))
        back.append(records.returned(access))
    return Desk(
        Block("waiting", "待我办理", kept(waiting), "没有待办事项。"),
        Block("late", "已逾期", kept(late), "没有逾期事项。"),
        Block("returned", "退回给我", kept(back), "没有被退回的事项。"),
    )


def became_late(access: Access, *, since: date, today: date) -> list[tuple[str, int]]:
    """What passed its last day from `since` on, by kind; nothing is told twice when `since` is the last telling."""
    found = [(one.label.removeprefix("待"), one.passed(since, today)) for one in dated_of(access)]
    return [(label, count) for label, count in found if count]
