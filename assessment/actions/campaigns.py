"""Campaigns: laid down with targets and checkpoints, changed by a new row, projects recognised, checkpoints decided."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment import facts
from assessment.actions.stamping import stamp
from assessment.facts import Check
from assessment.models import (
    Campaign,
    CampaignCheckpoint,
    CampaignRecognition,
    CampaignTarget,
    CheckpointDecision,
)
from projects.measures import MEASURES
from projects.models import Posting, Project
from promo.models.event import record
from promo.refusal import Refused
from promo.versions import Stale
from units.actions import keep_paper
from units.models import Paper, Region, Unit

DAYS_MOST = 400
DECIDED = "已有决定，请刷新查看。"
State = CampaignRecognition.State


@transaction.atomic
def create_campaign(
    *, region: Region, name: str, first_on: date, last_on: date, document: str, by, at: datetime,
    targets: Mapping[tuple[Unit, str], int], checks: Sequence[Check] = (), slogan: str = "",
    hearing_weekday: int | None = None, file=None, replaces: Campaign | None = None, reason: str = "",
) -> Campaign:  # fmt: skip
    """`targets`: (unit, measure) -> a quantity in the ledger's integers; who has one takes part. With `replaces` it is
    the next version of a campaign, and says why."""
    _check(region, name, document, first_on, last_on, targets, checks)
    if replaces is not None and not reason.strip():
        raise Refused("请填写调整原因。", field="reason")
    paper = keep_paper(region=region, file=file, by=by, at=at) if file else _paper_of(replaces, document)
    try:
        with transaction.atomic():
            row = Campaign.objects.create(
                region=region, name=name.strip(), slogan=slogan.strip(), first_on=first_on, last_on=last_on,
                hearing_weekday=hearing_weekday, document=document.strip(), paper=paper, replaces=replaces,
                reason=reason.strip(), recorded_by=by, recorded_at=stamp(at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale() from error
    CampaignTarget.objects.bulk_create(
        CampaignTarget(campaign=row, unit=unit, measure=measure, quantity=quantity)
        for (unit, measure), quantity in targets.items()
    )
    CampaignCheckpoint.objects.bulk_create(
        CampaignCheckpoint(campaign=row, on=one.on, least=one.least, consequence=one.consequence)
        for one in checks
    )
    record(
        row, "campaign_changed" if replaces else "campaign_created", by=by, at=at, name=row.name, document=row.document,
        reason=row.reason, units=len({unit.pk for unit, _ in targets}), period=row.period.label,
    )  # fmt: skip
    return row


def _paper_of(replaces: Campaign | None, document: str) -> Paper | None:
    """A change that names the same document keeps its paper."""
    return replaces.paper if replaces is not None and replaces.document == document.strip() else None


def _check(region: Region, name: str, document: str, first_on: date, last_on: date, targets, checks) -> None:
    if not name.strip():
        raise Refused("请填写名称。", field="name")
    if not document.strip():
        raise Refused("请填写依据。", field="document")
    if last_on < first_on:
        raise Refused("结束日期不能早于开始日期。", field="last_on")
    if (last_on - first_on).days >= DAYS_MOST:
        raise Refused(f"专项行动不能超过{DAYS_MOST}天。", field="last_on")
    if not targets:
        raise Refused("请至少给一个单位下达任务。")
    for (unit, measure), quantity in targets.items():
        if unit.region_id != region.pk or measure not in MEASURES or quantity <= 0:
            raise Refused("任务应大于0。")
    for one in checks:
        if not first_on <= one.on <= last_on:
            raise Refused("检查日期应在行动期间之内。")
        if not 1 <= one.least <= 100 or not one.consequence.strip():
            raise Refused("检查点须填写1至100的应完成比例和未达到的处理。")
    if len({(one.on, one.least) for one in checks}) < len(checks):
        raise Refused("同一天同一比例的检查点只能有一个。")


@transaction.atomic
def propose_recognition(
    *, campaign: Campaign, project: Project, document: str, file, by, at: datetime
) -> CampaignRecognition:
    """A project that brought something within the days of the campaign, with the document it is recognised by."""
    if not document.strip():
        raise Refused("请填写认定依据。", field="document")
    if not file:
        raise Refused("请上传认定文件。", field="file")
    if not _brought(campaign, project):
        raise Refused("该项目在行动期间没有参加单位已核实的签约、到位或开工。", field="project")
    try:
        with transaction.atomic():
            row = CampaignRecognition.objects.create(
                campaign=campaign.first, project=project, document=document.strip(), asked_by=by, asked_at=at,
                paper=keep_paper(region=campaign.region, file=file, by=by, at=at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("该项目已提请认定或已认定。", field="project") from error
    record(
        row,
        "campaign_project_asked",
        by=by,
        at=at,
        name=project.name,
        document=row.document,
        title=campaign.name,
    )
    return row


def _brought(campaign: Campaign, project: Project) -> bool:
    rows = Posting.objects.filter(project=project, unit__in=campaign.targets.values("unit"))
    inside = rows.filter(statistical_on__gte=campaign.first_on, statistical_on__lte=campaign.last_on)
    return inside.filter(answers__isnull=True, answered_by__isnull=True, quantity__gt=0).exists()


@transaction.atomic
def decide_recognition(
    *, row: CampaignRecognition, grant: bool, words: str, by, at: datetime
) -> CampaignRecognition:
    """Another person than who proposed it; a refusal says why."""
    if row.asked_by_id == by.pk:
        raise Refused("提请人不能认定自己提请的项目，请由他人认定。")
    if not grant and not words.strip():
        raise Refused("不予认定的，请说明理由。", field="words")
    waiting = CampaignRecognition.objects.filter(pk=row.pk, state=State.ASKED)
    state = State.GRANTED if grant else State.REFUSED
    if not waiting.update(state=state, words=words.strip(), decided_by=by, decided_at=stamp(at)):
        raise Refused("这项提请已有决定，请刷新查看。")
    row.refresh_from_db()
    verb = "campaign_project_recognised" if grant else "campaign_project_refused"
    record(row, verb, by=by, at=at, name=row.project.name, title=row.campaign.name, reason=row.words)
    return row


@transaction.atomic
def decide_checkpoint(
    *, checkpoint: CampaignCheckpoint, unit: Unit, outcome: str, measure: str, document: str, by, at: datetime
) -> CheckpointDecision:
    """After the day of the checkpoint, about a unit that it names; the facts are kept as they were."""
    if timezone.localdate(at) <= checkpoint.on:
        raise Refused("检查日期过后才能作出决定。")
    if Campaign.objects.filter(replaces=checkpoint.campaign_id).exists():
        raise Refused("专项行动已调整，请在调整后的专项行动中办理。")
    if _is_decided(checkpoint, unit):
        raise Refused(DECIDED)
    line = next(
        (one for one in facts.short_of(checkpoint, as_of=facts.known_now(at)) if one.unit == unit), None
    )
    if line is None:
        raise Refused("该单位不在这个检查点的建议名单中。")
    if outcome not in CheckpointDecision.Outcome.values:
        raise Refused("请选择决定。", field="outcome")
    if not measure.strip():
        raise Refused("请填写措施。", field="measure")
    if not document.strip():
        raise Refused("请填写依据文件；没有文件不能作出决定。", field="document")
    try:
        with transaction.atomic():
            row = CheckpointDecision.objects.create(
                checkpoint=checkpoint, unit=unit, reasons=facts.short_words(line, checkpoint), outcome=outcome,
                measure=measure.strip(), document=document.strip(), decided_by=by, decided_at=stamp(at),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(DECIDED) from error
    record(
        row, "campaign_checkpoint_decided", by=by, at=at, unit=unit.name, title=checkpoint.campaign.name,
        document=row.document, reason=row.reasons,
    )  # fmt: skip
    return row


def _is_decided(checkpoint: CampaignCheckpoint, unit: Unit) -> bool:
    """Of the same day and share in this version of the campaign or an earlier one."""
    rows = CheckpointDecision.objects.filter(unit=unit, checkpoint__campaign__in=checkpoint.campaign.versions)
    return rows.filter(checkpoint__on=checkpoint.on, checkpoint__least=checkpoint.least).exists()
