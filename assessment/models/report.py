"""A periodic report: drafted once per period by the timetable, worded by a supervisor, frozen when published."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from assessment.models.campaign import Campaign
from projects.models import OfficeRule
from units.models import Region, Role


class ReportState(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"


class Readers(models.TextChoices):
    """Who may read a report once it is published, besides the supervisors who made it."""

    LISTED = "listed", "仅限分发名单"
    LEADERS = "leaders", "领导和督查办"
    OFFICE = "office", "领导、督查办和经济办"
    UNITS = "units", "各单位"


class ReportQuerySet(models.QuerySet):
    def published(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.PUBLISHED)

    def visible_to(self, access) -> "ReportQuerySet":
        """Its makers see every report; the region's offices those that are not for listed people or leaders only; units
        what is published for units. Whoever stands on the list sees what he was sent, a leader on it the drafts too."""
        makers = access.regions_q("region__path", {Role.SUPERVISOR})
        offices = access.regions_q("region__path") & ~Q(readers__in=[Readers.LISTED, Readers.LEADERS])
        leaders = access.regions_q("region__path", {Role.LEADER}) & Q(readers=Readers.LEADERS)
        published = Q(state=ReportState.PUBLISHED)
        told = published & Q(readers=Readers.UNITS, region__in={unit.region_id for unit in access.units})
        return self.filter(
            makers | offices | leaders | told | (published & _sent_to(access)) | _drafts_for(access)
        )


def _sent_to(access) -> Q:
    copies = apps.get_model("assessment", "ReportCopy").objects.filter(user=access.user)
    return Q(Exists(copies.filter(report=OuterRef("pk"))))


def _drafts_for(access) -> Q:
    """A leader on the list is the second person who may publish."""
    listed = apps.get_model("assessment", "ReportRecipient").objects.standing().filter(user=access.user)
    mine = Exists(listed.filter(region=OuterRef("region"), kind=OuterRef("kind")))
    return access.regions_q("region__path", {Role.LEADER}) & Q(state=ReportState.DRAFT) & Q(mine)


class Report(models.Model):
    """`tables` are frozen Tables made at `as_of`; `words` are the sections' paragraphs, which people may edit.

    `drafted_words` keeps what the timetable wrote, so that the edit can be seen. `end` is exclusive. `format` 1 are
    those of before the second person: whoever worded them could publish them; 2 those of before the office's rule.
    `setup` is the document of the office's rule as it was when the report was drafted, `rule` the version it comes from
    (none: what the product brings); neither changes with a later rule. A report of a `campaign` (the row it began with)
    is an issue of the campaign's own series. `paper_code`, `paper_year` and `paper_number` are the number of the paper
    (发文字号), given when it is issued: no figure and in no checksum.
    """

    append_only_when = "state = 'published'"

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, default="fortnight")
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    start = models.DateField()
    end = models.DateField()
    number = models.PositiveIntegerField("期号")
    year = models.PositiveSmallIntegerField()
    title = models.CharField("标题", max_length=120)
    as_of = models.DateTimeField("数据时点")
    tables = models.JSONField(default=list)
    words = models.JSONField(default=list)
    drafted_words = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.DRAFT)
    drafted_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    readers = models.CharField("阅读范围", max_length=10, choices=Readers, default=Readers.OFFICE)
    rule = models.ForeignKey(OfficeRule, null=True, on_delete=models.PROTECT, related_name="+")
    setup = models.JSONField(default=dict)
    paper_code = models.CharField("机关代字", max_length=20, blank=True)
    paper_year = models.PositiveSmallIntegerField("发文年份", null=True)
    paper_number = models.PositiveIntegerField("发文序号", null=True)
    format = models.PositiveSmallIntegerField(default=3)
    version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "start"],
                condition=Q(campaign__isnull=True),
                name="report_once_per_period",
            ),
            models.UniqueConstraint(
                fields=["region", "kind", "year", "number"],
                condition=Q(campaign__isnull=True),
                name="report_number_once",
            ),
            models.UniqueConstraint(fields=["campaign", "start"], name="campaign_report_once_per_period"),
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_report_number_once"),
            models.CheckConstraint(
                condition=Q(kind="campaign", campaign__isnull=False)
                | (~Q(kind="campaign") & Q(campaign__isnull=True)),
                name="report_of_campaign_names_it",
            ),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.UniqueConstraint(
                fields=["region", "paper_code", "paper_year", "paper_number"],
                condition=Q(paper_number__isnull=False),
                name="report_paper_number_once",
            ),
            models.CheckConstraint(
                condition=Q(paper_code="", paper_year__isnull=True, paper_number__isnull=True)
                | (~Q(paper_code="") & Q(paper_year__isnull=False, paper_number__gte=1)),
                name="report_paper_number_whole",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="report_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.PUBLISHED)
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="report_published_by_somebody",
            ),
            models.CheckConstraint(condition=Q(readers__in=Readers.values), name="report_readers_known"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.PUBLISHED)
                | Q(format=1)
                | Q(edited_by__isnull=True)
                | ~Q(published_by=F("edited_by")),
                name="report_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title
