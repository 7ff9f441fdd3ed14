"""The record of everything: which events a person may see, about what each is, and what it changed, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from assessment.models import (
    Campaign,
    CampaignRecognition,
    CheckpointDecision,
    Exemption,
    FieldCheck,
    FigureKind,
    Finding,
    KeptFile,
    ManualMark,
    MarkingRound,
    RecordImport,
    Report,
    ReportDuty,
    Scheme,
    ScoreRun,
    Slip,
    Submission,
    SuperiorFigure,
    Talk,
    Target,
    UnitRecord,
)
from assessment.models.finding import READERS
from assessment.reports.record_words import event_lines
from projects.event_tables import event_columns
from projects.models import (
    Evidence,
    ExchangeRate,
    ImportBatch,
    OfficeRule,
    PeriodClosing,
    PeriodReopening,
    Project,
)
from projects.rights import phone_for
from projects.telling import lines_of
from promo.models import CalendarDay, Event
from promo.tables import Column, Table
from units.access import OVERSIGHT_ROLES, REGION_ROLES, Access
from units.models import Membership, Paper, Region, Role, Unit, User
from units.telling import lines_of as unit_lines

KEEPERS = frozenset({Role.ADMINISTRATOR})
LABELS = {
    "name": "名称", "title": "名称", "row": "行", "what": "文件", "filter": "筛选条件", "document": "文件",
    "reason": "原因", "words": "情况", "grounds": "理由", "found": "新发现", "returned": "再次出现", "gone": "已消除",
    "holder": "单位", "year": "年度", "number": "期号", "until": "截至", "period": "期间", "version": "版本",
    "deadline_on": "报送截止", "grace_until": "补报截止",
    "cut_off_on": "数据截止", "rows": "行数", "projects": "项目数", "currency": "币种",
    "valid_on": "日期", "rate": "汇率", "markers": "评分人数", "units": "参评单位数", "handed_in": "已提交人数",
}  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """What events may be about: its word, its rows in sight of a person (None: none at all), the page it opens."""

    model: type
    word: str
    rows: Callable[[Access], QuerySet | None]
    page: Callable[[object], str] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def _seen(model) -> Callable[[Access], QuerySet | None]:
    return lambda access: model.objects.visible_to(access) if access.has(REGION_ROLES) else None


def _kept(model) -> Callable[[Access], QuerySet | None]:
    return lambda access: model.objects.administered_by(access) if access.has(KEEPERS) else None


def _all(model, *roles) -> Callable[[Access], QuerySet | None]:
    return lambda access: model.objects.all() if access.has(*roles) else None


def _doubted(model) -> Callable[[Access], QuerySet | None]:
    return lambda access: model.objects.visible_to(access) if access.has(READERS) else None


def _overseen(model) -> Callable[[Access], QuerySet | None]:
    return lambda access: model.objects.visible_to(access) if access.has(OVERSIGHT_ROLES) else None


def _marks(access: Access) -> QuerySet | None:
    return (
        ManualMark.objects.filter(access.regions_q("unit__region__path"))
        if access.has(REGION_ROLES)
        else None
    )


def _to(name: str) -> Callable:
    return lambda row: reverse(name, args=[row.pk])


def _to_duty(row: Submission | Exemption) -> str:
    return reverse("assessment:duty_unit", args=[row.duty_id, row.unit_id])


def _to_period(row: PeriodClosing | PeriodReopening) -> str:
    return reverse("assessment:period_show", args=[row.region_id, row.period.key])


RECORDS = (UnitRecord, RecordImport, FigureKind, ReportDuty, Submission, Exemption)
AROUND = {
    Project: ("region",), UnitRecord: ("kind", "unit"), RecordImport: ("kind", "source"),
    FieldCheck: ("unit",), Submission: ("duty", "unit"), Exemption: ("duty", "unit"),
}  # fmt: skip
SUBJECTS = (
    Subject(Project, "项目", _seen(Project), _to("projects:project_show")),
    Subject(ImportBatch, "台账导入", _seen(ImportBatch), _to("projects:import_show")),
    Subject(Evidence, "佐证材料", _seen(Evidence)),
    Subject(Target, "年度任务", _seen(Target)),
    Subject(Scheme, "考核办法", _seen(Scheme), _to("assessment:scheme_show")),
    Subject(ManualMark, "评分", _marks),
    Subject(MarkingRound, "多人评分", _seen(MarkingRound), _to("assessment:round_show")),
    Subject(ScoreRun, "考核排名", _seen(ScoreRun), _to("assessment:run_show")),
    Subject(Report, "通报", _seen(Report), _to("assessment:report_show")),
    Subject(UnitRecord, "登记事项", _seen(UnitRecord), _to("assessment:record_show")),
    Subject(RecordImport, "登记表导入", _seen(RecordImport), _to("assessment:record_import_show")),
    Subject(FigureKind, "登记事项设置", _seen(FigureKind)),
    Subject(KeptFile, "登记材料", _seen(KeptFile)),
    Subject(ReportDuty, "报送要求", _seen(ReportDuty), _to("assessment:duty_show")),
    Subject(Submission, "报表报送", _seen(Submission), _to_duty),
    Subject(Exemption, "免报申请", _seen(Exemption), _to_duty),
    Subject(Finding, "疑点和督办事项", _doubted(Finding), _to("assessment:finding_show")),
    Subject(Slip, "督办单", _overseen(Slip), _to("assessment:slip_show")),
    Subject(FieldCheck, "实地核查", _overseen(FieldCheck), _to("assessment:field_check_show")),
    Subject(Talk, "谈话和表态", _overseen(Talk), _to("assessment:talk_show")),
    Subject(SuperiorFigure, "上级认定数", _doubted(SuperiorFigure)),
    Subject(Campaign, "专项行动", _seen(Campaign), _to("assessment:campaign_show")),
    Subject(CampaignRecognition, "专项行动认定项目", _seen(CampaignRecognition)),
    Subject(CheckpointDecision, "检查点处理决定", _seen(CheckpointDecision)),
    Subject(OfficeRule, "规定", _seen(OfficeRule)),
    Subject(PeriodClosing, "统计周期", _seen(PeriodClosing), _to_period),
    Subject(PeriodReopening, "重开申请", _seen(PeriodReopening), _to_period),
    Subject(Paper, "文件", _seen(Paper)),
    Subject(ExchangeRate, "汇率", _all(ExchangeRate, REGION_ROLES, KEEPERS)),
    Subject(CalendarDay, "工作日历", _all(CalendarDay, REGION_ROLES, KEEPERS)),
    Subject(Region, "地区", _kept(Region)),
    Subject(Unit, "单位", _kept(Unit), _to("units:unit_show")),
    Subject(User, "人员", _kept(User), _to("units:user_show")),
)
BY_LABEL = {subject.label: subject for subject in SUBJECTS}
DOWNLOADS = "downloads"  # a list that left the house is noted on the person who took it
CHOICES = [*((subject.label, subject.word) for subject in SUBJECTS), (DOWNLOADS, "名单导出")]


def choices_for(access: Access) -> list[tuple[str, str]]:
    seen = [(one.label, one.word) for one in SUBJECTS if one.rows(access) is not None]
    return [*seen, (DOWNLOADS, "名单导出")] if access.has(REGION_ROLES) else seen


def events_seen(access: Access, *, subject: str = "") -> QuerySet[Event]:
    """Events about what the person may see; of one subject only where one is named."""
    q = Q(pk__in=())
    for one in SUBJECTS:
        if subject in ("", one.label) and (rows := one.rows(access)) is not None:
            q |= Q(subject=one.label, subject_id__in=rows.order_by().values("pk"))
    if subject in ("", DOWNLOADS) and access.has(REGION_ROLES):
        here = Membership.objects.filter(access.regions_q("unit__region__path")).order_by()
        q |= Q(subject=User._meta.label_lower, verb="downloaded", subject_id__in=here.values("user"))
    return Event.objects.filter(q)


def in_words(events: Iterable[Event], access: Access) -> list[Event]:
    """Each with `lines`, `word`, `about` and `url`; one statement for each kind of subject that occurs, and one for
    the units of the people."""
    events = list(events)
    found = {one.label: _rows_of(one, events) for one in SUBJECTS}
    posts = _posts(events)
    for event in events:
        subject, row = BY_LABEL.get(event.subject), found.get(event.subject, {}).get(event.subject_id)
        event.word = subject.word if subject else "—"
        event.about = str(row) if row else None
        event.url = subject.page(row) if row and subject.page and _opens(subject, access) else None
        event.lines = _lines(event, row, access)
        event.unit = posts.get(event.by_id, "")
    return events


def _opens(subject: Subject, access: Access) -> bool:
    return subject.model not in (Unit, User) or access.has(KEEPERS)


def _rows_of(subject: Subject, events: list[Event]) -> dict:
    ids = {event.subject_id for event in events if event.subject == subject.label}
    if not ids:
        return {}
    rows = subject.model.objects.all()
    if around := AROUND.get(subject.model):
        rows = rows.select_related(*around)
    return rows.in_bulk(ids)


def _posts(events: list[Event]) -> dict[int, str]:
    """Person -> units of today or, of who has left, the last ones."""
    people = {event.by_id for event in events if event.by_id}
    rows = Membership.objects.filter(user__in=people).select_related("unit").order_by("-valid_from")
    found: dict[int, str] = {}
    for row in rows:
        found.setdefault(row.user_id, row.unit.short_name)
    return found


def _lines(event: Event, row, access: Access) -> list[str]:
    if isinstance(row, Project):
        return lines_of(event, phone_as=lambda number: phone_for(access, row, number))
    if isinstance(row, Unit | User | Region):
        return unit_lines(event, type(row))
    if isinstance(row, RECORDS):
        return event_lines(event, row)
    detail = event.detail
    lines = ["；".join(f"{label}：{_plain(detail[key])}" for key, label in LABELS.items() if detail.get(key))]
    changes = detail.get("changes") or {}
    lines += [f"{name}：{_plain(old)} → {_plain(new)}" for name, (old, new) in changes.items()]
    return [line for line in lines if line]


def _plain(value) -> str:
    if isinstance(value, list):
        return " → ".join("—" if one is None else str(one) for one in value)
    return "—" if value in (None, "") else str(value)


def history_table(events: list[Event]) -> Table:
    moment, by, verb, lines = event_columns()
    return Table(
        "办理记录",
        [
            moment, by, Column("单位", "unit", width=10), verb, Column("类别", "word", width=8),
            Column("对象", "about", width=20, link="url"), lines,
        ],
        events,
    )  # fmt: skip
