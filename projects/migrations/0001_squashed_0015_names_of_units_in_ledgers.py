from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import projects.models.evidence
import promo.creating
import promo.money


class Migration(migrations.Migration):
    replaces = [
        ("projects", "0001_initial"),
        ("projects", "0002_road_of_a_project"),
        ("projects", "0003_count_merged_facts_once"),
        ("projects", "0004_duplicate_suggests"),
        ("projects", "0005_traits_and_labels_of_projects"),
        ("projects", "0006_integrity_rule"),
        ("projects", "0007_calendar_of_periods"),
        ("projects", "0008_deciding_about_a_ledger"),
        ("projects", "0009_supervision_rule"),
        ("projects", "0010_rules_for_issuing_reports"),
        ("projects", "0011_day_of_an_adjustment"),
        ("projects", "0012_name_the_month_as_offices_do"),
        ("projects", "0013_draw_rows_of_an_import"),
        ("projects", "0014_number_the_rows_of_a_sample"),
        ("projects", "0015_names_of_units_in_ledgers"),
    ]

    initial = True

    dependencies = [
        ("promo", "0001_squashed_0002_road_of_a_project"),
        ("units", "0003_keep_long_exports_and_layouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        promo.creating.CreateModels(
            operations=[
                migrations.CreateModel(
                    name="ImportBatch",
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
                            "file",
                            models.FileField(max_length=120, upload_to=projects.models.evidence.random_path),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("cut_off_on", models.DateField(verbose_name="数据截止日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "读取中"),
                                    ("ready", "待确认"),
                                    ("unreadable", "无法读取"),
                                    ("importing", "导入中"),
                                    ("done", "已导入"),
                                    ("undone", "已撤销"),
                                    ("dropped", "已放弃"),
                                ],
                                default="reading",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("error", models.CharField(blank=True, max_length=500)),
                        ("columns", models.JSONField(default=list)),
                        ("answers", models.JSONField(default=dict)),
                        ("unit_names", models.JSONField(default=dict)),
                        (
                            "follows",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="projects.importbatch",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
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
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="promo.job",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-uploaded_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "reading",
                                            "ready",
                                            "unreadable",
                                            "importing",
                                            "done",
                                            "undone",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="batch_state_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["importing", "done"])),
                                fields=("region", "sha256"),
                                name="batch_file_imported_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="projects.importbatch",
                            ),
                        ),
                        ("sheet", models.CharField(max_length=100, verbose_name="工作表")),
                        ("number", models.PositiveIntegerField(verbose_name="行号")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("new", "新增"),
                                    ("changed", "变更"),
                                    ("same", "无变化"),
                                    ("gone", "本次未列"),
                                    ("alike", "疑似重复"),
                                    ("refused", "不予导入"),
                                    ("skipped", "跳过"),
                                ],
                                max_length=8,
                                verbose_name="处理结果",
                            ),
                        ),
                        ("cells", models.JSONField(default=dict)),
                        ("reading", models.JSONField(default=dict)),
                        ("problems", models.JSONField(default=list)),
                        ("alike", models.JSONField(default=list)),
                        ("typed", models.JSONField(default=dict)),
                        ("kinds", models.CharField(blank=True, max_length=600)),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("same", "同一项目，不导入"),
                                    ("other", "不同项目，新增"),
                                    ("update", "同一项目，更新"),
                                ],
                                max_length=6,
                                verbose_name="核对结果",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="import_updates",
                                to="projects.project",
                            ),
                        ),
                        ("changes", models.JSONField(default=list)),
                        ("is_chosen", models.BooleanField(default=False, verbose_name="导入")),
                        ("imported_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "sheet", "number"), name="import_row_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        ["new", "changed", "same", "gone", "alike", "refused", "skipped"],
                                    )
                                ),
                                name="import_row_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_chosen", False),
                                    ("outcome__in", ("new", "changed", "alike")),
                                    _connector="OR",
                                ),
                                name="import_row_refused_not_chosen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", ""),
                                    models.Q(
                                        ("outcome", "alike"), ("verdict__in", ["same", "other", "update"])
                                    ),
                                    _connector="OR",
                                ),
                                name="import_row_verdict_on_alike",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "update"), _negated=True),
                                    ("target__isnull", False),
                                    _connector="OR",
                                ),
                                name="import_row_update_has_target",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                fields=["batch", "outcome", "is_chosen"], name="import_row_by_outcome"
                            ),
                            models.Index(fields=["batch", "kinds"], name="import_row_by_kinds"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lead_drafts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("typed", models.JSONField(default=dict)),
                        ("saved_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-saved_at"],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerHead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField(default=0)),
                        ("posted_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("pk", 1)), name="ledger_has_one_head")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeRule",
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
                                    ("clocks", "线索时限"),
                                    ("screening", "线索研判"),
                                    ("referral", "第一引荐人认定"),
                                    ("protection", "首谈保护"),
                                    ("gates", "节点认定条件"),
                                    ("arrivals", "到位资金认定"),
                                    ("sharing", "份额和流转"),
                                    ("lights", "项目亮灯"),
                                    ("permits", "代办事项"),
                                    ("blockers", "难点分类"),
                                    ("endings", "终止和暂停原因"),
                                    ("integrity", "疑点核查"),
                                    ("periods", "统计周期"),
                                    ("supervision", "督办"),
                                    ("report_fortnight", "双周督查报告编发"),
                                    ("report_week", "周报编发"),
                                    ("report_half_month", "半月报编发"),
                                    ("report_month", "月通报编发"),
                                    ("report_quarter", "季度通报编发"),
                                    ("report_half_year", "半年通报编发"),
                                    ("report_year", "年度通报编发"),
                                    ("report_campaign", "专项行动通报编发"),
                                ],
                                max_length=20,
                                verbose_name="规则",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起始日期")),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("document", models.JSONField()),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["kind", "-valid_from", "-revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("region", "kind", "valid_from", "revision"),
                                name="office_rule_revision_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "clocks",
                                            "screening",
                                            "referral",
                                            "protection",
                                            "gates",
                                            "arrivals",
                                            "sharing",
                                            "lights",
                                            "permits",
                                            "blockers",
                                            "endings",
                                            "integrity",
                                            "periods",
                                            "supervision",
                                            "report_fortnight",
                                            "report_week",
                                            "report_half_month",
                                            "report_month",
                                            "report_quarter",
                                            "report_half_year",
                                            "report_year",
                                            "report_campaign",
                                        ],
                                    )
                                ),
                                name="office_rule_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="office_rule_has_basis"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="投资方")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        ("is_foreign", models.BooleanField(default=False, verbose_name="境外投资方")),
                        (
                            "credit_code",
                            models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码"),
                        ),
                        ("origin", models.CharField(blank=True, max_length=40, verbose_name="投资方来源地")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("name",), name="party_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                editable=False, max_length=20, unique=True, verbose_name="项目编号"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="项目名称")),
                        (
                            "investor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="projects.party",
                                verbose_name="投资方",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                                verbose_name="所属地区",
                            ),
                        ),
                        (
                            "lead_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_projects",
                                to="units.unit",
                                verbose_name="引资单位",
                            ),
                        ),
                        ("host_place", models.CharField(blank=True, max_length=60, verbose_name="落户地")),
                        ("industry", models.CharField(blank=True, max_length=40, verbose_name="产业类型")),
                        (
                            "ownership",
                            models.CharField(
                                choices=[("domestic", "内资"), ("foreign", "外资")],
                                default="domestic",
                                max_length=10,
                                verbose_name="资金性质",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "新建"),
                                    ("continuing", "续建"),
                                    ("expansion", "增资扩产"),
                                    ("upgrade", "技术改造"),
                                ],
                                default="new",
                                max_length=12,
                                verbose_name="建设性质",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, max_length=2000, verbose_name="项目内容")),
                        (
                            "amount_text",
                            models.CharField(blank=True, max_length=60, verbose_name="投资额（原话）"),
                        ),
                        ("amount", promo.money.AmountField(blank=True, null=True, verbose_name="投资额")),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("CNY", "人民币"),
                                    ("USD", "美元"),
                                    ("HKD", "港币"),
                                    ("EUR", "欧元"),
                                    ("JPY", "日元"),
                                    ("GBP", "英镑"),
                                    ("KRW", "韩元"),
                                    ("TWD", "新台币"),
                                    ("SGD", "新加坡元"),
                                    ("MOP", "澳门元"),
                                ],
                                default="CNY",
                                max_length=3,
                                verbose_name="币种",
                            ),
                        ),
                        ("amount_is_approximate", models.BooleanField(default=False, verbose_name="约数")),
                        ("contact", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                        ("phone", models.CharField(blank=True, max_length=80, verbose_name="联系电话")),
                        (
                            "external_code",
                            models.CharField(blank=True, max_length=40, verbose_name="原台账编号"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                        (
                            "first_talk_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="首谈单位",
                            ),
                        ),
                        (
                            "host_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="落户单位",
                            ),
                        ),
                        ("tax_place", models.CharField(blank=True, max_length=60, verbose_name="税收地")),
                        (
                            "planned_start_on",
                            models.DateField(blank=True, null=True, verbose_name="计划开工日期"),
                        ),
                        (
                            "planned_completion_on",
                            models.DateField(blank=True, null=True, verbose_name="计划竣工日期"),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_projects",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="项目责任人",
                            ),
                        ),
                        ("sponsor", models.CharField(blank=True, max_length=30, verbose_name="包联领导")),
                        (
                            "expands",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expansions",
                                to="projects.project",
                                verbose_name="原项目",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_here",
                                to="projects.project",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("referral", "引荐人介绍"),
                                    ("investor", "以商招商"),
                                    ("chain", "产业链招商"),
                                    ("stationed", "驻点招商"),
                                    ("visit", "登门拜访"),
                                    ("event", "节会活动"),
                                    ("mission", "组团招商"),
                                    ("mandated", "委托招商"),
                                    ("online", "网络招商"),
                                    ("superior", "上级推送"),
                                    ("walk_in", "企业自荐"),
                                    ("ledger", "原台账"),
                                ],
                                max_length=12,
                                verbose_name="信息来源",
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="信息接收时间")),
                        ("received_by", models.CharField(blank=True, max_length=30, verbose_name="接收人")),
                        (
                            "received_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="接收单位",
                            ),
                        ),
                        ("registered_at", models.DateTimeField(editable=False, verbose_name="登记时间")),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lead_state",
                            models.CharField(
                                choices=[
                                    ("exempt", "未经研判"),
                                    ("registered", "待受理"),
                                    ("accepted", "待研判"),
                                    ("screening", "研判中"),
                                    ("supplement", "待补充"),
                                    ("qualified", "有效线索"),
                                    ("not_pursued", "不予跟进"),
                                ],
                                default="exempt",
                                max_length=12,
                                verbose_name="线索状态",
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(null=True, verbose_name="受理时间")),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "在库"),
                                    ("suspended", "暂停"),
                                    ("terminated", "终止"),
                                    ("incoming", "导入中"),
                                    ("withdrawn", "已撤销"),
                                    ("merged", "已并入"),
                                ],
                                default="active",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("status_reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                        ("status_code", models.CharField(blank=True, max_length=20, verbose_name="原因类别")),
                        ("status_on", models.DateField(blank=True, null=True, verbose_name="状态变动日期")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("lead", "线索"),
                                    ("negotiating", "在谈"),
                                    ("intent", "意向"),
                                    ("framework", "框架协议"),
                                    ("signed", "签约"),
                                    ("registered", "注册"),
                                    ("filed", "备案"),
                                    ("funded", "到位"),
                                    ("started", "开工"),
                                    ("completed", "竣工"),
                                    ("producing", "投产"),
                                    ("at_capacity", "达产"),
                                ],
                                default="lead",
                                max_length=12,
                                verbose_name="阶段",
                            ),
                        ),
                        (
                            "verified_stage",
                            models.CharField(
                                choices=[
                                    ("lead", "线索"),
                                    ("negotiating", "在谈"),
                                    ("intent", "意向"),
                                    ("framework", "框架协议"),
                                    ("signed", "签约"),
                                    ("registered", "注册"),
                                    ("filed", "备案"),
                                    ("funded", "到位"),
                                    ("started", "开工"),
                                    ("completed", "竣工"),
                                    ("producing", "投产"),
                                    ("at_capacity", "达产"),
                                ],
                                default="lead",
                                max_length=12,
                                verbose_name="已核实阶段",
                            ),
                        ),
                        ("last_entry_on", models.DateField(verbose_name="最近更新")),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "import_row",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="project",
                                to="projects.importrow",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-registered_at", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["region", "stage", "-registered_at", "-id"], name="project_by_stage"
                            ),
                            models.Index(
                                fields=["lead_unit", "-registered_at", "-id"], name="project_by_unit"
                            ),
                            models.Index(fields=["-registered_at", "-id"], name="project_newest"),
                            models.Index(fields=["status", "last_entry_on"], name="project_quiet"),
                            models.Index(fields=["lead_state", "registered_at"], name="project_lead_queue"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "active",
                                            "suspended",
                                            "terminated",
                                            "incoming",
                                            "withdrawn",
                                            "merged",
                                        ],
                                    )
                                ),
                                name="project_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "lead",
                                            "negotiating",
                                            "intent",
                                            "framework",
                                            "signed",
                                            "supplement",
                                            "registered",
                                            "filed",
                                            "funded",
                                            "started",
                                            "completed",
                                            "producing",
                                            "at_capacity",
                                        ],
                                    )
                                ),
                                name="project_stage_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verified_stage__in",
                                        [
                                            "lead",
                                            "negotiating",
                                            "intent",
                                            "framework",
                                            "signed",
                                            "supplement",
                                            "registered",
                                            "filed",
                                            "funded",
                                            "started",
                                            "completed",
                                            "producing",
                                            "at_capacity",
                                        ],
                                    )
                                ),
                                name="project_verified_stage_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ownership__in", ["domestic", "foreign"])),
                                name="project_ownership_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["new", "continuing", "expansion", "upgrade"])
                                ),
                                name="project_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "channel__in",
                                        [
                                            "referral",
                                            "investor",
                                            "chain",
                                            "stationed",
                                            "visit",
                                            "event",
                                            "mission",
                                            "mandated",
                                            "online",
                                            "superior",
                                            "walk_in",
                                            "ledger",
                                        ],
                                    )
                                ),
                                name="project_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True),
                                    models.Q(
                                        ("amount__gt", 0),
                                        ("amount__gte", Decimal("-10000000000000")),
                                        ("amount__lte", Decimal("10000000000000")),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_amount_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="project_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "lead_state__in",
                                        [
                                            "exempt",
                                            "registered",
                                            "accepted",
                                            "screening",
                                            "supplement",
                                            "qualified",
                                            "not_pursued",
                                        ],
                                    )
                                ),
                                name="project_lead_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                                    models.Q(
                                        models.Q(("status", "merged"), _negated=True),
                                        ("merged_into__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_merged_into_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into__isnull", True),
                                    models.Q(("pk", models.F("merged_into")), _negated=True),
                                    _connector="OR",
                                ),
                                name="project_merged_elsewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expands__isnull", True),
                                    models.Q(("pk", models.F("expands")), _negated=True),
                                    _connector="OR",
                                ),
                                name="project_expands_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "terminated"), _negated=True),
                                    models.Q(("status_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="project_ends_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditSplit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_splits",
                                to="projects.project",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "全部指标"),
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
                        ("valid_from", models.DateField(verbose_name="起始日期")),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("reason", models.CharField(max_length=200, verbose_name="依据")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["valid_from", "revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "measure", "valid_from", "revision"),
                                name="credit_split_revision_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Arrival",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="projects.project",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "待核实"),
                                    ("verified", "已核实"),
                                    ("returned", "已退回"),
                                    ("rejected", "不予认定"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="recorded",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("event_on", models.DateField(verbose_name="发生日期")),
                        (
                            "precision",
                            models.CharField(
                                choices=[("day", "日"), ("month", "月"), ("year", "年"), ("until", "截至")],
                                default="day",
                                max_length=6,
                                verbose_name="日期精度",
                            ),
                        ),
                        ("statistical_on", models.DateField(verbose_name="统计日期")),
                        ("belongs_on", models.DateField(blank=True, null=True, verbose_name="所属日期")),
                        ("amount", promo.money.AmountField(blank=True, null=True, verbose_name="金额")),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("CNY", "人民币"),
                                    ("USD", "美元"),
                                    ("HKD", "港币"),
                                    ("EUR", "欧元"),
                                    ("JPY", "日元"),
                                    ("GBP", "英镑"),
                                    ("KRW", "韩元"),
                                    ("TWD", "新台币"),
                                    ("SGD", "新加坡元"),
                                    ("MOP", "澳门元"),
                                ],
                                default="CNY",
                                max_length=3,
                                verbose_name="币种",
                            ),
                        ),
                        (
                            "recognised",
                            promo.money.AmountField(blank=True, null=True, verbose_name="认定金额"),
                        ),
                        ("cut_reason", models.CharField(blank=True, max_length=200, verbose_name="核减原因")),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=14, null=True, verbose_name="汇率"
                            ),
                        ),
                        ("rate_on", models.DateField(blank=True, null=True, verbose_name="汇率日期")),
                        ("rate_source", models.CharField(blank=True, max_length=60, verbose_name="汇率来源")),
                        ("cny", promo.money.AmountField(blank=True, null=True, verbose_name="折人民币")),
                        ("usd", promo.money.AmountField(blank=True, null=True, verbose_name="折美元")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
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
                        ("is_counted", models.BooleanField(default=True, verbose_name="计分")),
                        (
                            "uncounted_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="不计分原因"),
                        ),
                        (
                            "skip_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="缺项说明"),
                        ),
                        (
                            "reuse_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="凭证重复使用说明"),
                        ),
                        (
                            "reverses",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversals",
                                to="projects.arrival",
                            ),
                        ),
                        (
                            "import_row",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="projects.importrow",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cash", "货币资金"),
                                    ("equipment", "设备"),
                                    ("land", "土地价款"),
                                    ("construction", "建设投入"),
                                    ("working", "流动资金"),
                                    ("equity", "股权出资"),
                                    ("intangible", "无形资产"),
                                    ("loan", "股东借款"),
                                    ("cumulative", "台账累计数"),
                                ],
                                default="cash",
                                max_length=12,
                                verbose_name="资金形式",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.party",
                                verbose_name="出资方",
                            ),
                        ),
                        (
                            "excess_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="超合同说明"),
                        ),
                    ],
                    options={
                        "ordering": ["event_on", "pk"],
                        "indexes": [models.Index(fields=["state", "recorded_at"], name="arrival_to_verify")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["recorded", "verified", "returned", "rejected", "withdrawn"],
                                    )
                                ),
                                name="arrival_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("precision__in", ["day", "month", "year", "until"])),
                                name="arrival_precision_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by__isnull", True),
                                    models.Q(("verified_by", models.F("recorded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="arrival_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "verified"), _negated=True),
                                    models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="arrival_verified_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("event_on__gte", "1978-01-01"), ("event_on__lt", "2101-01-01")
                                ),
                                name="arrival_day_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statistical_on__gte", "1978-01-01"),
                                    ("statistical_on__lt", "2101-01-01"),
                                ),
                                name="arrival_statistical_day_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("belongs_on__isnull", True),
                                    ("belongs_on__lt", models.F("statistical_on")),
                                    _connector="OR",
                                ),
                                name="arrival_carried_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_counted", True),
                                    models.Q(("uncounted_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="arrival_uncounted_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "rejected"), _negated=True),
                                    models.Q(("return_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="arrival_rejected_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognised__isnull", True),
                                    ("recognised", models.F("amount")),
                                    models.Q(("cut_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="arrival_cut_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pk", models.F("reverses")), _negated=True),
                                name="arrival_not_its_own_reversal",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("reverses",),
                                name="arrival_reversed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True),
                                    models.Q(
                                        ("amount__gt", 0),
                                        ("reverses__isnull", True),
                                        ("amount__gte", Decimal("-10000000000000")),
                                        ("amount__lte", Decimal("10000000000000")),
                                    ),
                                    models.Q(
                                        ("reverses__isnull", False),
                                        models.Q(("amount", 0), _negated=True),
                                        ("amount__gte", Decimal("-10000000000000")),
                                        ("amount__lte", Decimal("10000000000000")),
                                    ),
                                    _connector="OR",
                                ),
                                name="arrival_amount_sign",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognised__isnull", True),
                                    ("reverses__isnull", False),
                                    models.Q(("recognised__gt", 0), ("recognised__lte", models.F("amount"))),
                                    models.Q(("amount__lt", 0), ("recognised", models.F("amount"))),
                                    _connector="OR",
                                ),
                                name="arrival_recognised_not_above_reported",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__isnull", False)), name="arrival_has_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "cash",
                                            "equipment",
                                            "land",
                                            "construction",
                                            "working",
                                            "equity",
                                            "intangible",
                                            "loan",
                                            "cumulative",
                                        ],
                                    )
                                ),
                                name="arrival_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvestorSplit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investor_splits",
                                to="projects.project",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起始日期")),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("reason", models.CharField(max_length=200, verbose_name="依据")),
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
                        "ordering": ["valid_from", "revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "valid_from", "revision"),
                                name="investor_split_revision_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="projects.project",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "待核实"),
                                    ("verified", "已核实"),
                                    ("returned", "已退回"),
                                    ("rejected", "不予认定"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="recorded",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("event_on", models.DateField(verbose_name="发生日期")),
                        (
                            "precision",
                            models.CharField(
                                choices=[("day", "日"), ("month", "月"), ("year", "年"), ("until", "截至")],
                                default="day",
                                max_length=6,
                                verbose_name="日期精度",
                            ),
                        ),
                        ("statistical_on", models.DateField(verbose_name="统计日期")),
                        ("belongs_on", models.DateField(blank=True, null=True, verbose_name="所属日期")),
                        ("amount", promo.money.AmountField(blank=True, null=True, verbose_name="金额")),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("CNY", "人民币"),
                                    ("USD", "美元"),
                                    ("HKD", "港币"),
                                    ("EUR", "欧元"),
                                    ("JPY", "日元"),
                                    ("GBP", "英镑"),
                                    ("KRW", "韩元"),
                                    ("TWD", "新台币"),
                                    ("SGD", "新加坡元"),
                                    ("MOP", "澳门元"),
                                ],
                                default="CNY",
                                max_length=3,
                                verbose_name="币种",
                            ),
                        ),
                        (
                            "recognised",
                            promo.money.AmountField(blank=True, null=True, verbose_name="认定金额"),
                        ),
                        ("cut_reason", models.CharField(blank=True, max_length=200, verbose_name="核减原因")),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=14, null=True, verbose_name="汇率"
                            ),
                        ),
                        ("rate_on", models.DateField(blank=True, null=True, verbose_name="汇率日期")),
                        ("rate_source", models.CharField(blank=True, max_length=60, verbose_name="汇率来源")),
                        ("cny", promo.money.AmountField(blank=True, null=True, verbose_name="折人民币")),
                        ("usd", promo.money.AmountField(blank=True, null=True, verbose_name="折美元")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
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
                        ("is_counted", models.BooleanField(default=True, verbose_name="计分")),
                        (
                            "uncounted_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="不计分原因"),
                        ),
                        (
                            "skip_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="缺项说明"),
                        ),
                        (
                            "reuse_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="凭证重复使用说明"),
                        ),
                        (
                            "reverses",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversals",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "import_row",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="projects.importrow",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("negotiating", "在谈"),
                                    ("intent", "意向"),
                                    ("framework", "框架协议"),
                                    ("signed", "签约"),
                                    ("supplement", "补充协议"),
                                    ("registered", "注册"),
                                    ("filed", "备案"),
                                    ("started", "开工"),
                                    ("completed", "竣工"),
                                    ("producing", "投产"),
                                    ("at_capacity", "达产"),
                                ],
                                max_length=12,
                                verbose_name="节点",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ],
                    options={
                        "ordering": ["event_on", "pk"],
                        "indexes": [
                            models.Index(fields=["state", "recorded_at"], name="milestone_to_verify")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["recorded", "verified", "returned", "rejected", "withdrawn"],
                                    )
                                ),
                                name="milestone_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("precision__in", ["day", "month", "year", "until"])),
                                name="milestone_precision_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by__isnull", True),
                                    models.Q(("verified_by", models.F("recorded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="milestone_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "verified"), _negated=True),
                                    models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="milestone_verified_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("event_on__gte", "1978-01-01"), ("event_on__lt", "2101-01-01")
                                ),
                                name="milestone_day_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statistical_on__gte", "1978-01-01"),
                                    ("statistical_on__lt", "2101-01-01"),
                                ),
                                name="milestone_statistical_day_sane",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("belongs_on__isnull", True),
                                    ("belongs_on__lt", models.F("statistical_on")),
                                    _connector="OR",
                                ),
                                name="milestone_carried_forwards",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_counted", True),
                                    models.Q(("uncounted_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="milestone_uncounted_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "rejected"), _negated=True),
                                    models.Q(("return_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="milestone_rejected_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognised__isnull", True),
                                    ("recognised", models.F("amount")),
                                    models.Q(("cut_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="milestone_cut_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pk", models.F("reverses")), _negated=True),
                                name="milestone_not_its_own_reversal",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("reverses",),
                                name="milestone_reversed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True),
                                    models.Q(
                                        models.Q(
                                            ("amount__gt", 0),
                                            models.Q(("amount__lt", 0), ("kind", "supplement")),
                                            _connector="OR",
                                        ),
                                        ("reverses__isnull", True),
                                        ("amount__gte", Decimal("-10000000000000")),
                                        ("amount__lte", Decimal("10000000000000")),
                                    ),
                                    models.Q(
                                        ("reverses__isnull", False),
                                        models.Q(("amount", 0), _negated=True),
                                        ("amount__gte", Decimal("-10000000000000")),
                                        ("amount__lte", Decimal("10000000000000")),
                                    ),
                                    _connector="OR",
                                ),
                                name="milestone_amount_sign",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognised__isnull", True),
                                    ("reverses__isnull", False),
                                    models.Q(("recognised__gt", 0), ("recognised__lte", models.F("amount"))),
                                    models.Q(("amount__lt", 0), ("recognised", models.F("amount"))),
                                    _connector="OR",
                                ),
                                name="milestone_recognised_not_above_reported",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("reverses__isnull", True),
                                    ("state__in", ("recorded", "verified", "returned")),
                                ),
                                fields=("project", "kind", "round"),
                                name="milestone_once_per_round",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "negotiating",
                                            "intent",
                                            "framework",
                                            "signed",
                                            "supplement",
                                            "registered",
                                            "filed",
                                            "started",
                                            "completed",
                                            "producing",
                                            "at_capacity",
                                        ],
                                    )
                                ),
                                name="milestone_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ("signed", "supplement")), _negated=True),
                                    ("amount__isnull", False),
                                    _connector="OR",
                                ),
                                name="milestone_signed_has_amount",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "arrival",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="projects.arrival",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="存疑原因")),
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
                                choices=[("open", "存疑"), ("cleared", "核查无误"), ("upheld", "核查属实")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=300, verbose_name="核查结论")),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["raised_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("arrival__isnull", False), ("milestone__isnull", True)),
                                    models.Q(("arrival__isnull", True), ("milestone__isnull", False)),
                                    _connector="OR",
                                ),
                                name="dispute_about_one_fact",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "cleared", "upheld"])),
                                name="dispute_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        ("settled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_settled_in_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_by__isnull", True),
                                    models.Q(("settled_by", models.F("raised_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="dispute_settled_by_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("milestone",),
                                name="one_open_dispute_of_milestone",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("arrival",),
                                name="one_open_dispute_of_arrival",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="征求单位",
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
                        ("asked_at", models.DateTimeField(verbose_name="征求时间")),
                        ("due_on", models.DateField(verbose_name="办理时限")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "同意"),
                                    ("agree_if", "原则同意，有要求"),
                                    ("disagree", "不同意"),
                                ],
                                max_length=10,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=500, verbose_name="具体意见")),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                        "indexes": [
                            models.Index(fields=["unit", "given_at", "due_on"], name="opinion_waiting")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("milestone", "unit"), name="opinion_asked_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_at__isnull", True),
                                    models.Q(
                                        ("given_by__isnull", False),
                                        ("result__in", ["agree", "agree_if", "disagree"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_given_with_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "disagree"), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="opinion_no_without_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvestorLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "split",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="projects.investorsplit",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.party",
                            ),
                        ),
                        ("share", models.PositiveIntegerField(verbose_name="出资比例（万分之）")),
                        ("is_foreign", models.BooleanField(default=False, verbose_name="外方")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("split", "party"), name="investor_share_once"),
                            models.CheckConstraint(
                                condition=models.Q(("share__gt", 0), ("share__lte", 10000)),
                                name="investor_share_in_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="projects.project",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("progress", "进展"),
                                    ("visit", "外出拜访"),
                                    ("reception", "接待来访"),
                                    ("call", "电话联系"),
                                    ("meeting", "会商洽谈"),
                                    ("service", "上门服务"),
                                ],
                                default="progress",
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                        ("people", models.CharField(blank=True, max_length=120, verbose_name="参加人员")),
                        ("text", models.TextField(max_length=1000, verbose_name="进展情况")),
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
                        "ordering": ["-happened_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["progress", "visit", "reception", "call", "meeting", "service"],
                                    )
                                ),
                                name="note_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField(unique=True, verbose_name="序号")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="units.unit",
                                verbose_name="单位",
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="projects.project",
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
                        ("quantity", models.BigIntegerField(verbose_name="数量")),
                        ("share", models.PositiveIntegerField(verbose_name="份额（万分之）")),
                        ("is_also", models.BooleanField(default=False, verbose_name="兼计")),
                        ("statistical_on", models.DateField(verbose_name="统计日期")),
                        ("belongs_on", models.DateField(blank=True, null=True, verbose_name="所属日期")),
                        ("posted_at", models.DateTimeField(verbose_name="入账时间")),
                        (
                            "milestone",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "arrival",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="projects.arrival",
                            ),
                        ),
                        (
                            "split",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.creditsplit",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="projects.posting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            models.Index(
                                fields=["measure", "statistical_on", "unit", "posted_at"],
                                name="posting_to_sum",
                            ),
                            models.Index(fields=["project", "measure"], name="posting_by_project"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity", 0), _negated=True), name="posting_not_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pk", models.F("answers")), _negated=True),
                                name="posting_not_its_own_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("milestone__isnull", True), ("arrival__isnull", True), _connector="OR"
                                ),
                                name="posting_one_fact",
                            ),
                            models.UniqueConstraint(fields=("answers",), name="posting_answered_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("belongs_on__isnull", True),
                                    ("belongs_on__lt", models.F("statistical_on")),
                                    _connector="OR",
                                ),
                                name="posting_carried_forwards",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NextStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_steps",
                                to="projects.project",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_steps",
                                to="projects.progressnote",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="下一步工作")),
                        ("due_on", models.DateField(verbose_name="完成日期")),
                        ("owner", models.CharField(blank=True, max_length=30, verbose_name="负责人")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("done_on", models.DateField(null=True, verbose_name="办结日期")),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(null=True)),
                        ("result", models.CharField(blank=True, max_length=200, verbose_name="办理情况")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["done_on", "due_on"], name="next_step_open")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="next_step_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True), ("done_by__isnull", False), _connector="OR"
                                ),
                                name="next_step_done_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="projects.project",
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "arrival",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="projects.arrival",
                            ),
                        ),
                        (
                            "split",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="projects.creditsplit",
                            ),
                        ),
                        ("subject", models.CharField(blank=True, max_length=60)),
                        ("subject_id", models.BigIntegerField(null=True)),
                        ("kind", models.CharField(blank=True, max_length=20, verbose_name="材料种类")),
                        (
                            "file",
                            models.FileField(
                                max_length=120,
                                upload_to=projects.models.evidence.random_path,
                                verbose_name="文件",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("content_type", models.CharField(max_length=80)),
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
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["subject", "subject_id"], name="evidence_by_subject")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("arrival__isnull", True),
                                        ("milestone__isnull", True),
                                        ("subject", ""),
                                    ),
                                    models.Q(
                                        ("milestone__isnull", True), ("split__isnull", True), ("subject", "")
                                    ),
                                    models.Q(
                                        ("arrival__isnull", True), ("split__isnull", True), ("subject", "")
                                    ),
                                    models.Q(
                                        ("arrival__isnull", True),
                                        ("milestone__isnull", True),
                                        ("split__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_proves_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("subject", ""), ("subject_id__isnull", True)),
                                    models.Q(
                                        models.Q(("subject", ""), _negated=True),
                                        ("subject_id__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_subject_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="evidence_not_empty"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DuplicateHint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicate_hints",
                                to="projects.project",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.project",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("l1", "一级（确定）"),
                                    ("l2", "二级（很可能）"),
                                    ("l3", "三级（可能）"),
                                    ("l4", "四级（提示）"),
                                ],
                                default="l3",
                                max_length=2,
                                verbose_name="等级",
                            ),
                        ),
                        ("likeness", models.PositiveSmallIntegerField()),
                        ("reason", models.CharField(max_length=100)),
                        ("fields", models.JSONField(default=list)),
                        ("suggests", models.CharField(blank=True, max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待核对"),
                                    ("different", "不是重复"),
                                    ("same", "同一项目"),
                                    ("expansion", "增资扩产"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=200, verbose_name="核对说明")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "other"), name="duplicate_pair_once"),
                            models.CheckConstraint(
                                condition=models.Q(("project", models.F("other")), _negated=True),
                                name="duplicate_of_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "different", "same", "expansion"])),
                                name="duplicate_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", ["l1", "l2", "l3", "l4"])),
                                name="duplicate_grade_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Blocker",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blockers",
                                to="projects.project",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="种类")),
                        ("text", models.CharField(max_length=300, verbose_name="难点")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="牵头单位",
                            ),
                        ),
                        ("owner", models.CharField(blank=True, max_length=30, verbose_name="负责人")),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        ("due_on", models.DateField(verbose_name="解决时限")),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_at", models.DateTimeField()),
                        ("resolved_on", models.DateField(null=True, verbose_name="解决日期")),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resolved_at", models.DateTimeField(null=True)),
                        ("resolution", models.CharField(blank=True, max_length=300, verbose_name="解决情况")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["resolved_on", "due_on"], name="blocker_open")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="blocker_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resolved_on__isnull", True),
                                    models.Q(
                                        models.Q(("resolution", ""), _negated=True),
                                        ("resolved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="blocker_resolved_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArrivalPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrival_plans",
                                to="projects.project",
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("CNY", "人民币"),
                                    ("USD", "美元"),
                                    ("HKD", "港币"),
                                    ("EUR", "欧元"),
                                    ("JPY", "日元"),
                                    ("GBP", "英镑"),
                                    ("KRW", "韩元"),
                                    ("TWD", "新台币"),
                                    ("SGD", "新加坡元"),
                                    ("MOP", "澳门元"),
                                ],
                                default="CNY",
                                max_length=3,
                                verbose_name="币种",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="依据")),
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
                        "ordering": ["revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "revision"), name="arrival_plan_revision_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="arrival_plan_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges_in",
                                to="projects.project",
                            ),
                        ),
                        (
                            "merged",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges_out",
                                to="projects.project",
                            ),
                        ),
                        (
                            "hint",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="projects.duplicatehint",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="依据")),
                        ("status_before", models.CharField(max_length=12)),
                        (
                            "merged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("merged_at", models.DateTimeField(verbose_name="并入时间")),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undo_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="撤销并入的原因"),
                        ),
                    ],
                    options={
                        "ordering": ["merged_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("merged",),
                                name="merged_into_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("merged")), _negated=True),
                                name="merged_into_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at__isnull", True),
                                    models.Q(
                                        models.Q(("undo_reason", ""), _negated=True),
                                        ("undone_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="merge_undone_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Protection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protections",
                                to="projects.project",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="首谈单位",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(verbose_name="截止日期")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("granted_at", models.DateTimeField()),
                        (
                            "renews",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewed_by",
                                to="projects.protection",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="解除原因")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["starts_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("project",),
                                name="one_protection_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="protection_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protection_ends_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referral_claims",
                                to="projects.project",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("person", "个人"), ("unit", "单位"), ("team", "团队")],
                                default="person",
                                max_length=8,
                                verbose_name="引荐方",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="引荐人")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="引荐人电话")),
                        (
                            "workplace",
                            models.CharField(blank=True, max_length=80, verbose_name="引荐人单位或住址"),
                        ),
                        ("members", models.CharField(blank=True, max_length=200, verbose_name="团队成员")),
                        (
                            "relation",
                            models.CharField(default="ordinary", max_length=20, verbose_name="引荐人身份"),
                        ),
                        (
                            "claiming_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                                verbose_name="申报单位",
                            ),
                        ),
                        ("statement", models.TextField(blank=True, max_length=1000, verbose_name="引荐经过")),
                        ("received_at", models.DateTimeField(verbose_name="信息接收时间")),
                        ("received_by", models.CharField(blank=True, max_length=30, verbose_name="接收人")),
                        (
                            "received_unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
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
                    ],
                    options={
                        "ordering": ["received_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["person", "unit", "team"])),
                                name="claim_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="claim_has_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referral_case",
                                to="projects.project",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("collecting", "申报中"),
                                    ("notice", "公示中"),
                                    ("arbitration", "待仲裁"),
                                    ("decided", "已认定"),
                                ],
                                default="collecting",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "proposed_claim",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.referralclaim",
                            ),
                        ),
                        ("proposal", models.CharField(blank=True, max_length=500, verbose_name="拟认定理由")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(null=True)),
                        ("notice_from", models.DateField(null=True, verbose_name="公示开始")),
                        ("notice_to", models.DateField(null=True, verbose_name="公示截止")),
                        ("opened_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["collecting", "notice", "arbitration", "decided"])
                                ),
                                name="referral_case_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "notice"), _negated=True),
                                    models.Q(
                                        ("notice_from__isnull", False),
                                        ("notice_to__gte", models.F("notice_from")),
                                        ("proposed_claim__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_notice_names_claim_and_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="projects.referralcase",
                            ),
                        ),
                        ("is_appeal", models.BooleanField(default=False, verbose_name="申诉")),
                        ("objector", models.CharField(max_length=60, verbose_name="异议人")),
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
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
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
                                    ("upheld", "异议成立"),
                                    ("rejected", "异议不成立"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
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
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["raised_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "upheld", "rejected", "withdrawn"])
                                ),
                                name="objection_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="objection_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("upheld", "rejected")), _negated=True),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="objection_answered_in_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by__isnull", True),
                                    ("state", "withdrawn"),
                                    models.Q(("answered_by", models.F("raised_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="objection_answered_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="projects.referralcase",
                            ),
                        ),
                        ("sequence", models.PositiveSmallIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("confirmed", "予以认定"),
                                    ("not_confirmed", "不予认定"),
                                    ("revoked", "撤销认定"),
                                ],
                                max_length=14,
                                verbose_name="结论",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("notice", "公示无异议"),
                                    ("answered", "异议处理后"),
                                    ("arbitration", "仲裁"),
                                    ("appeal", "申诉"),
                                    ("document", "依文件"),
                                ],
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.referralclaim",
                            ),
                        ),
                        ("reasons", models.TextField(max_length=1000, verbose_name="认定理由")),
                        ("document", models.CharField(max_length=120, verbose_name="文件名称及文号")),
                        ("notice_from", models.DateField(null=True)),
                        ("notice_to", models.DateField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(verbose_name="认定时间")),
                    ],
                    options={
                        "ordering": ["sequence"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "sequence"), name="referral_decisions_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["confirmed", "not_confirmed", "revoked"])
                                ),
                                name="referral_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way__in", ["notice", "answered", "arbitration", "appeal", "document"])
                                ),
                                name="referral_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "not_confirmed"), ("claim__isnull", False), _connector="OR"
                                ),
                                name="referral_decision_names_claim",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reasons", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="referral_decision_has_grounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirstReferrer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="first_referrers",
                                to="projects.project",
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.referralclaim",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.referraldecision",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("project",), name="one_confirmed_first_referrer"),
                            models.UniqueConstraint(fields=("claim",), name="first_referrer_claim_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="projects.referraldecision",
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="projects.referralclaim",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("first", "第一引荐人"),
                                    ("helper", "协助人"),
                                    ("source", "信息来源"),
                                    ("none", "不予认定"),
                                ],
                                max_length=8,
                                verbose_name="认定为",
                            ),
                        ),
                        ("bars_reward", models.BooleanField(default=False)),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "claim"), name="referral_finding_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "first")),
                                fields=("decision",),
                                name="referral_finding_one_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["first", "helper", "source", "none"])),
                                name="referral_finding_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("bars_reward", True), ("role", "first"), _negated=True),
                                name="referral_first_is_not_barred",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Screening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="screenings",
                                to="projects.project",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "研判中"), ("proposed", "待审定"), ("decided", "已研判")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("qualified", "有效线索"),
                                    ("supplement", "退回补充"),
                                    ("not_pursued", "不予跟进"),
                                ],
                                max_length=12,
                                verbose_name="结论",
                            ),
                        ),
                        ("reason_code", models.CharField(blank=True, max_length=20, verbose_name="原因")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("needs_leader", models.BooleanField(default=False)),
                        (
                            "rule",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.officerule",
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
                        ("opened_at", models.DateTimeField(verbose_name="开始研判")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="研判时间")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["round"],
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "round"), name="screening_round_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "decided"), _negated=True),
                                fields=("project",),
                                name="screening_one_open_round",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "proposed", "decided"])),
                                name="screening_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "decided"), _negated=True),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("result__in", ["qualified", "supplement", "not_pursued"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="screening_decided_with_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "not_pursued"), ("state", "decided"), _negated=True),
                                    models.Q(
                                        models.Q(("reason_code", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="screening_no_without_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="screening_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadFeedback",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="feedback",
                                to="projects.project",
                            ),
                        ),
                        (
                            "screening",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="feedback",
                                to="projects.screening",
                            ),
                        ),
                        ("told", models.CharField(max_length=60, verbose_name="反馈对象")),
                        ("way", models.CharField(max_length=20, verbose_name="反馈方式")),
                        ("text", models.CharField(max_length=500, verbose_name="反馈内容")),
                        ("given_on", models.DateField(verbose_name="反馈日期")),
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
                        "ordering": ["given_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="lead_feedback_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScreeningLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "screening",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="projects.screening",
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=30)),
                        ("required", models.BooleanField(default=True)),
                        (
                            "opinion",
                            models.CharField(
                                choices=[
                                    ("pass", "合格"),
                                    ("fail", "不合格"),
                                    ("unclear", "待核"),
                                    ("na", "不涉及"),
                                ],
                                default="unclear",
                                max_length=8,
                                verbose_name="意见",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("screening", "code"), name="screening_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(("opinion__in", ["pass", "fail", "unclear", "na"])),
                                name="screening_opinion_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_items",
                                to="projects.project",
                            ),
                        ),
                        (
                            "list",
                            models.CharField(
                                choices=[("permits", "代办事项"), ("preparation", "前期准备")],
                                max_length=12,
                                verbose_name="清单",
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=40, verbose_name="事项")),
                        ("department", models.CharField(blank=True, max_length=30, verbose_name="办理部门")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="受理日期")),
                        ("promised_on", models.DateField(blank=True, null=True, verbose_name="承诺办结")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("is_dropped", models.BooleanField(default=False, verbose_name="不需办理")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["list", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "list", "code"), name="service_item_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("list__in", ["permits", "preparation"])),
                                name="service_list_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="service_item_has_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SetAside",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="set_asides",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "arrival",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="set_asides",
                                to="projects.arrival",
                            ),
                        ),
                        (
                            "counted_milestone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.milestone",
                            ),
                        ),
                        (
                            "counted_arrival",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.arrival",
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["since", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("counted_milestone__isnull", False),
                                        ("milestone__isnull", False),
                                        ("arrival__isnull", True),
                                        ("counted_arrival__isnull", True),
                                    ),
                                    models.Q(
                                        ("counted_milestone__isnull", True),
                                        ("milestone__isnull", True),
                                        ("arrival__isnull", False),
                                        ("counted_arrival__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="set_aside_one_fact",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("milestone",),
                                name="set_aside_milestone_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("arrival",),
                                name="set_aside_arrival_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="projects.project",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("area", "跨区域流转"),
                                    ("department", "跨部门统筹"),
                                    ("joint", "联合引进"),
                                ],
                                max_length=12,
                                verbose_name="流转方式",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_out",
                                to="units.unit",
                                verbose_name="转出单位",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_in",
                                to="units.unit",
                                verbose_name="转入单位",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="生效日期")),
                        ("from_share", models.PositiveIntegerField(verbose_name="转出单位份额（万分之）")),
                        ("document", models.CharField(max_length=120, verbose_name="文件或协议")),
                        ("reason", models.CharField(max_length=300, verbose_name="流转原因")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待双方确认"),
                                    ("agreed", "双方已确认"),
                                    ("decided", "已办结"),
                                    ("refused", "未同意"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="asked",
                                max_length=10,
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
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField(null=True, verbose_name="转出确认")),
                        (
                            "received_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("received_at", models.DateTimeField(null=True, verbose_name="转入确认")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        (
                            "refusal",
                            models.CharField(blank=True, max_length=200, verbose_name="不同意的理由"),
                        ),
                        (
                            "split",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.creditsplit",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "agreed", "decided", "refused", "withdrawn"])
                                ),
                                name="transfer_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["area", "department", "joint"])),
                                name="transfer_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                                name="transfer_to_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_share__lte", 10000)), name="transfer_share_in_range"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "decided"), _negated=True),
                                    models.Q(
                                        ("given_at__isnull", False),
                                        ("received_at__isnull", False),
                                        ("split__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_decided_with_both_receipts",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("asked", "agreed"))),
                                fields=("project",),
                                name="one_transfer_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArrivalPlanLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="projects.arrivalplan",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="计划到位日期")),
                        ("amount", promo.money.AmountField(verbose_name="计划到位金额")),
                        ("note", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                    ],
                    options={
                        "ordering": ["due_on"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "due_on"), name="arrival_plan_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0),
                                    ("amount__gte", Decimal("-10000000000000")),
                                    ("amount__lte", Decimal("10000000000000")),
                                ),
                                name="arrival_plan_amount_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditSplitLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "split",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="projects.creditsplit",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                            ),
                        ),
                        ("share", models.PositiveIntegerField(verbose_name="份额（万分之）")),
                        ("is_also", models.BooleanField(default=False, verbose_name="兼计")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("split", "unit"), name="credit_share_once_per_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("share__gt", 0), ("share__lte", 10000)),
                                name="credit_share_in_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                choices=[
                                    ("CNY", "人民币"),
                                    ("USD", "美元"),
                                    ("HKD", "港币"),
                                    ("EUR", "欧元"),
                                    ("JPY", "日元"),
                                    ("GBP", "英镑"),
                                    ("KRW", "韩元"),
                                    ("TWD", "新台币"),
                                    ("SGD", "新加坡元"),
                                    ("MOP", "澳门元"),
                                ],
                                max_length=3,
                                verbose_name="币种",
                            ),
                        ),
                        ("valid_on", models.DateField(verbose_name="日期")),
                        (
                            "rate",
                            models.DecimalField(
                                decimal_places=6, max_digits=14, verbose_name="汇率（1单位外币兑人民币）"
                            ),
                        ),
                        ("source", models.CharField(max_length=60, verbose_name="来源")),
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
                        "ordering": ["-valid_on", "currency"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("currency", "valid_on"), name="rate_once_per_day"
                            ),
                            models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="rate_positive"),
                            models.CheckConstraint(
                                condition=models.Q(("currency", "CNY"), _negated=True),
                                name="rate_of_foreign_currency",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TraitHead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "region",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.region",
                            ),
                        ),
                        ("known_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="ProjectLabel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="labels",
                                to="projects.project",
                            ),
                        ),
                        ("label", models.CharField(max_length=40, verbose_name="名录")),
                        ("valid_from", models.DateField(verbose_name="列入日期")),
                        ("document", models.CharField(max_length=120, verbose_name="依据文件")),
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
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="移出原因")),
                    ],
                    options={
                        "ordering": ["valid_from", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("project", "label"),
                                name="project_label_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("label", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="project_label_with_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_label_ends_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectTrait",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="traits",
                                to="projects.project",
                            ),
                        ),
                        (
                            "head",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.project",
                            ),
                        ),
                        ("industry", models.CharField(blank=True, max_length=40)),
                        ("ownership", models.CharField(max_length=10)),
                        ("kind", models.CharField(max_length=12)),
                        ("host_place", models.CharField(blank=True, max_length=60)),
                        (
                            "host_unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="units.unit",
                            ),
                        ),
                        ("channel", models.CharField(max_length=12)),
                        ("origin", models.CharField(blank=True, max_length=40)),
                        ("is_expansion", models.BooleanField()),
                        ("known_from", models.DateTimeField()),
                        ("known_to", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["project", "known_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("known_to__isnull", True)),
                                fields=("project",),
                                name="project_trait_open_once",
                            ),
                            models.UniqueConstraint(
                                fields=("project", "known_from"), name="project_trait_begins_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("known_to__isnull", True),
                                    ("known_to__gt", models.F("known_from")),
                                    _connector="OR",
                                ),
                                name="project_trait_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodClosing",
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
                        ("start", models.DateField(verbose_name="期初")),
                        ("end", models.DateField(verbose_name="期末")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="次序")),
                        (
                            "step",
                            models.CharField(
                                choices=[("soft", "宽限期"), ("firm", "已结账"), ("opened", "已重开")],
                                max_length=6,
                                verbose_name="状态",
                            ),
                        ),
                        ("locks", models.BooleanField(default=False, verbose_name="结账后补报计入下一期")),
                        ("deadline_on", models.DateField(verbose_name="报送截止")),
                        ("grace_until", models.DateField(verbose_name="补报截止")),
                        (
                            "reopening",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opened",
                                to="projects.periodreopening",
                            ),
                        ),
                        ("open_until", models.DateField(blank=True, null=True, verbose_name="重开至")),
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
                        ("recorded_at", models.DateTimeField(verbose_name="时间")),
                    ],
                    options={
                        "ordering": ["start", "end", "kind", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("region", "kind", "start", "end", "number"),
                                name="period_closing_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start"))),
                                name="period_closing_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step__in", ["soft", "firm", "opened"])),
                                name="period_closing_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "fortnight",
                                            "half_month",
                                            "week",
                                            "month",
                                            "quarter",
                                            "half_year",
                                            "year",
                                            "campaign",
                                        ],
                                    )
                                ),
                                name="period_closing_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("open_until__isnull", False),
                                        ("reopening__isnull", False),
                                        ("step", "opened"),
                                    ),
                                    models.Q(
                                        models.Q(("step", "opened"), _negated=True),
                                        ("open_until__isnull", True),
                                        ("reopening__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="period_opened_by_approval",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", 1), ("step", "soft")),
                                    models.Q(("number__gt", 1), models.Q(("step", "soft"), _negated=True)),
                                    _connector="OR",
                                ),
                                name="period_closed_softly_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grace_until__gte", models.F("deadline_on"))),
                                name="period_grace_after_deadline",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodReopening",
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
                        ("start", models.DateField(verbose_name="期初")),
                        ("end", models.DateField(verbose_name="期末")),
                        ("reason", models.CharField(max_length=200, verbose_name="重开原因")),
                        ("open_until", models.DateField(verbose_name="重开至")),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待决定"), ("granted", "同意重开"), ("refused", "不同意")],
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
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="批准依据")),
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
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="决定说明")),
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
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "granted", "refused"])),
                                name="reopening_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start"))),
                                name="reopening_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="reopening_has_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="reopening_four_eyes",
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
                                name="reopening_decided_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "granted"), _negated=True),
                                    models.Q(
                                        models.Q(("document", ""), _negated=True), ("paper__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="reopening_granted_with_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reopening_refused_with_words",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("region", "kind", "start", "end"),
                                name="reopening_asked_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerLayout",
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
                        ("signature", models.CharField(max_length=32)),
                        ("name", models.CharField(max_length=200, verbose_name="台账")),
                        ("columns", models.JSONField(default=dict)),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("told_at", models.DateTimeField(verbose_name="记住时间")),
                        ("forgotten_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-told_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("forgotten_at__isnull", True)),
                                fields=("region", "signature"),
                                name="ledger_layout_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportSample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="projects.importbatch",
                            ),
                        ),
                        ("size", models.PositiveIntegerField(verbose_name="抽查行数")),
                        ("population", models.PositiveIntegerField(verbose_name="导入行数")),
                        ("seed", models.CharField(max_length=40, verbose_name="抽样种子")),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("drawn_at", models.DateTimeField(verbose_name="抽取时间")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", models.F("population"))),
                                name="sample_size_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seed", ""), _negated=True), name="sample_has_seed"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampledRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="projects.importsample",
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.importrow",
                            ),
                        ),
                        ("place", models.PositiveIntegerField(verbose_name="次序")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("agrees", "一致"), ("differs", "不一致")],
                                max_length=8,
                                verbose_name="核对结果",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("checked_at", models.DateTimeField(null=True, verbose_name="核对时间")),
                    ],
                    options={
                        "ordering": ["sample", "place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("sample", "row"), name="sampled_row_once"),
                            models.UniqueConstraint(fields=("sample", "place"), name="sampled_place_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at", None), ("checked_by", None), ("verdict", "")),
                                    models.Q(
                                        ("checked_at__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("verdict__in", ["agrees", "differs"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="sampled_row_checked_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "differs"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sampled_row_differs_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerUnitName",
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
                        ("key", models.CharField(max_length=60)),
                        ("text", models.CharField(max_length=60, verbose_name="表中写法")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("told_at", models.DateTimeField(verbose_name="记住时间")),
                        ("forgotten_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["text", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("forgotten_at__isnull", True)),
                                fields=("region", "key"),
                                name="ledger_unit_name_once",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
