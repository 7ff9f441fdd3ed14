"""A project handed from one unit to another (流转): asked, given away, received, decided; the route is all of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.credit import WHOLE, CreditSplit
from projects.models.project import Project
from units.models import Unit

PEOPLE = settings.AUTH_USER_MODEL


class TransferKind(models.TextChoices):
    AREA = "area", "跨区域流转"
    DEPARTMENT = "department", "跨部门统筹"
    JOINT = "joint", "联合引进"


class TransferState(models.TextChoices):
    ASKED = "asked", "待双方确认"
    AGREED = "agreed", "双方已确认"
    DECIDED = "decided", "已办结"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


CLOSED_TRANSFERS = (TransferState.DECIDED, TransferState.REFUSED, TransferState.WITHDRAWN)


class Transfer(models.Model):
    """From `valid_from` the credit is shared as the lines say; earlier facts keep their units (model.md INV-04)."""

    append_only_when = "state IN ('decided', 'refused', 'withdrawn')"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="transfers")
    kind = models.CharField("流转方式", max_length=12, choices=TransferKind)
    from_unit = models.ForeignKey(
        Unit, verbose_name="转出单位", on_delete=models.PROTECT, related_name="transfers_out"
    )
    to_unit = models.ForeignKey(
        Unit, verbose_name="转入单位", on_delete=models.PROTECT, related_name="transfers_in"
    )
    valid_from = models.DateField("生效日期")
    from_share = models.PositiveIntegerField("转出单位份额（万分之）")
    document = models.CharField("文件或协议", max_length=120)
    reason = models.CharField("流转原因", max_length=300)
    state = models.CharField("状态", max_length=10, choices=TransferState, default=TransferState.ASKED)
    asked_by = models.ForeignKey(PEOPLE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    given_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField("转出确认", null=True)
    received_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField("转入确认", null=True)
    decided_by = models.ForeignKey(PEOPLE, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("办结时间", null=True)
    refusal = models.CharField("不同意的理由", max_length=200, blank=True)
    split = models.ForeignKey(CreditSplit, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state_known"),
            models.CheckConstraint(condition=Q(kind__in=TransferKind.values), name="transfer_kind_known"),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="transfer_to_another"),
            models.CheckConstraint(condition=Q(from_share__lte=WHOLE), name="transfer_share_in_range"),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(given_at__isnull=False, received_at__isnull=False, split__isnull=False),
                name="transfer_decided_with_both_receipts",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state__in=("asked", "agreed")), name="one_transfer_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit}"
