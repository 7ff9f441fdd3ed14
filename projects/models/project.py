"""The project: one row from the first whisper to production."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects import stages
from projects.models.party import Party
from promo.money import CURRENCY_CHOICES, AmountField, amount_range
from promo.pinyin import search_key
from units.access import REGION_ROLES
from units.models import Region, Unit


class Ownership(models.TextChoices):
    DOMESTIC = "domestic", "内资"
    FOREIGN = "foreign", "外资"


class Kind(models.TextChoices):
    NEW = "new", "新建"
    CONTINUING = "continuing", "续建"
    EXPANSION = "expansion", "增资扩产"
    UPGRADE = "upgrade", "技术改造"


class Channel(models.TextChoices):
    REFERRAL = "referral", "引荐人介绍"
    INVESTOR = "investor", "以商招商"
    CHAIN = "chain", "产业链招商"
    STATIONED = "stationed", "驻点招商"
    VISIT = "visit", "登门拜访"
    EVENT = "event", "节会活动"
    MISSION = "mission", "组团招商"
    MANDATED = "mandated", "委托招商"
    ONLINE = "online", "网络招商"
    SUPERIOR = "superior", "上级推送"
    WALK_IN = "walk_in", "企业自荐"
    LEDGER = "ledger", "原台账"


class Status(models.TextChoices):
    ACTIVE = "active", "在库"
    SUSPENDED = "suspended", "暂停"
    TERMINATED = "terminated", "终止"
    INCOMING = "incoming", "导入中"
    WITHDRAWN = "withdrawn", "已撤销"
    MERGED = "merged", "已并入"


class LeadState(models.TextChoices):
    """How far the office is with a lead; what came with a ledger or before screening was kept is exempt."""

    EXEMPT = "exempt", "未经研判"
    REGISTERED = "registered", "待受理"
    ACCEPTED = "accepted", "待研判"
    SCREENING = "screening", "研判中"
    SUPPLEMENT = "supplement", "待补充"
    QUALIFIED = "qualified", "有效线索"
    NOT_PURSUED = "not_pursued", "不予跟进"


OUTSIDE_REGISTER = (Status.INCOMING, Status.WITHDRAWN)


class ProjectQuerySet(models.QuerySet):
    def in_register(self) -> "ProjectQuerySet":
        return self.exclude(status__in=OUTSIDE_REGISTER)

    def listed(self) -> "ProjectQuerySet":
        """Each project once: without those that were merged into another."""
        return self.in_register().exclude(status=Status.MERGED)

    def active(self) -> "ProjectQuerySet":
        return self.filter(status=Status.ACTIVE)

    def visible_to(self, access) -> "ProjectQuerySet":
        """Region roles see their region; a unit what it leads, received or has credit in, and what its own was merged
        into."""
        rows = access.regions_q("region__path", REGION_ROLES)
        if access.unit_ids:
            shared = Project.objects.filter(credit_splits__lines__unit__in=access.unit_ids)
            rows |= Q(lead_unit__in=access.unit_ids) | Q(received_unit__in=access.unit_ids)
            rows |= Q(pk__in=shared.values("pk"))
            merged = Project.objects.filter(merged_into__isnull=False, lead_unit__in=access.unit_ids)
            rows |= Q(pk__in=merged.values("merged_into"))
        return self.in_register().filter(rows)

    def moving(self) -> "ProjectQuerySet":
        """Live and unfinished; what the office does not pursue takes no facts and so cannot stand still."""
        return self.active().exclude(stage__in=stages.FINISHED).exclude(lead_state=LeadState.NOT_PURSUED)

    def standing_still(self, *, on: date, days: int) -> "ProjectQuerySet":
        """Moving, and without an entry for `days` days."""
        return self.moving().filter(last_entry_on__lt=on - timedelta(days=days))

    def search(self, text: str) -> "ProjectQuerySet":
        """Name, investor, code or pinyin initials; every word must occur, however its brackets and dashes are typed."""
        words = [key for word in text.split() if (key := search_key(word))]
        rows = self if words else self.none()
        for word in words:
            rows = rows.filter(search_text__contains=word)
        return rows


class Project(models.Model):
    """`registered_at` is server time and never changes (INV-03). `stage` follows from milestones and arrivals."""

    code = models.CharField("项目编号", max_length=20, unique=True, editable=False)
    name = models.CharField("项目名称", max_length=120)
    investor = models.ForeignKey(
        Party, verbose_name="投资方", null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    region = models.ForeignKey(Region, verbose_name="所属地区", on_delete=models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey(
        Unit, verbose_name="引资单位", on_delete=models.PROTECT, related_name="led_projects"
    )
    host_place = models.CharField("落户地", max_length=60, blank=True)
    industry = models.CharField("产业类型", max_length=40, blank=True)
    ownership = models.CharField("资金性质", max_length=10, choices=Ownership, default=Ownership.DOMESTIC)
    kind = models.CharField("建设性质", max_length=12, choices=Kind, default=Kind.NEW)
    summary = models.TextField("项目内容", max_length=2000, blank=True)
    amount_text = models.CharField("投资额（原话）", max_length=60, blank=True)
    amount = AmountField("投资额", null=True, blank=True)
    currency = models.CharField("币种", max_length=3, choices=CURRENCY_CHOICES, default="CNY")
    amount_is_approximate = models.BooleanField("约数", default=False)
    contact = models.CharField("联系人", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=80, blank=True)
    external_code = models.CharField("原台账编号", max_length=40, blank=True)
    remark = models.CharField("备注", max_length=500, blank=True)

    first_talk_unit = models.ForeignKey(
        Unit, verbose_name="首谈单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    host_unit = models.ForeignKey(
        Unit, verbose_name="落户单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tax_place = models.CharField("税收地", max_length=60, blank=True)
    planned_start_on = models.DateField("计划开工日期", null=True, blank=True)
    planned_completion_on = models.DateField("计划竣工日期", null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="项目责任人", null=True, blank=True, on_delete=models.PROTECT,
        related_name="owned_projects",
    )  # fmt: skip
    sponsor = models.CharField("包联领导", max_length=30, blank=True)
    expands = models.ForeignKey(
        "self",
        verbose_name="原项目",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="expansions",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="并入",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_here",
    )

    channel = models.CharField("信息来源", max_length=12, choices=Channel)
    received_at = models.DateTimeField("信息接收时间")
    received_by = models.CharField("接收人", max_length=30, blank=True)
    received_unit = models.ForeignKey(
        Unit, verbose_name="接收单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField("登记时间", editable=False)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    lead_state = models.CharField("线索状态", max_length=12, choices=LeadState, default=LeadState.EXEMPT)
    accepted_at = models.DateTimeField("受理时间", null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.ACTIVE)
    status_reason = models.CharField("原因", max_length=200, blank=True)
    status_code = models.CharField("原因类别", max_length=20, blank=True)
    status_on = models.DateField("状态变动日期", null=True, blank=True)
    stage = models.CharField("阶段", max_length=12, choices=stages.CHOICES, default="lead")
    verified_stage = models.CharField("已核实阶段", max_length=12, choices=stages.CHOICES, default="lead")
    last_entry_on = models.DateField("最近更新")
    search_text = models.TextField(blank=True, editable=False)
    import_row = models.OneToOneField(
        "projects.ImportRow", null=True, on_delete=models.PROTECT, related_name="project"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="project_status_known"),
            models.CheckConstraint(condition=Q(stage__in=list(stages.BY_CODE)), name="project_stage_known"),
            models.CheckConstraint(
                condition=Q(verified_stage__in=list(stages.BY_CODE)), name="project_verified_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(ownership__in=Ownership.values), name="project_ownership_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="project_kind_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="project_channel_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gt=0) & amount_range("amount")),
                name="project_amount_positive",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="project_has_name"),
            models.CheckConstraint(
                condition=Q(lead_state__in=LeadState.values), name="project_lead_state_known"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="project_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(pk=F("merged_into")),
                name="project_merged_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(expands__isnull=True) | ~Q(pk=F("expands")), name="project_expands_another"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.TERMINATED) | ~Q(status_reason=""), name="project_ends_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "stage", "-registered_at", "-id"], name="project_by_stage"),
            models.Index(fields=["lead_unit", "-registered_at", "-id"], name="project_by_unit"),
            models.Index(fields=["-registered_at", "-id"], name="project_newest"),
            models.Index(fields=["status", "last_entry_on"], name="project_quiet"),
            models.Index(fields=["lead_state", "registered_at"], name="project_lead_queue"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stage_name(self) -> str:
        return stages.BY_CODE[self.stage].name

    @property
    def is_stage_verified(self) -> bool:
        return self.stage == self.verified_stage

    @property
    def is_open(self) -> bool:
        """Facts may be recorded: a terminated or withdrawn project takes none."""
        return self.status in (Status.ACTIVE, Status.SUSPENDED)
