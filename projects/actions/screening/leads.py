"""Steps of a lead around its screening: accepted, supplemented, taken up again, answered."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from projects.actions.evidence import attach
from projects.actions.turns import take_turn
from projects.models import LeadFeedback, LeadState, Project, Screening, ScreeningState
from promo.models.event import record
from promo.refusal import Refused

ENDED = "项目已终止或撤销，不再办理线索。"


def take_lead(project: Project) -> None:
    """Lock the project and make sure that it is still worked on."""
    take_turn(project)
    if not project.is_open:
        raise Refused(ENDED)


def move(project: Project, state: LeadState, *, at: datetime, **more) -> None:
    """The lead's new state; being worked on also shows that the project does not stand still."""
    project.lead_state = state
    project.last_entry_on = max(project.last_entry_on, timezone.localdate(at))
    for name, value in more.items():
        setattr(project, name, value)
    changed = {"lead_state": state, "last_entry_on": project.last_entry_on, **more}
    Project.objects.filter(pk=project.pk).update(**changed)


def words(text: str, sentence: str, *, field: str = "reason") -> str:
    """The text, which must say something."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()


@transaction.atomic
def accept_lead(*, project: Project, by, at: datetime) -> Project:
    """The office has seen the lead and answers for it from now on; this is the response that is clocked.

    What came with a ledger (exempt) may be taken up for screening in the same way.
    """
    take_lead(project)
    if project.lead_state not in (LeadState.REGISTERED, LeadState.EXEMPT):
        raise Refused("该线索已经受理。")
    move(project, LeadState.ACCEPTED, at=at, accepted_at=at, accepted_by=by)
    record(project, "lead_accepted", by=by, at=at)
    return project


@transaction.atomic
def resubmit_lead(*, project: Project, note: str, by, at: datetime, files=()) -> Project:
    """The unit has supplemented what was asked for (in the project's own fields, with papers) and sends the lead back;
    it waits for its next round."""
    take_lead(project)
    if project.lead_state != LeadState.SUPPLEMENT:
        raise Refused("该线索不在待补充状态，请刷新查看。")
    note = words(note, "请说明补充了哪些内容。", field="note")
    move(project, LeadState.ACCEPTED, at=at)
    attach(project=project, files=files, by=by, at=at, about=project, kind="supplement")
    record(project, "lead_supplemented", by=by, at=at, text=note, changes=_state("supplement", "accepted"))
    return project


@transaction.atomic
def reopen_lead(*, project: Project, reason: str, by, at: datetime) -> Project:
    """A lead that was not pursued is taken up again and waits for a new round."""
    take_lead(project)
    if project.lead_state != LeadState.NOT_PURSUED:
        raise Refused("该线索不在不予跟进状态，请刷新查看。")
    reason = words(reason, "请填写重新启动的理由。")
    move(project, LeadState.ACCEPTED, at=at)
    record(project, "lead_reopened", by=by, at=at, reason=reason, changes=_state("not_pursued", "accepted"))
    return project


def _state(old: str, new: str) -> dict:
    return {"lead_state": [old, new]}


@transaction.atomic
def give_feedback(
    *, project: Project, told: str, way: str, text: str, given_on: date, by, at: datetime
) -> LeadFeedback:
    """What the referrer or the investor was told.

    Feedback days count from registration (see projects.clocks); the clock stops with the first feedback about a round
    that was decided. Before a decision there is nothing to feed back: such a talk is an entry of progress.
    """
    take_lead(project)
    if given_on > timezone.localdate(at):
        raise Refused("反馈日期不能晚于今天。", field="given_on")
    latest = Screening.objects.filter(project=project, state=ScreeningState.DECIDED).last()
    if latest is None:
        raise Refused("研判尚无结论，还不能反馈。此前的联系请登记为进展。")
    if given_on < timezone.localdate(latest.decided_at):
        raise Refused("反馈日期不能早于作出研判结论的日期。", field="given_on")
    row = LeadFeedback.objects.create(
        project=project, screening=latest, told=told, way=way, text=text, given_on=given_on, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    record(project, "feedback_given", by=by, at=at, name=told, way=way, text=text[:80], happened_on=given_on)
    return row
