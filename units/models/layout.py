"""How an office wants a table to leave the house, saved under a name; one of a table's layouts may be its default."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from promo.tables import Arrangement
from units.models.region import Region
from units.models.user import Role

KEEPERS = frozenset({Role.OFFICE_CLERK, Role.OFFICE_DIRECTOR, Role.SUPERVISOR})


class TableLayoutQuerySet(models.QuerySet):
    def visible_to(self, access) -> "TableLayoutQuerySet":
        """The office's own; the whole town uses what it set."""
        return self.filter(access.regions_q("region__path", KEEPERS))

    def for_export(self, access, view: str) -> "TableLayoutQuerySet":
        """The layouts of a list that apply to what this person exports: those of the own region."""
        home = access.home_unit
        return self.filter(view=view, region=home.region_id) if home else self.none()


class TableLayout(models.Model):
    """`view` names the page that sends the table, `address` is where it was when the layout was made."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    view = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    table = models.CharField("表格", max_length=200)
    name = models.CharField("版式名称", max_length=40)
    content = models.JSONField()
    is_default = models.BooleanField("默认使用", default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("修改时间")
    version = models.PositiveIntegerField(default=1)

    objects = TableLayoutQuerySet.as_manager()

    class Meta:
        ordering = ["view", "name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "view", "name"], name="layout_name_once"),
            models.UniqueConstraint(
                fields=["region", "view"], condition=Q(is_default=True), name="layout_one_default"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="layout_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def arrangement(self) -> Arrangement:
        return Arrangement.of(self.content)
