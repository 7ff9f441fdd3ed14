"""Who is given a report: the distribution list, one copy a person on publication, and the word that it was read."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessment.models import Report, ReportCopy, ReportReading, ReportRecipient, ReportState
from assessment.reports.papers import issue_name
from assessment.reports.report_copies import listed_for
from assessment.reports.report_kinds import KINDS, rule_of
from assessment.reports.report_setup import Setup
from promo.models.event import record
from promo.notices import tell
from promo.refusal import Refused
from units.models import Region

COPY = "copy"  # the kind of notice that carries the file


@transaction.atomic
def add_recipient(
    *, region: Region, kind: str, user, by_mail: bool, by, at: datetime, function: str = ""
) -> ReportRecipient:
    """From the next publication on; what is out already is not sent afterwards. `function` is the post for which the
    office's rule wants somebody named; where it names posts nobody else is put on the list."""
    if kind not in KINDS:
        raise Refused("请选择通报。", field="kind")
    if not user.is_active:
        raise Refused("该账号已停用。", field="user")
    if by_mail and not user.email:
        raise Refused(f"{user.name}没有登记邮箱，不能发送邮件。", field="by_mail")
    _check_function(region, kind, function, at)
    try:
        with transaction.atomic():
            row = ReportRecipient.objects.create(
                region=region,
                kind=kind,
                user=user,
                function=function,
                by_mail=by_mail,
                added_by=by,
                added_at=at,
            )
    except IntegrityError as error:
        raise Refused(f"{user.name}已在名单上。", field="user") from error
    record(
        region, "recipient_added", by=by, at=at, kind=KINDS[kind].name, name=user.name, by_mail=by_mail,
        **({"function": function} if function else {}),
    )  # fmt: skip
    return row


def _check_function(region: Region, kind: str, function: str, at: datetime) -> None:
    rule = rule_of(KINDS[kind], region=region, on=timezone.localdate(at))
    wanted = Setup.of(rule.document).functions
    name = KINDS[kind].name
    if function and function not in wanted:
        raise Refused(f"现行规定中{name}的送阅职务没有“{function}”。", field="function")
    if wanted and not function:
        raise Refused(f"按现行规定，{name}只送{'、'.join(wanted)}，请选择送阅职务。", field="function")
    held = ReportRecipient.objects.of(region, kind).filter(function=function).select_related("user").first()
    if function and held:
        raise Refused(f"“{function}”已确定为{held.user.name}，请先将其移出名单。", field="function")


@transaction.atomic
def end_recipient(*, recipient: ReportRecipient, by, at: datetime) -> ReportRecipient:
    taken = ReportRecipient.objects.standing().filter(pk=recipient.pk).update(ended_by=by, ended_at=at)
    if not taken:
        raise Refused("已经移出名单。")
    record(
        recipient.region, "recipient_ended", by=by, at=at, kind=KINDS[recipient.kind].name,
        name=recipient.user.name,
    )  # fmt: skip
    recipient.refresh_from_db()
    return recipient


def send_copies(*, report: Report, at: datetime) -> list[str]:
    """A copy for everybody on the list whom its rule means, as a part of publishing; returns their names."""
    rows = (
        listed_for(report, on=timezone.localdate(at))
        .filter(user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    copies = [ReportCopy(report=report, user=one.user, by_mail=one.by_mail, sent_at=at) for one in rows]
    for copy in ReportCopy.objects.bulk_create(copies):
        _tell(report, copy, key=f"report_copy:{report.pk}:{copy.user_id}", at=at)
    return [copy.user.name for copy in copies]


@transaction.atomic
def send_again(*, copy: ReportCopy, by, at: datetime) -> ReportCopy:
    """Knowingly: the person gets the notice, and the mail where he has it, a second time; not who was taken off the
    list or has no account any more."""
    if not copy.user.is_active:
        raise Refused(f"{copy.user.name}的账号已停用，不能重新发送。")
    if not listed_for(copy.report, on=timezone.localdate(at)).filter(user=copy.user_id).exists():
        raise Refused(f"{copy.user.name}已移出分发名单或不再任职，不能重新发送。确需送阅的，请先加入名单。")
    event = record(copy.report, "report_sent_again", by=by, at=at, name=copy.user.name)
    _tell(copy.report, copy, key=f"report_copy:{copy.report_id}:{copy.user_id}:{event.pk}", at=at)
    return copy


@transaction.atomic
def read_report(*, report: Report, by, at: datetime) -> ReportReading:
    """已阅: said once; saying it again changes nothing."""
    if report.state != ReportState.PUBLISHED:
        raise Refused("本期通报尚未发布。")
    row, is_new = ReportReading.objects.get_or_create(report=report, user=by, defaults={"read_at": at})
    if is_new:
        record(report, "report_read", by=by, at=at)
    return row


def _tell(report: Report, copy: ReportCopy, *, key: str, at: datetime) -> None:
    title = f"送阅：{report.title}{issue_name(report)}"
    where = reverse("assessment:report_show", args=[report.pk])
    tell(users=[copy.user_id], kind=COPY, title=title, url=where, key=key, at=at, mail=copy.by_mail)
