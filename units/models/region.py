"""The region tree: county, town, village."""

from django.db import models
from django.db.models import F, Q


class RegionLevel(models.TextChoices):
    COUNTY = "county", "县（市、区）"
    TOWN = "town", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"


class RegionQuerySet(models.QuerySet):
    def under(self, region: "Region") -> "RegionQuerySet":
        """The region itself and everything below it."""
        return self.filter(path__startswith=region.path)

    def administered_by(self, access) -> "RegionQuerySet":
        return self.filter(access.administered_q("path"))


class Region(models.Model):
    """`path` is the chain of ids from the root, '/1/4/9/', so that a subtree is one prefix."""

    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=RegionLevel)
    parent = models.ForeignKey(
        "self", verbose_name="上级", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=200, db_index=True, editable=False)
    order = models.PositiveIntegerField("排序", default=0)
    version = models.PositiveIntegerField(default=1)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="region_name_once_per_parent"),
            models.CheckConstraint(condition=Q(level__in=RegionLevel.values), name="region_level_known"),
            models.CheckConstraint(condition=~Q(pk=F("parent")), name="region_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def take_turn(cls, pk: int) -> None:
        """Lock a region's row until the transaction ends: who decides something of the whole region goes one after the
        other. Taken before the rows of what is decided about."""
        cls.objects.select_for_update(no_key=True).values_list("pk").get(pk=pk)

    @property
    def depth(self) -> int:
        """0 for a root: how far a name is set in where regions stand as a tree."""
        return self.path.count("/") - 2
