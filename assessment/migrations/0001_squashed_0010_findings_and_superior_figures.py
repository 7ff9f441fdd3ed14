import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assessment.models.kept_file
import assessment.models.mark
import assessment.models.marking
import assessment.models.run_file
import promo.money


class Migration(migrations.Migration):
    replaces = [
        ("assessment", "0001_initial"),
        ("assessment", "0002_marking_rounds"),
        ("assessment", "0003_records_and_report_calendar"),
        ("assessment", "0004_give_targets_sets_and_parts"),
        ("assessment", "0005_lines_of_groups"),
        ("assessment", "0006_notice_objections_errata"),
        ("assessment", "0007_import_targets"),
        ("assessment", "0008_decisions_about_candidates"),
        ("assessment", "0009_drafts_of_schemes"),
        ("assessment", "0010_findings_and_superior_figures"),
    ]

    initial = True

    dependencies = [
        ("projects", "0006_integrity_rule"),
        ("promo", "0001_squashed_0002_road_of_a_project"),
        ("units", "0002_road_of_a_project"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                (
                    "unit",
                    models.CharField(
                        choices=[("yuan", "万元"), ("usd", "万美元"), ("count", "个"), ("points", "分")],
                        max_length=8,
                        verbose_name="计量单位",
                    ),
                ),
                ("is_event", models.BooleanField(default=False, verbose_name="按次登记")),
                ("sentence", models.CharField(blank=True, max_length=200, verbose_name="口径说明")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["is_event", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="figure_kind_code_once"),
                    models.UniqueConstraint(fields=("region", "name"), name="figure_kind_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["yuan", "usd", "count", "points"])),
                        name="figure_kind_unit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z][a-z_]{1,38}$")),
                        name="figure_kind_code_is_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_event", False), ("unit", "count"), _connector="OR"),
                        name="figure_kind_events_are_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="figure_kind_has_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unpaid", "签约长期未到位"),
                            ("threshold", "金额恰为档次"),
                            ("split", "同一投资方分拆项目"),
                            ("backdated", "补登线索"),
                            ("burst", "季末集中登记"),
                            ("reused", "凭证用于多个项目"),
                            ("double", "投资额多处计入"),
                            ("superior", "与上级数不符"),
                        ],
                        max_length=12,
                        verbose_name="疑点",
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("words", models.CharField(max_length=500, verbose_name="情况")),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                ("amount", promo.money.AmountField(null=True, verbose_name="涉及金额")),
                ("behind", models.JSONField(default=list)),
                ("first_found_at", models.DateTimeField(verbose_name="首次发现")),
                ("last_found_at", models.DateTimeField(verbose_name="最近发现")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待核查"), ("dismissed", "已排除"), ("gone", "已消除")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="排除理由")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="排除时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-first_found_at", "-pk"],
                "indexes": [models.Index(fields=["region", "state"], name="finding_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "kind", "key"), name="finding_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "unpaid",
                                    "threshold",
                                    "split",
                                    "backdated",
                                    "burst",
                                    "reused",
                                    "double",
                                    "superior",
                                ],
                            )
                        ),
                        name="finding_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "dismissed", "gone"])),
                        name="finding_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state", "dismissed"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "dismissed"), _negated=True),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="finding_dismissed_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_found_at__gte", models.F("first_found_at"))),
                        name="finding_found_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120, upload_to=assessment.models.kept_file.kept_path, verbose_name="文件"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveIntegerField(verbose_name="大小")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="校验值")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="kept_file_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.figurekind",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.keptfile",
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "待确认"), ("confirmed", "已导入"), ("discarded", "已取消")],
                        default="read",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="上传时间")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="导入条数")),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["read", "confirmed", "discarded"])),
                        name="record_import_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                ("kind", models.CharField(default="fortnight", max_length=12)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("number", models.PositiveIntegerField(verbose_name="期号")),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("as_of", models.DateTimeField(verbose_name="数据时点")),
                ("tables", models.JSONField(default=list)),
                ("words", models.JSONField(default=list)),
                ("drafted_words", models.JSONField(default=list)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("edited_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-start"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "kind", "start"), name="report_once_per_period"
                    ),
                    models.UniqueConstraint(
                        fields=("region", "kind", "year", "number"), name="report_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published"])), name="report_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="report_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_published_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                ("title", models.CharField(max_length=40, verbose_name="报表名称")),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="报送内容")),
                ("period_start", models.DateField(verbose_name="所属期起")),
                ("period_end", models.DateField(verbose_name="所属期止")),
                ("period_name", models.CharField(max_length=40, verbose_name="所属期")),
                ("due_on", models.DateField(verbose_name="截止日期")),
                ("unit_classes", models.JSONField(default=list, verbose_name="报送单位")),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(fields=["region", "due_on"], name="report_duty_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "title", "period_start", "period_end", "round"),
                        name="report_duty_once_per_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gt", models.F("period_start"))),
                        name="report_duty_period_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="report_duty_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", "1978-01-01"), ("due_on__lt", "2101-01-01")),
                        name="report_duty_day_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="assessment.reportduty",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="免报原因")),
                ("document", models.CharField(max_length=120, verbose_name="依据")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.keptfile",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "待决定"), ("granted", "同意免报"), ("refused", "不同意")],
                        default="asked",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="决定说明")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "granted", "refused"])),
                        name="exemption_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="exemption_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "asked")
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exemption_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("document", ""), _negated=True)
                        ),
                        name="exemption_has_reason_and_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused"), _negated=True),
                        fields=("duty", "unit"),
                        name="exemption_once_per_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="assessment.reportduty",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="撤销原因")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="duty_withdrawal_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草案"), ("in_use", "施行"), ("superseded", "已废止")],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.scheme",
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="修订事由")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "put_in_use_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("put_in_use_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-year", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "year", "version"), name="scheme_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_use")),
                        fields=("region", "year"),
                        name="scheme_one_in_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_use", "superseded"])),
                        name="scheme_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="assessment.scheme",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="评分项目")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("marks", "打分"), ("ballots", "排序")], max_length=8, verbose_name="方式"
                    ),
                ),
                ("may_tie", models.BooleanField(default=False, verbose_name="允许并列")),
                ("shows_names", models.BooleanField(default=False, verbose_name="向单位公开评分人")),
                ("marked_on", models.DateField(verbose_name="评分日期")),
                ("deadline_at", models.DateTimeField(verbose_name="截止时间")),
                ("evidence_from", models.PositiveSmallIntegerField(null=True, verbose_name="高分须附材料")),
                ("evidence_below", models.PositiveSmallIntegerField(null=True, verbose_name="低分须附材料")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "评分中"),
                            ("closed", "待确认"),
                            ("confirmed", "已确认"),
                            ("cancelled", "已作废"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="作废原因")),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed", "confirmed", "cancelled"])),
                        name="round_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["marks", "ballots"])), name="round_kind_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "closed"))),
                        fields=("scheme", "code"),
                        name="round_one_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("open", "cancelled")),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="round_closed_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("closed_at__isnull", True),
                            _connector="OR",
                        ),
                        name="round_open_is_not_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("state", "confirmed"),
                            ),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="round_confirmed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("opened_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="round_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="round_cancelled_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deadline_at__gt", models.F("opened_at"))),
                        name="round_deadline_after_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markers",
                        to="assessment.markinground",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("marker_class", models.CharField(blank=True, max_length=20, verbose_name="评分人类别")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveSmallIntegerField(default=0)),
                ("handed_in_at", models.DateTimeField(null=True, verbose_name="提交时间")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "user"), name="marker_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_in_at__isnull", True), ("version", 0)),
                            models.Q(("handed_in_at__isnull", False), ("version__gt", 0)),
                            _connector="OR",
                        ),
                        name="marker_handed_in_with_a_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkedUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="assessment.markinground",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("unit_name", models.CharField(max_length=60)),
                (
                    "unit_class",
                    models.CharField(
                        choices=[
                            ("town_village", "乡镇/村"),
                            ("town_department", "镇直部门"),
                            ("vertical_department", "垂直部门"),
                            ("park", "园区"),
                        ],
                        max_length=24,
                    ),
                ),
                ("order", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["order"],
                "constraints": [models.UniqueConstraint(fields=("round", "unit"), name="marked_unit_once")],
            },
        ),
        migrations.CreateModel(
            name="PanelMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "marker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="assessment.marker",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("hundredths", models.PositiveIntegerField(null=True, verbose_name="得分（百分之一分）")),
                ("place", models.PositiveSmallIntegerField(null=True, verbose_name="名次")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="评分依据")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        upload_to=assessment.models.marking.panel_path,
                        verbose_name="佐证材料",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("saved_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("marker", "unit", "version"), name="panel_mark_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gt", 0)), name="panel_mark_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hundredths__isnull", True), ("place__isnull", True), _connector="OR"
                        ),
                        name="panel_mark_of_one_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_in_at__isnull", True),
                            ("hundredths__isnull", False),
                            ("place__isnull", False),
                            _connector="OR",
                        ),
                        name="panel_mark_handed_in_is_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hundredths__isnull", True), ("hundredths__lte", 1000000), _connector="OR"
                        ),
                        name="panel_mark_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__isnull", True), ("place__gt", 0), _connector="OR"),
                        name="panel_mark_place_from_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ManualMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="assessment.scheme",
                    ),
                ),
                ("indicator", models.CharField(max_length=40, verbose_name="指标")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("hundredths", models.PositiveIntegerField(verbose_name="得分（百分之一分）")),
                ("marked_on", models.DateField(verbose_name="评分日期")),
                ("reason", models.CharField(max_length=200, verbose_name="评分依据")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=120,
                        upload_to=assessment.models.mark.mark_path,
                        verbose_name="佐证材料",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "indicator", "unit", "version"), name="mark_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hundredths__lte", 1000000)), name="mark_in_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("content", models.JSONField()),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.scheme",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("edited_at", models.DateTimeField()),
                (
                    "adopted",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="assessment.scheme",
                    ),
                ),
            ],
            options={
                "ordering": ["-edited_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="scheme_draft_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="scheme_draft_version_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="assessment.scheme",
                    ),
                ),
                ("until", models.DateField(verbose_name="截止日期")),
                ("as_of", models.DateTimeField(verbose_name="数据时点")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "计算中"),
                            ("done", "已计算"),
                            ("failed", "未算成"),
                            ("notice", "公示中"),
                            ("void", "已作废"),
                            ("published", "已发布"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.scorerun",
                    ),
                ),
                ("frozen", models.JSONField(default=dict)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("number", models.PositiveIntegerField(null=True, verbose_name="期号")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("unnoticed_reason", models.CharField(blank=True, max_length=300, verbose_name="未公示理由")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
                (
                    "voided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("voided_at", models.DateTimeField(null=True)),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="promo.job",
                    ),
                ),
            ],
            options={
                "ordering": ["-until", "-as_of"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "done", "failed", "notice", "void", "published"])
                        ),
                        name="run_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(
                                ("number__isnull", False),
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="run_published_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True),
                            ("requested_by__isnull", True),
                            models.Q(("published_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="run_four_eyes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("requested_by__isnull", True)),
                        fields=("scheme", "until"),
                        name="run_once_a_day_by_the_timetable",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "notice")),
                        fields=("scheme",),
                        name="run_one_notice_per_scheme",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "void"), _negated=True),
                            models.Q(
                                models.Q(("void_reason", ""), _negated=True),
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="run_void_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("scheme", "number"),
                        name="run_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erratum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errata",
                        to="assessment.scorerun",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(null=True, verbose_name="更正号")),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.erratum",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                ("unit_name", models.CharField(blank=True, max_length=60)),
                ("item", models.CharField(blank=True, max_length=40, verbose_name="指标")),
                ("item_name", models.CharField(blank=True, max_length=60)),
                ("reason", models.TextField(max_length=500, verbose_name="更正原因")),
                ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                ("as_of", models.DateTimeField(verbose_name="数据时点")),
                ("frozen", models.JSONField(default=dict)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已更正"),
                            ("refused", "未批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                ("decision_note", models.CharField(blank=True, max_length=300, verbose_name="办理说明")),
            ],
            options={
                "ordering": ["run", "requested_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("run", "number"),
                        name="erratum_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("run",),
                        name="erratum_one_proposed_per_run",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "refused", "withdrawn"])),
                        name="erratum_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("document", ""), _negated=True)
                        ),
                        name="erratum_has_grounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("number__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="erratum_approved_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="erratum_four_eyes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="assessment.scorerun",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("unit_name", models.CharField(max_length=60)),
                (
                    "unit_class",
                    models.CharField(
                        choices=[
                            ("town_village", "乡镇/村"),
                            ("town_department", "镇直部门"),
                            ("vertical_department", "垂直部门"),
                            ("park", "园区"),
                        ],
                        max_length=24,
                    ),
                ),
                ("group", models.PositiveSmallIntegerField(default=0)),
                ("details", models.JSONField(default=dict)),
                ("exact", models.TextField(blank=True)),
                ("total", models.CharField(blank=True, max_length=30)),
                ("rank", models.PositiveIntegerField(null=True)),
                ("rank_before", models.PositiveIntegerField(null=True)),
                ("order", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "unit"), name="score_line_once_per_unit")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="assessment.scoreline",
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("sentence", models.CharField(max_length=500)),
                ("inputs", models.JSONField(default=list)),
                ("words", models.TextField()),
                ("exact", models.TextField(blank=True)),
                ("points", models.CharField(blank=True, max_length=30)),
                ("possible", models.CharField(max_length=30)),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "code"), name="score_item_once_per_line")
                ],
            },
        ),
        migrations.CreateModel(
            name="RunObjection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="assessment.scorerun",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="提出单位",
                    ),
                ),
                ("unit_name", models.CharField(max_length=60)),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="assessment.scoreline",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="assessment.scoreitem",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="异议内容")),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待答复"),
                            ("answered", "待确认"),
                            ("closed", "已答复"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "成立"), ("partly", "部分成立"), ("rejected", "不成立")],
                        max_length=10,
                        verbose_name="答复结论",
                    ),
                ),
                (
                    "remedy",
                    models.CharField(
                        choices=[
                            ("none", "不需处理"),
                            ("recalculate", "更正数据后重新计算"),
                            ("explain", "不重新计算，书面说明"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="处理方式",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复内容")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="答复依据")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "return_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="退回答复的理由"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["raised_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "number"), name="run_objection_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "answered", "closed", "withdrawn"]),
                            ("finding__in", ["", "upheld", "partly", "rejected"]),
                            ("remedy__in", ["none", "recalculate", "explain"]),
                        ),
                        name="run_objection_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="run_objection_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item__isnull", True), ("line__isnull", False), _connector="OR"),
                        name="run_objection_item_has_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("answered", "closed")), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("finding", ""), _negated=True),
                                models.Q(("document", ""), _negated=True),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="run_objection_answered_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_objection_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by__isnull", True),
                                models.Q(("answered_by", models.F("raised_by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("confirmed_by__isnull", True),
                                models.Q(
                                    models.Q(("confirmed_by", models.F("answered_by")), _negated=True),
                                    models.Q(("confirmed_by", models.F("raised_by")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="run_objection_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remedy", "none"), ("finding__in", ("upheld", "partly")), _connector="OR"
                        ),
                        name="run_objection_remedy_needs_finding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding__in", ("upheld", "partly")), _negated=True),
                            models.Q(("remedy", "none"), _negated=True),
                            _connector="OR",
                        ),
                        name="run_objection_upheld_is_remedied",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="assessment.runobjection",
                    ),
                ),
                ("is_answer", models.BooleanField(default=False)),
                (
                    "erratum",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="assessment.erratum",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        upload_to=assessment.models.run_file.run_file_path,
                        verbose_name="文件",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveIntegerField(verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erratum__isnull", True), ("objection__isnull", False)),
                            models.Q(
                                ("erratum__isnull", False), ("is_answer", False), ("objection__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="run_file_belongs_to_one",
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="run_file_not_empty"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="assessment.scorerun",
                    ),
                ),
                ("first_on", models.DateField(verbose_name="公示开始")),
                ("last_on", models.DateField(verbose_name="公示截止")),
                ("workdays", models.PositiveSmallIntegerField(verbose_name="工作日数")),
                ("is_unsure", models.BooleanField(default=False, verbose_name="节假日待定")),
                ("text", models.TextField(max_length=1000, verbose_name="公示正文")),
                ("contact", models.CharField(max_length=200, verbose_name="受理单位和联系方式")),
                (
                    "put_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("put_up_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on")), ("workdays__gte", 1)),
                        name="run_notice_has_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("contact", ""), _negated=True)
                        ),
                        name="run_notice_says_where",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="assessment.scorerun",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="promo.job",
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                ("is_sound", models.BooleanField(null=True)),
                ("result", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-requested_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True), ("is_sound__isnull", False), _connector="OR"
                        ),
                        name="run_check_finished_has_result",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsequenceDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="assessment.scorerun",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="单位",
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                ("rule_name", models.CharField(max_length=60, verbose_name="情形")),
                ("kind", models.CharField(max_length=14, verbose_name="性质")),
                ("reasons", models.TextField(verbose_name="事实依据")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "按办法采取"),
                            ("other", "采取其他措施"),
                            ("not_taken", "不予采取"),
                        ],
                        max_length=10,
                        verbose_name="决定",
                    ),
                ),
                ("measure", models.CharField(max_length=300, verbose_name="措施")),
                ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                ("decided_on", models.DateField(verbose_name="决定日期")),
                (
                    "changes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changed_by",
                        to="assessment.consequencedecision",
                        verbose_name="变更",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "ordering": ["-decided_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["taken", "other", "not_taken"])),
                        name="decision_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", ""), _negated=True),
                            models.Q(("measure", ""), _negated=True),
                        ),
                        name="decision_has_document_and_measure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("consequence", "commendation"))),
                        name="decision_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pk", models.F("changes")), _negated=True),
                        name="decision_not_its_own_change",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("changes__isnull", True)),
                        fields=("run", "unit", "rule"),
                        name="decision_once_per_candidate",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("changes__isnull", False)),
                        fields=("changes",),
                        name="decision_changed_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="assessment.reportduty",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("is_incomplete", models.BooleanField(default=False, verbose_name="内容不全")),
                ("is_void", models.BooleanField(default=False, verbose_name="作废")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.keptfile",
                    ),
                ),
                ("by_unit", models.BooleanField(default=False, verbose_name="单位自行报送")),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="assessment.submission",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "ordering": ["received_on", "pk"],
                "indexes": [models.Index(fields=["duty", "unit"], name="submission_of_duty")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_incomplete", False), ("is_void", False)),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="submission_fault_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_void", False), ("replaces__isnull", False), _connector="OR"),
                        name="submission_void_replaces_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pk", models.F("replaces")), _negated=True),
                        name="submission_does_not_replace_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__gte", "1978-01-01"), ("received_on__lt", "2101-01-01")
                        ),
                        name="submission_day_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SuperiorFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("signed_count", "签约项目数"),
                            ("signed_amount", "签约金额"),
                            ("signed_foreign", "合同外资"),
                            ("arrived_capital", "到位资金"),
                            ("arrived_foreign", "实到外资"),
                            ("started_count", "开工项目数"),
                            ("completed_count", "竣工项目数"),
                            ("producing_count", "投产项目数"),
                        ],
                        max_length=20,
                        verbose_name="指标",
                    ),
                ),
                ("until", models.DateField(verbose_name="截至")),
                ("quantity", models.BigIntegerField(verbose_name="上级认定数")),
                ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "ordering": ["-until", "measure", "-recorded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "measure__in",
                                [
                                    "signed_count",
                                    "signed_amount",
                                    "signed_foreign",
                                    "arrived_capital",
                                    "arrived_foreign",
                                    "started_count",
                                    "completed_count",
                                    "producing_count",
                                ],
                            )
                        ),
                        name="superior_measure_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)), name="superior_quantity_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="superior_has_document"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="units.unit",
                        verbose_name="单位",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("measure", models.CharField(max_length=40, verbose_name="指标")),
                (
                    "target_set",
                    models.CharField(
                        choices=[
                            ("own", "本级下达"),
                            ("superior", "上级下达"),
                            ("base", "保底"),
                            ("stretch", "奋斗"),
                        ],
                        default="own",
                        max_length=10,
                        verbose_name="目标类别",
                    ),
                ),
                ("part", models.CharField(blank=True, default="", max_length=3, verbose_name="时段")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("quantity", models.BigIntegerField(verbose_name="目标数")),
                ("effective_from", models.DateField(verbose_name="生效日期")),
                ("document", models.CharField(max_length=120, verbose_name="下达文件")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["year", "unit__order", "measure", "target_set", "part", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("unit", "year", "measure", "target_set", "part", "version"),
                        name="target_version_once_per_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", True)),
                        fields=("region", "year", "measure", "target_set", "part", "version"),
                        name="target_version_once_per_region",
                    ),
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="target_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1978), ("year__lte", 2100)), name="target_year_sane"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_set__in", ["own", "superior", "base", "stretch"])),
                        name="target_set_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                (
                                    "",
                                    "q1",
                                    "q2",
                                    "q3",
                                    "q4",
                                    "m01",
                                    "m02",
                                    "m03",
                                    "m04",
                                    "m05",
                                    "m06",
                                    "m07",
                                    "m08",
                                    "m09",
                                    "m10",
                                    "m11",
                                    "m12",
                                ),
                            )
                        ),
                        name="target_part_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.region"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "target_set",
                    models.CharField(
                        choices=[
                            ("own", "本级下达"),
                            ("superior", "上级下达"),
                            ("base", "保底"),
                            ("stretch", "奋斗"),
                        ],
                        max_length=10,
                        verbose_name="目标类别",
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=8, verbose_name="时段")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.keptfile",
                    ),
                ),
                ("sheets", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "待确认"), ("confirmed", "已导入"), ("discarded", "已取消")],
                        default="read",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="上传时间")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="下达项数")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="下达文件")),
                ("effective_from", models.DateField(null=True, verbose_name="生效日期")),
                ("left_out", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["read", "confirmed", "discarded"])),
                        name="target_import_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                (
                                    "",
                                    "q1",
                                    "q2",
                                    "q3",
                                    "q4",
                                    "m01",
                                    "m02",
                                    "m03",
                                    "m04",
                                    "m05",
                                    "m06",
                                    "m07",
                                    "m08",
                                    "m09",
                                    "m10",
                                    "m11",
                                    "m12",
                                    "quarters",
                                    "months",
                                ),
                            )
                        ),
                        name="target_import_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_set__in", ["own", "superior", "base", "stretch"])),
                        name="target_import_set_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                models.Q(("document", ""), _negated=True), ("effective_from__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="target_import_has_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="assessment.figurekind",
                        verbose_name="事项",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="单位",
                    ),
                ),
                ("quantity", models.BigIntegerField(verbose_name="数值")),
                ("happened_on", models.DateField(verbose_name="发生日期")),
                ("statistical_on", models.DateField(verbose_name="统计日期")),
                ("document", models.CharField(max_length=120, verbose_name="依据")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.keptfile",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="assessment.keptfile",
                    ),
                ),
                ("by_unit", models.BooleanField(default=False, verbose_name="单位自报")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("recorded", "待核实"),
                            ("verified", "已核实"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="recorded",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="核实时间")),
                ("return_reason", models.CharField(blank=True, max_length=200, verbose_name="退回原因")),
                (
                    "reverses",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="assessment.unitrecord",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-statistical_on", "-pk"],
                "indexes": [
                    models.Index(fields=["kind", "state", "statistical_on"], name="unit_record_counted"),
                    models.Index(fields=["state", "recorded_at"], name="unit_record_to_verify"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["recorded", "verified", "returned", "withdrawn"])),
                        name="unit_record_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True),
                            models.Q(("verified_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_record_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                                ("verified_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "verified"), _negated=True),
                                ("verified_at__isnull", True),
                                ("verified_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="unit_record_verified_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("quantity__gt", 0),
                                ("quantity__lte", 1000000000000000),
                                ("reverses__isnull", True),
                            ),
                            models.Q(
                                ("quantity__gte", -1000000000000000),
                                ("quantity__lt", 0),
                                ("reverses__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="unit_record_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="unit_record_has_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_record_returned_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("happened_on__gte", "1978-01-01"),
                            ("happened_on__lt", "2101-01-01"),
                            ("statistical_on__gte", "1978-01-01"),
                            ("statistical_on__lt", "2101-01-01"),
                        ),
                        name="unit_record_days_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pk", models.F("reverses")), _negated=True),
                        name="unit_record_not_its_own_reversal",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("reverses",),
                        name="unit_record_reversed_once",
                    ),
                ],
            },
        ),
    ]
