import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assessment.models.kept_file
import assessment.models.mark
import assessment.models.marking
import assessment.models.run_file
import assessment.models.supervision_file
import promo.creating
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
        ("assessment", "0011_allow_target_of_zero"),
        ("assessment", "0012_returns_of_periods"),
        ("assessment", "0013_slips_checks_talks"),
        ("assessment", "0014_campaigns"),
        ("assessment", "0015_distribution_lists_of_reports"),
        ("assessment", "0016_reports_of_campaigns"),
        ("assessment", "0017_rules_of_reports"),
        ("assessment", "0018_exemptions_taken_back"),
        ("assessment", "0019_name_the_month_as_offices_do"),
        ("assessment", "0020_give_up_schemes"),
        ("assessment", "0021_ask_again_after_revocation"),
        ("assessment", "0022_numbers_of_papers"),
    ]

    initial = True

    dependencies = [
        ("projects", "0014_number_the_rows_of_a_sample"),
        ("promo", "0001_squashed_0002_road_of_a_project"),
        ("units", "0003_keep_long_exports_and_layouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        promo.creating.CreateModels(
            operations=[
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                                choices=[
                                    ("draft", "草案"),
                                    ("in_use", "施行"),
                                    ("superseded", "已废止"),
                                    ("withdrawn", "已撤回"),
                                ],
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
                        (
                            "reason",
                            models.CharField(blank=True, default="", max_length=500, verbose_name="修订事由"),
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
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, default="", max_length=300, verbose_name="撤回理由"),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("region", "year", "version"), name="scheme_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_use")),
                                fields=("region", "year"),
                                name="scheme_one_in_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "in_use", "superseded", "withdrawn"])
                                ),
                                name="scheme_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="scheme_withdrawn_has_reason",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                        (
                            "unnoticed_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="未公示理由"),
                        ),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="作废理由"),
                        ),
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
                                    (
                                        "state__in",
                                        ["waiting", "done", "failed", "notice", "void", "published"],
                                    )
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 0)), name="target_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 1978), ("year__lte", 2100)),
                                name="target_year_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target_set__in", ["own", "superior", "base", "stretch"])
                                ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        ("kind", models.CharField(default="fortnight", max_length=12)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="assessment.campaign",
                            ),
                        ),
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
                        (
                            "readers",
                            models.CharField(
                                choices=[
                                    ("listed", "仅限分发名单"),
                                    ("leaders", "领导和督查办"),
                                    ("office", "领导、督查办和经济办"),
                                    ("units", "各单位"),
                                ],
                                default="office",
                                max_length=10,
                                verbose_name="阅读范围",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.officerule",
                            ),
                        ),
                        ("setup", models.JSONField(default=dict)),
                        ("paper_code", models.CharField(blank=True, max_length=20, verbose_name="机关代字")),
                        ("paper_year", models.PositiveSmallIntegerField(null=True, verbose_name="发文年份")),
                        ("paper_number", models.PositiveIntegerField(null=True, verbose_name="发文序号")),
                        ("format", models.PositiveSmallIntegerField(default=3)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-start"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("campaign__isnull", True)),
                                fields=("region", "kind", "start"),
                                name="report_once_per_period",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("campaign__isnull", True)),
                                fields=("region", "kind", "year", "number"),
                                name="report_number_once",
                            ),
                            models.UniqueConstraint(
                                fields=("campaign", "start"), name="campaign_report_once_per_period"
                            ),
                            models.UniqueConstraint(
                                fields=("campaign", "number"), name="campaign_report_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("campaign__isnull", False), ("kind", "campaign")),
                                    models.Q(
                                        models.Q(("kind", "campaign"), _negated=True),
                                        ("campaign__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_of_campaign_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "published"])),
                                name="report_state_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("paper_number__isnull", False)),
                                fields=("region", "paper_code", "paper_year", "paper_number"),
                                name="report_paper_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("paper_code", ""),
                                        ("paper_number__isnull", True),
                                        ("paper_year__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("paper_code", ""), _negated=True),
                                        ("paper_number__gte", 1),
                                        ("paper_year__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_paper_number_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start"))),
                                name="report_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True),
                                    models.Q(
                                        ("published_at__isnull", False), ("published_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="report_published_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("readers__in", ["listed", "leaders", "office", "units"])),
                                name="report_readers_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "published"), _negated=True),
                                    ("format", 1),
                                    ("edited_by__isnull", True),
                                    models.Q(("published_by", models.F("edited_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="report_published_by_another",
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
                                choices=[("marks", "打分"), ("ballots", "排序")],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("may_tie", models.BooleanField(default=False, verbose_name="允许并列")),
                        ("shows_names", models.BooleanField(default=False, verbose_name="向单位公开评分人")),
                        ("marked_on", models.DateField(verbose_name="评分日期")),
                        ("deadline_at", models.DateTimeField(verbose_name="截止时间")),
                        (
                            "evidence_from",
                            models.PositiveSmallIntegerField(null=True, verbose_name="高分须附材料"),
                        ),
                        (
                            "evidence_below",
                            models.PositiveSmallIntegerField(null=True, verbose_name="低分须附材料"),
                        ),
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
                        (
                            "cancel_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="作废原因"),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "closed", "confirmed", "cancelled"])
                                ),
                                name="round_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["marks", "ballots"])),
                                name="round_kind_known",
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
                        (
                            "marker_class",
                            models.CharField(blank=True, max_length=20, verbose_name="评分人类别"),
                        ),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "unit"), name="marked_unit_once")
                        ],
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
                        (
                            "hundredths",
                            models.PositiveIntegerField(null=True, verbose_name="得分（百分之一分）"),
                        ),
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
                                    ("hundredths__isnull", True),
                                    ("hundredths__lte", 1000000),
                                    _connector="OR",
                                ),
                                name="panel_mark_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("place__isnull", True), ("place__gt", 0), _connector="OR"
                                ),
                                name="panel_mark_place_from_one",
                            ),
                        ],
                    },
                ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="代码")),
                        ("name", models.CharField(max_length=30, verbose_name="名称")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("yuan", "万元"),
                                    ("usd", "万美元"),
                                    ("count", "个"),
                                    ("points", "分"),
                                ],
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                                max_length=120,
                                upload_to=assessment.models.kept_file.kept_path,
                                verbose_name="文件",
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
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="kept_file_not_empty"
                            )
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
                                choices=[
                                    ("read", "待确认"),
                                    ("confirmed", "已导入"),
                                    ("discarded", "已取消"),
                                ],
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                            "period_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fortnight", "双周"),
                                    ("half_month", "半月"),
                                    ("week", "周"),
                                    ("month", "月度"),
                                    ("quarter", "季度"),
                                    ("half_year", "半年"),
                                    ("year", "年度"),
                                    ("campaign", "专项行动"),
                                ],
                                max_length=12,
                                verbose_name="周期",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                                condition=models.Q(
                                    models.Q(("period_kind", ""), _negated=True),
                                    ("recorded_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="report_duty_by_hand_has_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__gte", "1978-01-01"), ("due_on__lt", "2101-01-01")
                                ),
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
                        ("round", models.PositiveSmallIntegerField(default=1)),
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
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "asked"),
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
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="exemption_has_reason_and_document",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("duty", "unit", "round"),
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
                                condition=models.Q(("reason", ""), _negated=True),
                                name="duty_withdrawal_has_reason",
                            )
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
                                condition=models.Q(
                                    ("is_void", False), ("replaces__isnull", False), _connector="OR"
                                ),
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
                        (
                            "return_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="退回原因"),
                        ),
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
                            models.Index(
                                fields=["kind", "state", "statistical_on"], name="unit_record_counted"
                            ),
                            models.Index(fields=["state", "recorded_at"], name="unit_record_to_verify"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["recorded", "verified", "returned", "withdrawn"])
                                ),
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
                                condition=models.Q(("document", ""), _negated=True),
                                name="unit_record_has_document",
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
                        (
                            "decision_note",
                            models.CharField(blank=True, max_length=300, verbose_name="办理说明"),
                        ),
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
                                condition=models.Q(
                                    ("state__in", ["proposed", "approved", "refused", "withdrawn"])
                                ),
                                name="erratum_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
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
                                    ("finished_at__isnull", True),
                                    ("is_sound__isnull", False),
                                    _connector="OR",
                                ),
                                name="run_check_finished_has_result",
                            )
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
                                        ("erratum__isnull", False),
                                        ("is_answer", False),
                                        ("objection__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="run_file_belongs_to_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="run_file_not_empty"
                            ),
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
                                condition=models.Q(
                                    ("last_on__gte", models.F("first_on")), ("workdays__gte", 1)
                                ),
                                name="run_notice_has_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("contact", ""), _negated=True),
                                ),
                                name="run_notice_says_where",
                            ),
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
                            models.UniqueConstraint(
                                fields=("run", "number"), name="run_objection_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "answered", "closed", "withdrawn"]),
                                    ("finding__in", ["", "upheld", "partly", "rejected"]),
                                    ("remedy__in", ["none", "recalculate", "explain"]),
                                ),
                                name="run_objection_words_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="run_objection_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("item__isnull", True), ("line__isnull", False), _connector="OR"
                                ),
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
                                    models.Q(
                                        ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                                    ),
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
                                            models.Q(
                                                ("confirmed_by", models.F("answered_by")), _negated=True
                                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                                choices=[
                                    ("read", "待确认"),
                                    ("confirmed", "已导入"),
                                    ("discarded", "已取消"),
                                ],
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
                                condition=models.Q(
                                    ("target_set__in", ["own", "superior", "base", "stretch"])
                                ),
                                name="target_import_set_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    models.Q(
                                        models.Q(("document", ""), _negated=True),
                                        ("effective_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="target_import_has_document",
                            ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                        (
                            "given_up_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_up_at", models.DateTimeField(null=True)),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_up_at", None),
                                    models.Q(("adopted", None), ("given_up_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="scheme_draft_given_up_is_not_adopted",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                                    ("behind", "低于时序进度"),
                                    ("overdue", "节点逾期"),
                                    ("late_capital", "到位晚于计划"),
                                    ("last_place", "连续位列末位"),
                                    ("unanswered", "意见逾期未反馈"),
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
                        ("figure", models.JSONField(default=dict)),
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
                                            "behind",
                                            "overdue",
                                            "late_capital",
                                            "last_place",
                                            "unanswered",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                                condition=models.Q(("quantity__gte", 0)),
                                name="superior_quantity_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="superior_has_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodReturn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "submission",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="assessment.submission",
                            ),
                        ),
                        ("as_of", models.DateTimeField(verbose_name="数据时点")),
                        ("figures", models.JSONField(verbose_name="数据")),
                        ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                        ("is_zero", models.BooleanField(default=False, verbose_name="既无签约又无到位")),
                        ("progress", models.TextField(max_length=2000, verbose_name="进展情况")),
                        ("problems", models.TextField(blank=True, max_length=2000, verbose_name="存在问题")),
                        ("causes", models.TextField(blank=True, max_length=2000, verbose_name="原因分析")),
                        ("measures", models.TextField(blank=True, max_length=2000, verbose_name="下步措施")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("progress", ""), _negated=True),
                                name="period_return_tells_progress",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256", ""), _negated=True),
                                name="period_return_has_digest",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_zero", False),
                                    models.Q(
                                        models.Q(("problems", ""), _negated=True),
                                        models.Q(("causes", ""), _negated=True),
                                        models.Q(("measures", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="period_return_of_none_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FieldCheck",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="被核查单位",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="核查日期")),
                        ("place", models.CharField(max_length=100, verbose_name="核查地点")),
                        ("people", models.CharField(max_length=100, verbose_name="核查人员")),
                        ("summary", models.CharField(blank=True, max_length=300, verbose_name="综合意见")),
                        (
                            "state",
                            models.CharField(
                                choices=[("recorded", "待确认"), ("confirmed", "已确认")],
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
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "projects",
                            models.ManyToManyField(
                                blank=True,
                                related_name="field_checks",
                                to="projects.project",
                                verbose_name="核查项目",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-checked_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["recorded", "confirmed"])),
                                name="field_check_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("place", ""), _negated=True),
                                    models.Q(("people", ""), _negated=True),
                                ),
                                name="field_check_says_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                        ("state", "recorded"),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("state", "confirmed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="field_check_confirmed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="field_check_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FieldCheckPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "check_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="assessment.fieldcheck",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("effort", "领导力度"),
                                    ("negotiation", "洽谈情况"),
                                    ("capital", "到位资金"),
                                    ("progress", "项目进度"),
                                ],
                                max_length=12,
                                verbose_name="内容",
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("good", "好"),
                                    ("fair", "一般"),
                                    ("poor", "差"),
                                    ("unseen", "未核查"),
                                ],
                                max_length=8,
                                verbose_name="评价",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="核查情况")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("check_of", "part", "revision"), name="field_check_part_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part__in", ["effort", "negotiation", "capital", "progress"]),
                                    ("verdict__in", ["good", "fair", "poor", "unseen"]),
                                ),
                                name="field_check_part_words_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "unseen"),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="field_check_part_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slip",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="承办单位",
                            ),
                        ),
                        ("unit_name", models.CharField(max_length=60)),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("number", models.PositiveIntegerField(verbose_name="编号")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("finding", "督查发现"),
                                    ("instruction", "领导批示"),
                                    ("other", "会议议定或其他"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "colour",
                            models.CharField(
                                choices=[("blue", "蓝色"), ("yellow", "黄色"), ("red", "红色")],
                                max_length=8,
                                verbose_name="等级",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="督办事项")),
                        ("situation", models.TextField(max_length=1000, verbose_name="存在问题")),
                        ("demand", models.TextField(max_length=500, verbose_name="办理要求")),
                        ("leader_name", models.CharField(blank=True, max_length=30, verbose_name="批示领导")),
                        (
                            "instruction",
                            models.TextField(blank=True, max_length=500, verbose_name="批示内容"),
                        ),
                        ("instructed_on", models.DateField(null=True, verbose_name="批示日期")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="依据文件")),
                        ("due_on", models.DateField(verbose_name="办理时限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("issued", "待签收"),
                                    ("signed", "待回复"),
                                    ("replied", "待核查"),
                                    ("closed", "已办结"),
                                    ("withdrawn", "已撤销"),
                                ],
                                default="issued",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issued_at", models.DateTimeField(verbose_name="下达时间")),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(null=True, verbose_name="签收时间")),
                        (
                            "replied_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("replied_at", models.DateTimeField(null=True, verbose_name="回复时间")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-year", "-number"],
                        "indexes": [models.Index(fields=["state", "due_on"], name="slip_by_due")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("region", "year", "number"), name="slip_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("colour__in", ["blue", "yellow", "red"]),
                                    ("source__in", ["finding", "instruction", "other"]),
                                    ("state__in", ["issued", "signed", "replied", "closed", "withdrawn"]),
                                ),
                                name="slip_words_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("situation", ""), _negated=True),
                                    models.Q(("demand", ""), _negated=True),
                                ),
                                name="slip_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "instruction"), _negated=True),
                                    models.Q(
                                        ("instructed_on__isnull", False),
                                        models.Q(("leader_name", ""), _negated=True),
                                        models.Q(("instruction", ""), _negated=True),
                                        models.Q(("document", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="slip_instruction_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("signed", "replied", "closed")), _negated=True),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="slip_signed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("replied", "closed")), _negated=True),
                                    models.Q(("replied_at__isnull", False), ("replied_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="slip_replied_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="slip_closed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_by__isnull", True),
                                    ("replied_by__isnull", True),
                                    models.Q(("closed_by", models.F("replied_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="slip_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlipFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "slip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="assessment.slip",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slips",
                                to="assessment.finding",
                            ),
                        ),
                        ("words", models.CharField(max_length=500, verbose_name="情况")),
                        ("figure", models.JSONField(default=dict)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("slip", "finding"), name="slip_finding_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlipStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "slip",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="assessment.slip",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("issued", "下达"),
                                    ("signed", "签收"),
                                    ("replied", "回复"),
                                    ("returned", "退回重办"),
                                    ("escalated", "升级"),
                                    ("eased", "降级"),
                                    ("closed", "办结"),
                                    ("withdrawn", "撤销"),
                                ],
                                max_length=10,
                                verbose_name="步骤",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=1000, verbose_name="内容")),
                        (
                            "colour",
                            models.CharField(
                                choices=[("blue", "蓝色"), ("yellow", "黄色"), ("red", "红色")],
                                max_length=8,
                                verbose_name="等级",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="办理时限")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("slip", "number"), name="slip_step_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "issued",
                                            "signed",
                                            "replied",
                                            "returned",
                                            "escalated",
                                            "eased",
                                            "closed",
                                            "withdrawn",
                                        ],
                                    ),
                                    ("colour__in", ["blue", "yellow", "red"]),
                                ),
                                name="slip_step_words_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("by__isnull", False),
                                    ("kind__in", ("escalated", "eased")),
                                    _connector="OR",
                                ),
                                name="slip_step_has_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("issued", "signed")),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="slip_step_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="assessment.slipstep",
                            ),
                        ),
                        (
                            "field_check",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="assessment.fieldcheck",
                            ),
                        ),
                        (
                            "talk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="assessment.talk",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=120,
                                upload_to=assessment.models.supervision_file.supervision_path,
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
                                    models.Q(
                                        ("field_check__isnull", True),
                                        ("step__isnull", False),
                                        ("talk__isnull", True),
                                    ),
                                    models.Q(
                                        ("field_check__isnull", False),
                                        ("step__isnull", True),
                                        ("talk__isnull", True),
                                    ),
                                    models.Q(
                                        ("field_check__isnull", True),
                                        ("step__isnull", True),
                                        ("talk__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="supervision_file_belongs_to_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="supervision_file_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Talk",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
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
                        ("unit_name", models.CharField(max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("summons", "约谈"),
                                    ("admonition", "诫勉谈话"),
                                    ("statement", "表态（检讨）发言"),
                                    ("commendation", "通报表扬"),
                                ],
                                max_length=14,
                                verbose_name="类别",
                            ),
                        ),
                        ("person", models.CharField(max_length=60, verbose_name="对象")),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("held_by", models.CharField(max_length=60, verbose_name="谈话人（主持人）")),
                        ("present", models.CharField(blank=True, max_length=120, verbose_name="参加人员")),
                        ("basis", models.TextField(max_length=500, verbose_name="事由和依据")),
                        ("result", models.TextField(max_length=500, verbose_name="结果")),
                        ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talks",
                                to="assessment.consequencedecision",
                            ),
                        ),
                        (
                            "slip",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talks",
                                to="assessment.slip",
                            ),
                        ),
                        (
                            "shown_to_head",
                            models.BooleanField(default=False, verbose_name="单位负责人可以查看"),
                        ),
                        ("is_void", models.BooleanField(default=False, verbose_name="作废")),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="assessment.talk",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="更正原因")),
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
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["summons", "admonition", "statement", "commendation"])
                                ),
                                name="talk_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", ""), _negated=True),
                                    models.Q(("held_by", ""), _negated=True),
                                    models.Q(("basis", ""), _negated=True),
                                    models.Q(("result", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="talk_says_who_why_and_by_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("corrects__isnull", True), ("is_void", False)),
                                    models.Q(
                                        ("corrects__isnull", False), models.Q(("reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="talk_corrected_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pk", models.F("corrects")), _negated=True),
                                name="talk_does_not_correct_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("slogan", models.CharField(blank=True, max_length=100, verbose_name="口号")),
                        ("first_on", models.DateField(verbose_name="开始日期")),
                        ("last_on", models.DateField(verbose_name="结束日期")),
                        (
                            "hearing_weekday",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (0, "星期一"),
                                    (1, "星期二"),
                                    (2, "星期三"),
                                    (3, "星期四"),
                                    (4, "星期五"),
                                    (5, "星期六"),
                                    (6, "星期日"),
                                ],
                                null=True,
                                verbose_name="每周汇报日",
                            ),
                        ),
                        ("document", models.CharField(max_length=120, verbose_name="依据")),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.paper",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="调整原因")),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="assessment.campaign",
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
                        "ordering": ["-first_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_on__gte", models.F("first_on"))),
                                name="campaign_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="campaign_has_name_and_basis",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaces__isnull", True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="campaign_change_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hearing_weekday__isnull", True),
                                    ("hearing_weekday__lt", 7),
                                    _connector="OR",
                                ),
                                name="campaign_hearing_on_a_weekday",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_on__gte", "1978-01-01"), ("last_on__lt", "2101-01-01")
                                ),
                                name="campaign_days_sane",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignCheckpoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checkpoints",
                                to="assessment.campaign",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="检查日期")),
                        ("least", models.PositiveSmallIntegerField(verbose_name="应完成")),
                        ("consequence", models.CharField(max_length=120, verbose_name="未达到的处理")),
                    ],
                    options={
                        "ordering": ["on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "on", "least"), name="campaign_checkpoint_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("least__gte", 1), ("least__lte", 100)),
                                name="checkpoint_share_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("consequence", ""), _negated=True),
                                name="checkpoint_names_consequence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignRecognition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recognitions",
                                to="assessment.campaign",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.project",
                            ),
                        ),
                        ("document", models.CharField(max_length=120, verbose_name="认定依据")),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.paper",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待认定"), ("granted", "已认定"), ("refused", "不予认定")],
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
                        ("asked_at", models.DateTimeField(verbose_name="提请时间")),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="认定时间")),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "granted", "refused"])),
                                name="recognition_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="recognition_has_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "asked"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="recognition_decided_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="recognition_refused_with_words",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("campaign", "project"),
                                name="recognition_once_per_project",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="assessment.campaign",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
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
                        ("quantity", models.BigIntegerField(verbose_name="任务")),
                    ],
                    options={
                        "ordering": ["unit__order", "unit__code", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "unit", "measure"), name="campaign_target_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="campaign_target_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckpointDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "checkpoint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="assessment.campaigncheckpoint",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                            ),
                        ),
                        ("reasons", models.CharField(max_length=200, verbose_name="事实依据")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("taken", "按规定处理"),
                                    ("other", "采取其他措施"),
                                    ("not_taken", "不予处理"),
                                ],
                                max_length=10,
                                verbose_name="决定",
                            ),
                        ),
                        ("measure", models.CharField(max_length=200, verbose_name="措施")),
                        ("document", models.CharField(max_length=120, verbose_name="依据文件")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(verbose_name="决定时间")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("checkpoint", "unit"), name="checkpoint_decided_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["taken", "other", "not_taken"])),
                                name="checkpoint_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document", ""), _negated=True),
                                    models.Q(("measure", ""), _negated=True),
                                ),
                                name="checkpoint_decision_has_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="assessment.report",
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
                        ("by_mail", models.BooleanField(verbose_name="发送邮件")),
                        ("sent_at", models.DateTimeField(verbose_name="送达时间")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "user"), name="report_copy_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="assessment.report",
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
                        ("read_at", models.DateTimeField(verbose_name="阅读时间")),
                    ],
                    options={
                        "ordering": ["read_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "user"), name="report_read_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportRecipient",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        ("kind", models.CharField(max_length=12, verbose_name="通报")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("function", models.CharField(blank=True, max_length=30, verbose_name="送阅职务")),
                        ("by_mail", models.BooleanField(default=False, verbose_name="发送邮件")),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField(verbose_name="加入时间")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="移出时间")),
                    ],
                    options={
                        "ordering": ["kind", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("region", "kind", "user"),
                                name="recipient_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), models.Q(("function", ""), _negated=True)
                                ),
                                fields=("region", "kind", "function"),
                                name="recipient_function_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="recipient_ended_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExemptionRevocation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "exemption",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revocation",
                                to="assessment.exemption",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="撤销原因")),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(verbose_name="撤销时间")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="exemption_revoked_with_reason",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
