"""Units that bring leads and are assessed, with the class they belong to at a given day."""

from datetime import date

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When

from units.models.region import Region


class UnitClass(models.TextChoices):
    TOWN_VILLAGE = "town_village", "乡镇/村"
    TOWN_DEPARTMENT = "town_department", "镇直部门"
    VERTICAL_DEPARTMENT = "vertical_department", "垂直部门"
    PARK = "park", "园区"


class UnitQuerySet(models.QuerySet):
    def active(self, *, on: date) -> "UnitQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)

    def with_class(self, *, on: date) -> "UnitQuerySet":
        """Adds `class_on`, the class code of the day (None where a unit is in no class)."""
        of_day = UnitClassing.objects.in_force(on=on).filter(unit=OuterRef("pk"))
        return self.annotate(class_on=Subquery(of_day.values("unit_class")[:1]))

    def with_names(self, *, on: date) -> "UnitQuerySet":
        """Adds `name_on` and `short_name_on`, what the unit was called that day (see units.models.UnitName)."""
        names = self.model._meta.get_field("names").related_model.objects.filter(unit=OuterRef("pk"))
        then = names.filter(valid_from__lte=on).order_by("-valid_from")
        renamed = Exists(then) & Exists(names.filter(valid_from__gt=on))
        return self.annotate(
            name_on=Case(When(renamed, then=Subquery(then.values("name")[:1])), default=F("name")),
            short_name_on=Case(
                When(renamed, then=Subquery(then.values("short_name")[:1])), default=F("short_name")
            ),
        )

    def with_people_count(self, *, on: date) -> "UnitQuerySet":
        """Adds `people_count`: people with a role in the unit that day whose account is not switched off."""
        held = Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gt=on)
        of_day = held & Q(memberships__valid_from__lte=on, memberships__user__is_active=True)
        return self.annotate(people_count=Count("memberships__user", filter=of_day, distinct=True))

    def not_closed(self, *, on: date) -> "UnitQuerySet":
        """Open that day or opening later."""
        return self.exclude(valid_to__lte=on)

    def administered_by(self, access) -> "UnitQuerySet":
        return self.filter(access.administered_q("region__path"))

    def visible_to(self, access) -> "UnitQuerySet":
        """Those in the person's regions, and the person's own."""
        return self.filter(access.regions_q("region__path") | Q(pk__in=access.unit_ids))


class Unit(models.Model):
    """Never deleted: a unit that is dissolved gets `valid_to` (exclusive)."""

    code = models.CharField("编码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20)
    region = models.ForeignKey(
        Region, verbose_name="所属地区", on_delete=models.PROTECT, related_name="units"
    )
    initials = models.CharField(max_length=60, blank=True, editable=False)
    order = models.PositiveIntegerField("排序", default=0)
    is_assessed = models.BooleanField("参加考核", default=True)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="unit_name_once_per_region"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def class_on(self, day: date) -> str | None:
        row = self.classings.in_force(on=day).first()
        return row.unit_class if row else None


class UnitClassingQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> "UnitClassingQuerySet":
        """Newest first, so the first row is the class of the day."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)
        return rows.order_by("-valid_from")


class UnitClassing(models.Model):
    """The class of a unit from one day on; the class of the day decides with whom it is ranked."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="classings")
    unit_class = models.CharField("类别", max_length=24, choices=UnitClass)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("截止日期", null=True, blank=True)

    objects = UnitClassingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_class_once_per_day"),
            models.CheckConstraint(condition=Q(unit_class__in=UnitClass.values), name="unit_class_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_class_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_unit_class_display()}"
