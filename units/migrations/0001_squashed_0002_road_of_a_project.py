import django.contrib.auth.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import units.models.paper


class Migration(migrations.Migration):
    replaces = [("units", "0001_initial"), ("units", "0002_road_of_a_project")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "这个用户名已有人使用。"},
                        max_length=40,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="用户名",
                    ),
                ),
                ("name", models.CharField(max_length=30, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="手机号码")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("must_change_password", models.BooleanField(default=False)),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("county", "县（市、区）"),
                            ("town", "乡镇（街道）"),
                            ("village", "村（社区）"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="units.region",
                        verbose_name="上级",
                    ),
                ),
                ("path", models.CharField(db_index=True, editable=False, max_length=200)),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["path"],
                "constraints": [
                    models.UniqueConstraint(fields=("parent", "name"), name="region_name_once_per_parent"),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["county", "town", "village"])),
                        name="region_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pk", models.F("parent")), _negated=True),
                        name="region_not_its_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="units.region"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120, upload_to=units.models.paper.paper_path, verbose_name="文件"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("content_type", models.CharField(max_length=80)),
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
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="paper_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="编码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("short_name", models.CharField(max_length=20, verbose_name="简称")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="units.region",
                        verbose_name="所属地区",
                    ),
                ),
                ("initials", models.CharField(blank=True, editable=False, max_length=60)),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                ("is_assessed", models.BooleanField(default=True, verbose_name="参加考核")),
                ("valid_from", models.DateField(verbose_name="启用日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "name"), name="unit_name_once_per_region"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="units.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("unit_clerk", "单位经办人"),
                            ("unit_head", "单位负责人"),
                            ("office_clerk", "经济办经办人"),
                            ("office_director", "经济办主任"),
                            ("leader", "镇领导"),
                            ("supervisor", "督查办"),
                            ("administrator", "系统管理员"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="起始日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="截止日期")),
            ],
            options={
                "ordering": ["-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "unit", "role", "valid_from"), name="membership_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "unit_clerk",
                                    "unit_head",
                                    "office_clerk",
                                    "office_director",
                                    "leader",
                                    "supervisor",
                                    "administrator",
                                ],
                            )
                        ),
                        name="membership_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitChange",
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
                        related_name="unit_changes",
                        to="units.region",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("rename", "更名"), ("merge", "合并"), ("split", "拆分"), ("close", "撤销")],
                        max_length=8,
                        verbose_name="变动",
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="生效日期")),
                ("carry_from", models.DateField(blank=True, null=True, verbose_name="业绩划转起始日期")),
                ("document", models.CharField(max_length=120, verbose_name="文件名称及文号")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                "ordering": ["-effective_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["rename", "merge", "split", "close"])),
                        name="unit_change_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="unit_change_has_document"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitChangeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="units.unitchange",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_away",
                        to="units.unit",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_towards",
                        to="units.unit",
                    ),
                ),
                ("share", models.PositiveIntegerField(default=10000, verbose_name="份额（万分之）")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("change", "from_unit", "to_unit"), name="unit_change_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 10000)),
                        name="unit_change_share_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_unit__isnull", True),
                            models.Q(("from_unit", models.F("to_unit")), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_change_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitClassing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="classings", to="units.unit"
                    ),
                ),
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
                        verbose_name="类别",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="起始日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="截止日期")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_class_once_per_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit_class__in",
                                ["town_village", "town_department", "vertical_department", "park"],
                            )
                        ),
                        name="unit_class_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_class_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="units.unit"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("short_name", models.CharField(max_length=20, verbose_name="简称")),
                ("valid_from", models.DateField(verbose_name="起始日期")),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_name_once_per_day"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="unit_name_not_empty"
                    ),
                ],
            },
        ),
    ]
