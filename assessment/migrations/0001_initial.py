import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assessment.models.mark


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("promo", "0001_initial"),
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                        condition=models.Q(("state__in", ["waiting", "done", "failed", "published"])),
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
                        condition=models.Q(("number__isnull", False)),
                        fields=("scheme", "number"),
                        name="run_number_once",
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
                ("words", models.CharField(max_length=500)),
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
                "ordering": ["year", "unit__order", "measure", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("unit", "year", "measure", "version"),
                        name="target_version_once_per_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", True)),
                        fields=("region", "year", "measure", "version"),
                        name="target_version_once_per_region",
                    ),
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="target_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1978), ("year__lte", 2100)), name="target_year_sane"
                    ),
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
    ]
